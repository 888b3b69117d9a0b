# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be called a product, and what is said of everything else."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from affine import Affine
from rasters import make_raster
from safe_builder import SafeBuilder, counts

from exogenous.core import load
from exogenous.core.errors import (
    ExogenousError,
    InvalidProduct,
    InvalidRequest,
    SourceMissing,
    SourceUnreadable,
    UnknownProduct,
)
from exogenous.core.products import open_product

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = {("04", size): counts(size) for size in (10, 20, 60)}


@pytest.mark.parametrize(
    "part", ["", "/", "/MTD_MSIL2A.xml", "/manifest.safe", "/GRANULE/*/MTD_TL.xml"]
)
def test_a_metadata_file_means_its_product(tmp_path: Path, part: str) -> None:
    safe = SafeBuilder(images=ALL).write(tmp_path)
    found = "".join(str(path) for path in safe.glob(part[1:])) if part[1:] else ""
    product = open_product(found or f"{safe}{part}")
    assert product.path == str(safe)
    assert product.pixels().rows == 24


def test_a_folder_with_one_product_in_it_means_that(tmp_path: Path) -> None:
    safe = SafeBuilder(images=ALL).write(tmp_path)
    assert open_product(str(tmp_path)).path == str(safe)


def test_an_archive_is_the_same_product_as_its_folder(
    tmp_path: Path, values: Callable[..., Any]
) -> None:
    builder = SafeBuilder(
        images=ALL, masks={("DETFOO", "04"): np.eye(24, dtype="u1")}, cloud_cover="7.5"
    )
    path = builder.zip(tmp_path)
    packed = open_product(str(path))
    unpacked = open_product(str(tmp_path / "unpacked" / f"{builder.name}.SAFE"))
    assert packed.grid == unpacked.grid
    assert packed.attributes == {**unpacked.attributes, "product_path": str(path)}
    assert packed.facts == unpacked.facts
    for size in (10, 20, 60):
        np.testing.assert_array_equal(
            values(packed, "RED", size), values(unpacked, "RED", size)
        )
    assert {file.name for file in tmp_path.iterdir()} == {path.name, "unpacked"}


@pytest.mark.parametrize(
    "form",
    [
        "{zip}",
        "/vsizip/{zip}",
        "/vsizip/{{{zip}}}",
        "/vsizip/{zip}/{name}.SAFE",
        "/vsizip/{zip}/{name}.SAFE/MTD_MSIL2A.xml",
    ],
)
def test_an_archive_may_be_named_as_gdal_does(tmp_path: Path, form: str) -> None:
    builder = SafeBuilder(images=ALL)
    path = builder.zip(tmp_path)
    product = open_product(form.format(zip=path, name=builder.name))
    assert product.path == str(path)


@pytest.mark.parametrize("name", ["odd {name}.zip", "été & co.zip", "a.zip.b.ZIP"])
def test_an_archive_may_have_any_name(
    tmp_path: Path, values: Callable[..., Any], name: str
) -> None:
    path = SafeBuilder(images=ALL).zip(tmp_path).rename(tmp_path / name)
    assert values(open_product(str(path)), "RED").shape == (24, 24)


def test_an_archive_without_a_folder_inside_is_read(tmp_path: Path) -> None:
    safe = SafeBuilder(images=ALL).write(tmp_path)
    path = tmp_path / f"{safe.stem}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in safe.rglob("*"):
            archive.write(file, file.relative_to(safe))
    assert open_product(str(path)).pixels().rows == 24


def test_nothing_at_all_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"^PRODUCT: there is no file '.*nowhere'"):
        open_product(str(tmp_path / "nowhere"))
    with pytest.raises(InvalidRequest, match=r"^PRODUCT: '  ' .*Choose a product"):
        open_product("  ")


def text(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("not a raster")
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.SAFE"
    path.mkdir()
    return path


def other_folder(folder: Path) -> Path:
    path = folder / "papers"
    path.mkdir()
    text(path)
    return path


def other_zip(folder: Path) -> Path:
    path = folder / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "not a product")
    return path


def no_zip(folder: Path) -> Path:
    path = folder / "papers.zip"
    path.write_text("not an archive")
    return path


def cut_zip(folder: Path) -> Path:
    path = SafeBuilder(images=ALL).zip(folder)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def two_products(folder: Path) -> Path:
    for tile in ("T31UDQ", "T32VLM"):
        name = f"S2C_MSIL2A_20251017T111101_N0511_R137_{tile}_20251017T151300"
        SafeBuilder(name=name).write(folder / "both")
    return folder / "both"


def two_zipped(folder: Path) -> Path:
    return _zipped(two_products(folder), folder)


def old_layout(folder: Path) -> Path:
    name = "S2A_OPER_PRD_MSIL1C_PDMC_20160605T200149_R065_V20160605T113933.SAFE"
    path = folder / name
    path.mkdir()
    (path / "S2A_OPER_MTD_SAFL1C_PDMC_20160605T200149.xml").write_text("<a/>")
    return path


def old_zipped(folder: Path) -> Path:
    return _zipped(old_layout(folder), folder, keep=True)


def anonymous(folder: Path) -> Path:
    path = folder / "anonymous"
    (path / "GRANULE").mkdir(parents=True)
    return path


