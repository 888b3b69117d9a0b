# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that name a product, or a file of one: the values of the product's band."""

from __future__ import annotations

import shutil
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from safe_builder import SafeBuilder, counts

from exogenous.core import load, parse_exo
from exogenous.core.errors import (
    BandNotFound,
    ExogenousError,
    ExogenousWarning,
    UnknownOffset,
)
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.products import open_product
from exogenous.core.products.table_source import RowReader

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

NAME = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300"

#: Numbers of a band: two of them say "no data".
DN = counts(60, first=1500)
DN[1, 1:3] = 0

#: What no detector saw.
SEEN = np.ones((4, 4), dtype="u1")
SEEN[3] = 0

REFLECTANCE = np.where((DN == 0) | (SEEN == 0), np.nan, (DN - 1000.0) / 10000)

RED = "T32VLM_20251017T111101_B04_60m.jp2"


@pytest.fixture
def builder() -> SafeBuilder:
    """Return what a product of one band and its classes is made of."""
    return SafeBuilder(
        images={("04", 60): DN, ("SCL", 60): (DN % 12).astype("u1")},
        masks={("DETFOO", "04"): SEEN},
    )


@pytest.fixture
def safe(builder: SafeBuilder, tmp_path: Path) -> Path:
    return builder.write(tmp_path)


@pytest.fixture
def archive(builder: SafeBuilder, tmp_path: Path) -> Path:
    path = builder.zip(tmp_path)
    shutil.rmtree(tmp_path / "unpacked")
    return path


@pytest.fixture
def target(tmp_path: Path) -> str:
    """Return a raster with the pixels of the band."""
    path = str(tmp_path / "target.tif")
    with rasterio.open(
        path, "w", driver="GTiff", width=4, height=4, count=1, dtype="uint8",
        crs="EPSG:32632", transform=rasterio.Affine(60, 0, 300000, 0, -60, 6700020),
    ) as dst:  # fmt: skip
        dst.write(np.ones((1, 4, 4), "u1"))
    return path


def layer(target: str, path: object, **row: Any) -> tuple[NDArray[Any], list[str]]:
    """Load a row; return its values and what is warned of."""
    row = {"path": str(path), "resampler": "nearest", **row}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        values: NDArray[Any] = load(target, exo={"e": row})["e"].to_numpy()[0]
    return values, [str(one.message) for one in caught]


def assert_reflectance(found: tuple[NDArray[Any], list[str]]) -> None:
    np.testing.assert_allclose(found[0], REFLECTANCE, rtol=0, atol=1e-7)
    assert found[1] == []


@pytest.mark.rule(11, against="(DN + offset) / quantification by hand")
def test_a_band_file_is_read_by_the_metadata_above_it(target: str, safe: Path) -> None:
    assert_reflectance(layer(target, next(safe.rglob(RED))))


@pytest.mark.parametrize("brace", ["{%s}", "%s"])
def test_a_band_file_in_an_archive_is_too(
    target: str, archive: Path, brace: str
) -> None:
    inside = f"{NAME}.SAFE/GRANULE/L2A_T32VLM_A1/IMG_DATA/R60m/{RED}"
    assert_reflectance(layer(target, f"/vsizip/{brace % archive}/{inside}"))


def test_a_band_file_in_a_renamed_product_is_too(target: str, safe: Path) -> None:
    path = safe.rename(safe.parent / "oslo")
    assert_reflectance(layer(target, next(path.rglob(RED))))


def test_a_band_file_that_lies_beside_its_metadata_is_too(
    target: str, safe: Path
) -> None:
    flat = safe.parent / "flat"
    flat.mkdir()
    for file in safe.rglob("*.*"):
        if file.is_file():
            shutil.copy(file, flat)
    values, told = layer(target, flat / RED)
    np.testing.assert_allclose(values, REFLECTANCE, rtol=0, atol=1e-7)
    assert all("MTD_TL.xml" in text for text in told)


