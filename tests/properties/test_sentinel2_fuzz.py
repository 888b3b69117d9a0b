# SPDX-License-Identifier: GPL-3.0-or-later
"""Metadata that are damaged or made to do harm."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from safe_builder import SafeBuilder, box, counts, gml

from exogenous.core.errors import ExogenousError
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.page import to_html

if TYPE_CHECKING:
    from pathlib import Path

    from exogenous.core.products import Product

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><a>&j;</a>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<a><PRODUCT_URI>&x;</PRODUCT_URI></a>"
)
REMOTE = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'


def product_with(folder: Path, name: str, content: bytes) -> Product:
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): gml(box(0, 0, 240, 240))},
    )
    safe = builder.write(folder)
    next(safe.rglob(name)).write_bytes(content)
    return open_product(str(safe))


@pytest.mark.parametrize("name", ["MTD_MSIL2A.xml", "MTD_TL.xml", "MSK_DETFOO_B04.gml"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no element found"),
        (b"<a", "unclosed token"),
        (b"\x00\x01\x02", "not well-formed"),
        (b"\xff\xfe<\x00a\x00", "unclosed token"),
        ("<?xml version='1.0' encoding='UTF-8'?><a>é</a>".encode("latin-1"), "invalid"),
        (b"<?xml version='1.0' encoding='UTF-77'?><a/>", "unknown encoding"),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", "encoding"),
        (BOMB.encode(), "document type or entities"),
        (OUTSIDE.encode(), "document type or entities"),
        (REMOTE.encode(), "document type or entities"),
    ],
)
def test_a_file_that_is_no_safe_xml_is_a_warning(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    product = product_with(tmp_path, name, content)
    assert product.pixels().rows == 24
    (warning,) = [text for text in product.warnings if text.startswith(name)]
    assert re.search(rf"^{name} cannot be read: .*{said}", warning)
    assert "\n" not in warning


@pytest.mark.parametrize(
    ("tag", "attribute"),
    [
        ("SENSING_ORBIT_DIRECTION", "orbit_direction"),
        ("CLOUDY_PIXEL_PERCENTAGE", "cloud_cover"),
    ],
)
@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_missing_value_is_left_out_and_named(
    tmp_path: Path, tag: str, attribute: str, text: str | None
) -> None:
    value = {"orbit": text} if "ORBIT" in tag else {"cloud_cover": text}
    product = open_product(str(SafeBuilder(**value).write(tmp_path)))
    assert attribute not in product.attributes
    said = f"Not known and left out: {attribute.replace('_', ' ')}."
    assert said in product.warnings


@pytest.mark.parametrize("cloud_cover", ["cloudy", "nan", "1e999", "12 %"])
def test_a_number_that_is_none_is_left_out(tmp_path: Path, cloud_cover: str) -> None:
    product = open_product(str(SafeBuilder(cloud_cover=cloud_cover).write(tmp_path)))
    assert "cloud_cover" not in product.attributes


@pytest.mark.parametrize("name", ["MTD_MSIL2A.xml", "MTD_TL.xml"])
def test_a_missing_file_is_a_warning(tmp_path: Path, name: str) -> None:
    safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
    next(safe.rglob(name)).unlink()
    product = open_product(str(safe))
    assert product.attributes["condensed_name"].endswith("_S2_T32VLM_L2A_151300")
    usual = name.replace("L2A", "*")
    assert f"The product has no {usual}; what it would say is left out." in (
        product.warnings
    )


def test_without_any_metadata_the_name_decides_on_the_offset(tmp_path: Path) -> None:
    safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
    for path in [*safe.glob("*.xml"), *safe.rglob("MTD_TL.xml")]:
        path.unlink()
    product = open_product(str(safe))
    assert product.band("RED").decoding.offset == -0.1
    assert any("-1000 is used" in warning for warning in product.warnings)


@pytest.mark.parametrize("name", ["MTD_MSIL2A.xml", "MTD_TL.xml", "MSK_DETFOO_B04.gml"])
@pytest.mark.parametrize("seed", range(25))
def test_no_damage_ends_in_a_traceback(tmp_path: Path, name: str, seed: int) -> None:
    chance = random.Random(f"{name}{seed}")  # noqa: S311 it hides nothing
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): gml(box(0, 0, 240, 240))},
    )
    safe = builder.write(tmp_path)
    path = next(safe.rglob(name))
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(content))
        damage = chance.choice(
            [b"", b"<", b">", b"&", b"\x00", b"\xff", b"9", b"-", b"nan", b"1e99", b" "]
        )
        content[at : at + chance.randint(0, 3)] = damage
    path.write_bytes(content[: chance.randint(1, 2 * len(content))])
    try:
        product = open_product(str(safe))
    except ExogenousError as error:
        assert "\n" not in str(error)  # noqa: PT017 either is right, a traceback is not
    else:
        to_html(describe(product))
        assert to_values(describe(product))["BANDS"] == "RED"