def _zipped(source: Path, folder: Path, *, keep: bool = False) -> Path:
    base = source.parent if keep else source
    return shutil.make_archive(  # type: ignore[return-value]
        str(folder / "packed"), "zip", base, source.name if keep else None
    )


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (text, UnknownProduct, "no raster format that is known. If QGIS opens it"),
        (empty, UnknownProduct, "the folder is empty"),
        (other_folder, UnknownProduct, "the folder is no product"),
        (other_zip, UnknownProduct, "no Sentinel-2 product in the archive"),
        (no_zip, InvalidProduct, "the archive cannot be read"),
        (cut_zip, InvalidProduct, "the archive cannot be read"),
        (two_products, UnknownProduct, r"holds 2 products \(.*_T3.*Give one"),
        (two_zipped, UnknownProduct, r"holds 2 products \(.*_T3.*Give one"),
        (old_layout, UnknownProduct, "before December 2016.*Fetch it again"),
        (old_zipped, UnknownProduct, "before December 2016.*Fetch it again"),
        (anonymous, UnknownProduct, "no MTD_MSIL1C.xml or MTD_MSIL2A.xml"),
    ],
)
def test_what_is_no_product_is_told_in_one_line(
    tmp_path: Path,
    make: Callable[[Path], Path],
    error: type[ExogenousError],
    message: str,
) -> None:
    path = str(make(tmp_path))
    with pytest.raises(error, match=message) as caught:
        open_product(path)
    # A long path is cut in its middle, its end says most.
    end = re.escape(Path(path).name)
    assert re.match(rf"PRODUCT: '[^']*{end}'", str(caught.value))
    assert "\n" not in str(caught.value)


def _member(name: str, *, link: bool = False) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777 if link else 0o644) << 16
    return member


@pytest.mark.parametrize(
    ("member", "content", "message"),
    [
        (_member("../outside.jp2"), b"", "reaches outside"),
        (_member("x.SAFE/../../outside.jp2"), b"", "reaches outside"),
        (_member("/etc/passwd"), b"", "reaches outside"),
        (_member("C:\\outside.jp2"), b"", "reaches outside"),
        (_member("x.SAFE/a.jp2", link=True), b"/etc/passwd", "reaches outside"),
    ],
)
def test_an_archive_that_reaches_outside_is_refused(
    tmp_path: Path, member: zipfile.ZipInfo, content: bytes, message: str
) -> None:
    path = SafeBuilder(images=ALL).zip(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    with pytest.raises(InvalidProduct, match=message):
        open_product(str(path))


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = SafeBuilder(images=ALL).zip(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.SAFE/bomb.jp2", bytes(5_000_000))
    with pytest.raises(InvalidProduct, match=r"bomb\.jp2' unpacks without end"):
        open_product(str(path))


@pytest.mark.parametrize("kind", ["u1", "i2"])
def test_a_packed_raster_of_one_value_is_no_bomb(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "N10W110.hgt.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("N10W110.hgt", bytes(1201 * 1201 * 2))
        if kind == "u1":
            archive.writestr("../notes.txt", "beside")
    product = open_product(str(path))
    assert product.pixels().bounds == pytest.approx((-110, 10, -109, 11), abs=1e-3)
    target = make_raster(
        tmp_path / "a.tif", crs="EPSG:4326", transform=Affine(0.1, 0, -110, 0, -0.1, 11)
    )
    data = load(target, exo={"e": {"path": str(path)}})
    assert float(data["e"].max()) == 0


def test_a_real_packed_raster_opens(cases: Path, tmp_path: Path) -> None:
    path = cases / "N10W110.hgt.zip"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    packed, plain = load(path), load(tmp_path / "N10W110.hgt")
    np.testing.assert_array_equal(
        packed["Band 1"].to_numpy(), plain["Band 1"].to_numpy()
    )


def test_metadata_without_end_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exogenous.core.products.metadata_file.MOST_BYTES", 99)
    product = open_product(str(SafeBuilder(images=ALL).write(tmp_path)))
    assert any("MTD_TL.xml" in w and "larger than" in w for w in product.warnings)


def test_a_folder_that_cannot_be_listed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = SafeBuilder(images=ALL).write(tmp_path)
    locked, original = safe / "GRANULE", type(safe).iterdir

    def refuse(self: Path) -> Any:
        if self == locked:
            raise PermissionError(13, "Permission denied")
        return original(self)

    monkeypatch.setattr(type(safe), "iterdir", refuse)
    with pytest.raises(UnknownProduct, match="cannot be listed: Permission denied"):
        open_product(str(safe))


def test_an_encrypted_archive_says_so(tmp_path: Path) -> None:
    path = SafeBuilder(images=ALL).zip(tmp_path)
    packed = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = packed.find(signature)
        while start >= 0:
            packed[start + offset] |= 1  # "encrypted", in each header
            start = packed.find(signature, start + 4)
    path.write_bytes(packed)
    with pytest.raises(UnknownProduct, match="archive is encrypted"):
        open_product(str(path))


def test_a_damaged_image_is_told(tmp_path: Path) -> None:
    safe = SafeBuilder(images=ALL).write(tmp_path)
    next(safe.rglob("*B04_10m.jp2")).write_bytes(b"not an image")
    with pytest.raises(SourceUnreadable, match=r"B04_10m.jp2' cannot be read"):
        open_product(str(safe))
