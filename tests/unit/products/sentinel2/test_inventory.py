# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's files are compared with its own checksums."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest
from safe_builder import SafeBuilder, counts

from exogenous.core.errors import Cancelled, InvalidProduct
from exogenous.core.products.sentinel2.inventory import differing_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    return SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)


def packed(safe: Path, form: str) -> str:
    if form == "folder":
        return str(safe)
    return shutil.make_archive(str(safe), "zip", safe.parent, safe.name)


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_product_as_published_differs_in_nothing(safe: Path, form: str) -> None:
    assert differing_files(packed(safe, form)) == ()


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_flipped_bit_and_a_missing_file_are_named(safe: Path, form: str) -> None:
    (image,) = safe.rglob("*_B04_10m.jp2")
    data = bytearray(image.read_bytes())
    data[-20] ^= 1
    image.write_bytes(data)
    (datatake,) = safe.glob("MTD_MSIL2A.xml")
    (tile,) = safe.rglob("MTD_TL.xml")
    tile.unlink()
    found = set(differing_files(packed(safe, form)))
    assert datatake.name not in found
    assert found == {path.relative_to(safe).as_posix() for path in (image, tile)}


def test_old_inventories_have_md5(safe: Path) -> None:
    (image,) = safe.rglob("*_B04_10m.jp2")
    manifest = safe / "manifest.safe"
    text = manifest.read_text()
    old = hashlib.sha3_256(image.read_bytes()).hexdigest()
    assert old in text
    md5 = hashlib.md5(image.read_bytes(), usedforsecurity=False).hexdigest()
    place = text.rindex('"SHA3-256"', 0, text.index(old))
    text = text[:place] + '"MD5"' + text[place + len('"SHA3-256"') :]
    manifest.write_text(text.replace(old, md5))
    assert differing_files(str(safe)) == ()
    manifest.write_text(text.replace(old, md5[::-1]))
    assert differing_files(str(safe)) == (image.relative_to(safe).as_posix(),)


@pytest.mark.parametrize("content", [None, b"", b"<a/>", b"no XML"])
def test_without_an_inventory_nothing_is_compared(
    safe: Path, content: bytes | None
) -> None:
    manifest = safe / "manifest.safe"
    manifest.unlink()
    if content is not None:
        manifest.write_bytes(content)
    with pytest.raises(InvalidProduct, match=r"no manifest\.safe with checksums"):
        differing_files(str(safe))


def test_comparing_can_be_cancelled(safe: Path) -> None:
    with pytest.raises(Cancelled):
        differing_files(str(safe), lambda: True)
