# SPDX-License-Identifier: GPL-3.0-or-later
"""The processing baseline of products whose metadata or names are damaged."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safe_builder import SafeBuilder, counts

from exogenous.core import load
from exogenous.core.errors import UnknownOffset
from exogenous.core.products import Cleaning, open_product
from exogenous.core.products.sentinel2.baseline import baseline_of

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]

DN = counts(60, first=2000)

NAME = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300"

#: What may be left of MTD_MSIL2A.xml.
DAMAGE: dict[str, Callable[[str], str | None]] = {
    "there is none": lambda _: None,
    "it is empty": lambda _: "",
    "it is no XML": lambda _: "moved to another place",
    "it is cut off": lambda text: text[: text.index("<PRODUCT_URI")],
    "it lacks what matters": lambda text: without(
        text, "PROCESSING_BASELINE", "PRODUCT_URI", "BOA_ADD_OFFSET"
    ),
    "its baseline is no number": lambda text: saying(text, "latest"),
    "its baseline cannot be": lambda text: saying(text, "00.00"),
    "its baseline is minus one": lambda text: saying(text, "-1"),
}


def without(text: str, *elements: str) -> str:
    for element in elements:
        text, count = re.subn(rf"<{element}\b[^>]*>[^<]*</{element}>", "", text)
        assert count
    return text.replace("_N05.11", "")


def saying(text: str, baseline: str) -> str:
    """Give another baseline, and take everything else out that says one."""
    text = without(text, "PRODUCT_URI", "BOA_ADD_OFFSET")
    return text.replace(">05.11<", f">{baseline}<")


def renamed(folder: Path, **built: Any) -> Path:
    """Write a product, under a name that tells nothing."""
    builder = SafeBuilder(images={("04", 60): DN, ("SCL", 60): DN}, **built)
    return builder.write(folder).rename(folder / "oslo")


def change(product: Path, pattern: str, how: Callable[[str], str | None]) -> None:
    (file,) = product.glob(pattern)
    text = how(file.read_text("utf-8"))
    file.unlink()
    if text is not None:
        file.write_text(text, "utf-8")


def silence(product: Path) -> None:
    """Take the baseline out of all files but the metadata of the product."""
    change(product, "GRANULE/*/MTD_TL.xml", lambda text: text.replace("_N05.11", ""))


@pytest.mark.rule(11, against="what is left in the product")
@pytest.mark.parametrize("damage", DAMAGE)
def test_reflectance_is_refused_where_nothing_says_the_baseline(
    tmp_path: Path, values: Read, damage: str
) -> None:
    path = renamed(tmp_path)
    change(path, "MTD_MSIL2A.xml", DAMAGE[damage])
    silence(path)
    product = open_product(str(path))
    (said,) = (text for text in product.warnings if "processing baseline" in text)
    assert "raw gives" in said
    assert "in a command by CLEANING" in said
    with pytest.raises(UnknownOffset, match=r"^PRODUCT: .*oslo.*S2A_MSIL2A_.*raw"):
        load(path, ["RED"])
    np.testing.assert_array_equal(values(product, "SCL"), DN)


@pytest.mark.parametrize("damage", DAMAGE)
def test_raw_numbers_can_be_had_without_a_baseline(tmp_path: Path, damage: str) -> None:
    path = renamed(tmp_path)
    change(path, "MTD_MSIL2A.xml", DAMAGE[damage])
    silence(path)
    with pytest.warns(UserWarning, match="bands are the numbers as they are"):
        data = load(path, ["RED"], cleaning="raw")
    np.testing.assert_array_equal(data["RED"].values[0], DN)
    assert "radiometry" not in data.attrs


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize(
    "place",
    [
        "GRANULE/L2A_T32VLM_A1/MTD_TL.xml",
        "DATASTRIP/DS_2CPS_20251017T151300/MTD_DS.xml",
        "manifest.safe",
        "INSPIRE.xml",
        f"HTML/{NAME}.html",
        "DATASTRIP/S2C_OPER_MSI_L2A_DS_2CPS_20251017T151300_S20251017T111101_N05.11/a",
    ],
)
def test_whatever_still_says_the_baseline_is_believed(
    tmp_path: Path, values: Read, damage: str, place: str
) -> None:
    path = renamed(tmp_path)
    change(path, "MTD_MSIL2A.xml", DAMAGE[damage])
    silence(path)
    file = path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    ids = "<DATASTRIP_ID>S2C_OPER_MSI_L2A_DS_2CPS_A_S20251017T111101_N05.11</"
    file.write_text(ids if place.endswith(("TL.xml", "DS.xml")) else f"<{NAME}.SAFE")
    got = values(open_product(str(path)), "RED")
    np.testing.assert_array_equal(got, ((DN - 1000) / 10000).astype("f4"))


def test_a_renamed_archive_is_known_by_the_folder_in_it(
    tmp_path: Path, values: Read
) -> None:
    builder = SafeBuilder(images={("04", 60): DN})
    safe = builder.write(tmp_path)
    change(safe, "MTD_MSIL2A.xml", DAMAGE["it is cut off"])
    silence(safe)
    with zipfile.ZipFile(tmp_path / "oslo.zip", "w") as archive:
        for file in sorted(safe.rglob("*")):
            archive.write(file, file.relative_to(tmp_path))
    shutil.rmtree(safe)
    product = open_product(str(tmp_path / "oslo.zip"))
    assert product.name == NAME
    got = values(product, "RED")
    np.testing.assert_array_equal(got, ((DN - 1000) / 10000).astype("f4"))


def test_the_baseline_of_the_l1c_behind_it_is_not_that_of_an_l2a(
    tmp_path: Path,
) -> None:
    path = renamed(tmp_path)
    change(path, "MTD_MSIL2A.xml", DAMAGE["it is empty"])
    change(
        path,
        "GRANULE/*/MTD_TL.xml",
        lambda _: "<L1C_TILE_ID>S2C_OPER_MSI_L1C_TL_2CPS_A005815_T32VLM_N02.06</",
    )
    with pytest.raises(UnknownOffset):
        load(path, ["RED"])


def test_offsets_that_are_said_need_no_baseline(tmp_path: Path, values: Read) -> None:
    path = renamed(tmp_path, offsets=dict.fromkeys(range(13), -700))
    said = ("PROCESSING_BASELINE", "PRODUCT_URI")
    change(path, "MTD_MSIL2A.xml", lambda text: without(text, *said))
    silence(path)
    got = values(open_product(str(path)), "RED")
    np.testing.assert_array_equal(got, ((DN - 700) / 10000).astype("f4"))


def test_products_of_users_say_their_offsets_in_whole_metadata_alone(
    tmp_path: Path, values: Read
) -> None:
    name = NAME.replace("N0511", "N9999")
    builder = SafeBuilder(
        name=name, baseline="99.99", offsets={}, images={("04", 60): DN}
    )
    path = builder.write(tmp_path)
    got = values(open_product(str(path)), "RED")
    np.testing.assert_array_equal(got, (DN / 10000).astype("f4"))
    change(path, "MTD_MSIL2A.xml", lambda text: text[:300])
    with pytest.raises(UnknownOffset):
        load(path, ["RED"])
    raw = values(open_product(str(path), cleaning=Cleaning.RAW), "RED")
    np.testing.assert_array_equal(raw, DN)


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("04.00", 4.0),
        ("0400", 4.0),
        (" 02.14\n", 2.14),
        ("99.99", 99.99),
        ("00.00", None),
        ("45.11", None),
        ("4", None),
        ("\u0660\u0664.\u0660\u0660", None),
        ("4e0", None),
        ("nan", None),
        ("", None),
        (None, None),
    ],
)
def test_what_is_a_baseline(text: str | None, baseline: float | None) -> None:
    assert baseline_of(text) == baseline