def test_a_relative_path_has_its_metadata_above_it(
    target: str, safe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = next(safe.rglob(RED)).parent
    monkeypatch.chdir(folder)
    assert_reflectance(layer(target, RED))


@pytest.mark.parametrize("packed", [False, True])
def test_gdals_name_for_all_bands_of_a_size_is_the_product(
    tmp_path: Path, *, packed: bool
) -> None:
    dn = counts(10, first=0)
    builder = SafeBuilder(images={("04", 10): dn})
    path = builder.zip(tmp_path) if packed else builder.write(tmp_path)
    inside = f"/vsizip/{path}/{NAME}.SAFE" if packed else str(path)
    name = f"SENTINEL2_L2A:{inside}/MTD_MSIL2A.xml:10m:EPSG_32632"
    with rasterio.open(name) as src:
        (red,) = (text for text in src.descriptions if text.startswith("B4, "))
        number = src.descriptions.index(red) + 1
    expected = np.where(dn == 0, np.nan, np.maximum(dn - 1000.0, 0) / 10000)
    for band in (number, str(number), "B4", "RED", red):
        values, _ = layer(str(path), name, band=band)
        np.testing.assert_allclose(values, expected, rtol=0, atol=1e-7)


@pytest.mark.parametrize("band", ["RED", "red", "B04", "04", 4])
@pytest.mark.parametrize("part", ["", "/MTD_MSIL2A.xml", "/manifest.safe"])
def test_a_product_is_a_row_with_the_bands_it_has(
    target: str, safe: Path, band: object, part: str
) -> None:
    assert_reflectance(layer(target, f"{safe}{part}", band=band))


def test_an_archive_is_a_row_with_the_bands_it_has(target: str, archive: Path) -> None:
    assert_reflectance(layer(target, archive, band="RED"))


def test_the_cleaning_is_that_of_the_run(target: str, safe: Path) -> None:
    row = {"path": str(safe), "band": "RED", "resampler": "nearest"}
    raw = load(target, exo={"e": row}, cleaning="raw")["e"].to_numpy()[0]
    np.testing.assert_allclose(raw, np.maximum((DN - 1000.0) / 10000, 0), atol=1e-7)


def test_what_the_row_says_counts_more(target: str, safe: Path) -> None:
    file = next(safe.rglob(RED))
    values, _ = layer(target, file, scale=1, offset=0, nodata=1503)
    expected = np.where((DN == 1503) | (SEEN == 0), np.nan, DN.astype(float))
    np.testing.assert_array_equal(values, expected)


def test_classes_of_a_product_are_classes(target: str, safe: Path) -> None:
    row = {"path": str(safe), "band": "SCL", "resampler": "average"}
    with pytest.warns(ExogenousWarning, match="holds classes"):
        load(target, exo={"e": row}, pixel_size=120)
    assert inspect_row({"name": "e", "path": str(safe), "band": "SCL"}).is_classes


def test_a_band_that_nobody_names_is_said(target: str, tmp_path: Path) -> None:
    images = {("01", 60): DN, ("04", 60): DN}
    path = SafeBuilder(images=images).write(tmp_path)
    _, told = layer(target, path)
    assert told[0].startswith("layer 'e': band 1 of the product is COASTAL_AEROSOL. ")


def test_a_band_that_is_missing_is_all_nodata_and_told(target: str, safe: Path) -> None:
    values, told = layer(target, safe, band="NIR")
    assert np.isnan(values).all()
    assert "layer 'e': " in told[0]
    assert "has no band 'NIR'. It has RED" in told[0]
    row = {"path": str(safe), "band": "NIR"}
    with pytest.raises(BandNotFound, match=r"^layer 'e': .*NIR"):
        load(target, exo={"e": row}, strict=True)


@pytest.mark.parametrize("band", ["B99", "99", "NDVIX"])
def test_a_band_that_no_product_has_is_refused(
    target: str, safe: Path, band: str
) -> None:
    """A slip is no band that is missing today."""
    with pytest.raises(BandNotFound, match=rf"^layer 'e': .*'{band}'\. It has RED"):
        layer(target, safe, band=band)


def test_separators_behind_a_path_are_completion(
    target: str, safe: Path, archive: Path
) -> None:
    expected, _ = layer(target, safe, band="RED")
    for path in (f"{safe}/", f"{archive}/", f"{archive}//"):
        np.testing.assert_array_equal(layer(target, path, band="RED")[0], expected)
        assert inspect_row({"name": "e", "path": path, "band": "RED"}).bands


@pytest.mark.parametrize("how", ["moved", "of another tile", "of another day"])
def test_a_band_file_without_metadata_is_told_by_name(
    target: str, safe: Path, how: str
) -> None:
    file = next(safe.rglob(RED))
    renamed = {
        "moved": file.rename(safe.parent / RED),
        "of another tile": safe / RED.replace("T32VLM", "T32VMM"),
        "of another day": safe / RED.replace("20251017", "20251020"),
    }[how]
    if how != "moved":
        (safe.parent / RED).rename(renamed)
    values, told = layer(target, renamed)
    np.testing.assert_array_equal(values, DN)
    (said,) = told
    assert said.startswith("layer 'e' is named like a band of Sentinel-2")
    given = {"nodata": 0, "scale": 1e-4, "offset": -0.1}
    values, told = layer(target, renamed, **given)
    assert told == []
    np.testing.assert_allclose(
        values, np.where(DN == 0, np.nan, DN / 1e4 - 0.1), atol=1e-7
    )


def test_a_band_file_whose_offset_is_not_known_is_refused(
    target: str, safe: Path
) -> None:
    path = safe.rename(safe.parent / "oslo")
    (path / "MTD_MSIL2A.xml").write_text("gone")
    tile = next(path.rglob("MTD_TL.xml"))
    tile.write_text(tile.read_text().replace("_N05.11", ""))
    for row in (next(path.rglob(RED)), path):
        with pytest.raises(UnknownOffset, match=r"^layer 'e': .*baseline"):
            layer(target, row, band=1 if row.is_file() else "RED")
    values, _ = layer(target, next(path.rglob(RED)), scale=1e-4, offset=-0.1)
    np.testing.assert_allclose(values, REFLECTANCE, rtol=0, atol=1e-7)


@pytest.mark.parametrize("picture", ["TCI", "PVI"])
def test_pictures_of_a_product_stay_pictures(
    target: str, safe: Path, picture: str
) -> None:
    file = next(safe.rglob(RED)).with_name(f"T32VLM_20251017T111101_{picture}_60m.jp2")
    shutil.copy(next(safe.rglob(RED)), file)
    values, told = layer(target, file)
    np.testing.assert_array_equal(values, DN)
    assert told == []


def test_a_part_of_a_product_as_product_is_told(safe: Path) -> None:
    parts = [str(next(safe.rglob(RED))), f"SENTINEL2_L2A:{safe}/MTD_MSIL2A.xml:20m"]
    assert (
        "give the product itself".casefold()
        in open_product(parts[0]).warnings[0].casefold()
    )
    listed = open_product([parts[0], str(next(safe.rglob("*_SCL_60m.jp2")))])
    assert len(listed.warnings) == 2


def test_the_table_lists_the_bands_of_a_product(safe: Path, archive: Path) -> None:
    for path in (safe, archive):
        found = inspect_row({"name": "e", "path": str(path), "band": "RED"})
        assert (found.problem, found.bands) == ("", ("04: RED", "SCL"))
    found = inspect_row({"name": "e", "path": str(safe), "band": "NIR"})
    assert "has no band 'NIR'" in found.problem


@pytest.mark.parametrize("content", ["", "notes.txt"])
def test_a_folder_that_is_no_product_is_told(
    target: str, tmp_path: Path, content: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    if content:
        (folder / content).write_text("text")
    with pytest.raises(
        ExogenousError, match=r"^layer 'e': .*folder.* cannot be opened"
    ):
        layer(target, folder)


def test_a_real_band_file_is_read_as_its_product(data: Path) -> None:
    safe = next((data / "s2_l2a_T29UNU_crop").glob("*.SAFE"))
    file = next(safe.rglob("*_B12_60m.jp2"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = load(safe, ["SWIR_2"])["SWIR_2"].to_numpy()[0]
    name = f"SENTINEL2_L2A:{safe}/MTD_MSIL2A.xml:60m:EPSG_32629"
    for path, band in ((file, 1), (name, "B12"), (safe, "SWIR_2"), (safe, "12")):
        values, _ = layer(str(file), path, band=band)
        # A row has no bound at 0 but through the band's own.
        np.testing.assert_array_equal(values, expected)


def test_a_real_band_file_in_an_archive_is_read_as_its_product(data: Path) -> None:
    path = next((data / "s2_l1c_zip").glob("*.zip"))
    file = (
        f"/vsizip/{path}/{path.stem}.SAFE/GRANULE/L1C_T56JMM_A015757_20180629T000241/"
        "IMG_DATA/T56JMM_20180629T000241_B8A.jp2"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        product = open_product(str(path))
    own = product.source(product.band("8A"), None)
    (row,) = parse_exo({"e": {"path": file}})
    found = RowReader().source(row).source
    assert replace(found, label=own.label) == own
