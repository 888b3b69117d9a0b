# SPDX-License-Identifier: GPL-3.0-or-later
"""EOPF stores: equal to the SAFE they were made from, and hostile metadata."""

from __future__ import annotations

import json
import shutil
import time
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from places import DATA

from exogenous.core import load, open_product
from exogenous.core.errors import InvalidProduct, UnknownProduct

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = DATA / "capabilities" / "01_eopf"
NAME = "S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU"
STORE = FOLDER / f"derived_{NAME}_crop_v2.zarr"
SAFE = next((DATA / "s2_l2a_T29UNU_crop").glob("*.SAFE"), DATA)
BOUNDS = (545580, 5862840, 569580, 5886840)

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data are not in {DATA}"
)
B04 = "measurements/reflectance/r60m/b04"


def pixels(path: Path, band: str, **options: Any) -> Any:
    data = load(str(path), [band], pixel_size=60, window=BOUNDS, **options)
    (layer,) = data.data_vars.values()
    return layer.to_numpy()[0]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return shutil.copytree(STORE, tmp_path / "one.zarr")


@pytest.fixture
def change(store: Path) -> Callable[[Callable[[dict[str, Any]], object]], Path]:
    def changed(by: Callable[[dict[str, Any]], object]) -> Path:
        file = store / ".zmetadata"
        root = json.loads(file.read_text())
        by(root["metadata"])
        file.write_text(json.dumps(root))
        return store

    return changed


@pytest.mark.parametrize("band", ["BLUE", "RED", "NARROW_NIR", "SWIR_1", "SCL", "AOT"])
@pytest.mark.parametrize("cleaning", ["nodata", "raw"])
def test_pixels_equal_safes_bit_for_bit(band: str, cleaning: str) -> None:
    ours = pixels(STORE, band, cleaning=cleaning)
    assert ours.shape == (400, 400)
    np.testing.assert_array_equal(ours, pixels(SAFE, band, cleaning=cleaning))


def test_zipped_it_is_the_same(store: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "one.zarr"), "zip", store)
    np.testing.assert_array_equal(
        pixels(tmp_path / archive, "RED"), pixels(STORE, "RED")
    )


def test_a_malicious_archive_is_refused(store: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "one.zarr"), "zip", store)
    with zipfile.ZipFile(archive, "a") as zipped:
        zipped.writestr("../out", b"")
    with pytest.raises(InvalidProduct, match="reaches outside the archive"):
        open_product(archive)


def test_it_is_described_fast(store: Path) -> None:
    began = time.perf_counter()
    product = open_product(str(store / ".zmetadata"))
    assert time.perf_counter() - began < 0.5
    assert product.path == str(store)
    assert product.pixels().rows == 400
    assert product.attributes["product_type"] == "MSIL2A"


def test_a_row_reads_a_store() -> None:
    row = {"path": str(STORE), "band": "RED"}
    data = load(str(STORE), exo={"e": row}, pixel_size=60, window=BOUNDS)
    np.testing.assert_array_equal(data["e"].to_numpy()[0], pixels(STORE, "RED"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scale_factor", "a"),
        ("scale_factor", 0),
        ("scale_factor", -1),
        ("scale_factor", None),
        ("scale_factor", 1e9),
        ("scale_factor", [1]),
        ("scale_factor", True),
        ("add_offset", "x"),
        ("add_offset", {}),
    ],
)
def test_a_wrong_field_names_file_and_field(
    change: Callable[..., Path], field: str, value: object
) -> None:
    path = change(lambda all_: all_[f"{B04}/.zattrs"].__setitem__(field, value))
    with pytest.raises(
        InvalidProduct, match=rf"\.zmetadata cannot be read: {field} of"
    ):
        open_product(str(path))


@pytest.mark.parametrize("code", ["moon", 999999, [], -1, 10**30])
def test_a_wrong_crs_names_file_and_field(
    change: Callable[..., Path], code: object
) -> None:
    def spoil(entries: dict[str, Any]) -> None:
        for entry in entries.values():
            if "proj:epsg" in entry:
                entry["proj:epsg"] = code

    with pytest.raises(InvalidProduct, match=r"\.zmetadata .*proj:epsg .*no CRS"):
        open_product(str(change(spoil)))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"metadata": 1}', "[" * 99999])
def test_damaged_metadata_are_said(store: Path, text: str) -> None:
    (store / ".zmetadata").write_text(text)
    with pytest.raises(InvalidProduct, match=r"\.zmetadata cannot be read"):
        open_product(str(store))


def test_zarr_3_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownProduct, match="Zarr version 3"):
        open_product(str(FOLDER / "derived_T29UNU_crop_geozarr_v3.zarr"))
