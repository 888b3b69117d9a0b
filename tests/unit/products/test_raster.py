# SPDX-License-Identifier: GPL-3.0-or-later
"""Any raster as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasters import make_raster, ramp

from exogenous.core.errors import (
    BandNotFound,
    DuplicateName,
    SourceUnreadable,
    SubdatasetNeeded,
    UnknownProduct,
)
from exogenous.core.products import open_product

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def three(*names: str) -> dict[str, Any]:
    values = np.stack([ramp(4, 5) * 10**band for band in range(3)])
    return {"values": values, "descriptions": names}


def test_its_grid_and_names_are_the_files(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "my scene.2021.tif")
    product = open_product(str(path))
    with rasterio.open(path) as src:
        assert product.pixels().transform == src.transform
        assert (product.pixels().rows, product.pixels().cols) == src.shape
        assert product.pixels().crs == src.crs
    assert product.attributes == {
        "product_path": str(path),
        "product_name": "my scene.2021",
        "product_filename": "my scene.2021",
        "condensed_name": "my scene.2021",
    }
    assert product.warnings == ()


@pytest.mark.parametrize(
    ("descriptions", "names"),
    [
        (("", "", ""), ["Band 1", "Band 2", "Band 3"]),
        (("VV", "", "température"), ["VV", "Band 2", "température"]),
        (("VV", "VV", "VH"), ["VV (band 1)", "VV (band 2)", "VH"]),
        (("", "Band 1", "x"), ["Band 1 (band 1)", "Band 1 (band 2)", "x"]),
        (
            ("a", "a", "a (band 1)"),
            ["a (band 1) (band 1)", "a (band 2)", "a (band 1) (band 3)"],
        ),
    ],
)
def test_bands_have_names_of_their_own(
    tmp_path: Path, descriptions: tuple[str, ...], names: list[str]
) -> None:
    product = open_product(str(make_raster(tmp_path / "a.tif", **three(*descriptions))))
    assert [band.name for band in product.bands] == names
    assert [band.id for band in product.bands] == ["1", "2", "3"]


@pytest.mark.parametrize("word", ["2", "B2", "b2", "Band 2", "band 2", "two", "TWO"])
def test_a_band_answers_to_number_and_name(
    tmp_path: Path, values: Callable[..., Any], word: str
) -> None:
    path = make_raster(tmp_path / "a.tif", **three("", "two", ""))
    got = values(open_product(str(path)), word)
    np.testing.assert_array_equal(got, ramp(4, 5) * 10)


def test_a_description_wins_over_a_number(tmp_path: Path) -> None:
    product = open_product(str(make_raster(tmp_path / "a.tif", **three("3", "2", "1"))))
    assert product.band("1").id == "3"


def test_a_word_that_means_several_bands_is_refused(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", **three("VV", "VV", "VH"))
    with pytest.raises(DuplicateName, match=r"'VV'.*band 1, band 2"):
        open_product(str(path)).band("VV")


def test_a_band_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", **three("VV", "", ""))
    with pytest.raises(BandNotFound, match=r"no band '4'\. It has VV, Band 2, Band 3"):
        open_product(str(path)).band("4")


@pytest.mark.parametrize("kind", ["declared", "nan", "mask", "alpha"])
def test_its_own_nodata_and_scale_are_honoured(
    tmp_path: Path, values: Callable[..., Any], kind: str
) -> None:
    numbers = ramp(4, 5)
    invalid = numbers == 7
    path = make_raster(
        tmp_path / "a.tif",
        numbers,
        nodata_kind=kind,
        nodata=-9999,
        invalid=invalid,
        scales=[0.5] * (2 if kind == "alpha" else 1),
        offsets=[3] * (2 if kind == "alpha" else 1),
    )
    got = values(open_product(str(path)), "1")
    np.testing.assert_array_equal(np.isnan(got), invalid)
    np.testing.assert_array_equal(got[~invalid], numbers[~invalid] * 0.5 + 3)


def test_a_palette_means_classes(tmp_path: Path) -> None:
    colours = {1: (255, 0, 0, 255)}
    path = make_raster(tmp_path / "a.tif", ramp(4, 5, "uint8"), colormap=colours)
    assert open_product(str(path)).bands[0].is_classes


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021:03:04 05:06:07", "20210304T050607"),
        ("2021:03:04  05:06:07", "20210304T050607"),
        ("2021:13:04 05:06:07", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_taken_from_the_file_or_left_out(
    tmp_path: Path, text: str, date: str | None
) -> None:
    path = make_raster(tmp_path / "a.tif", tags={"TIFFTAG_DATETIME": text})
    assert open_product(str(path)).attributes.get("acquisition_date") == date


def test_without_a_crs_it_is_no_product(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", crs=None)
    with pytest.raises(UnknownProduct, match=r"no coordinate reference system.*Assign"):
        open_product(str(path))


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("placed", [True, False])
def test_without_a_grid_it_is_no_product(tmp_path: Path, *, placed: bool) -> None:
    points = [
        GroundControlPoint(row=row, col=col, x=col, y=-row)
        for row, col in ((0, 0), (0, 5), (4, 0), (4, 5))
    ]
    path = tmp_path / "a.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=4, width=5, count=1, dtype="uint8"
    ) as dst:
        if placed:
            dst.gcps = (points, rasterio.CRS.from_epsg(4326))
    said = "placed by ground control points only" if placed else "is not placed"
    with pytest.raises(UnknownProduct, match=f"{said}.*Warp"):
        open_product(str(path))


def test_a_damaged_raster_says_what_gdal_says(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif")
    path.write_bytes(path.read_bytes()[:9])
    with pytest.raises(SourceUnreadable, match=r"^PRODUCT: .*a\.tif' cannot be read: "):
        open_product(str(path))


def test_a_container_of_rasters_asks_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    for table in ("north", "south"):
        make_raster(
            path,
            ramp(4, 5, "uint8"),
            driver="GPKG",
            RASTER_TABLE=table,
            APPEND_SUBDATASET="YES" if path.exists() else "NO",
        )
    with pytest.raises(
        SubdatasetNeeded, match=r"^PRODUCT: .*a\.gpkg:north.*a\.gpkg:south"
    ):
        open_product(str(path))


def test_a_real_raster_is_a_product(data: Path, values: Callable[..., Any]) -> None:
    path = data / "zion_spdatalarge" / "srtm.tif"
    product = open_product(str(path))
    with rasterio.open(path) as src:
        masked = src.read(1, masked=True)
    got = values(product, "1")
    np.testing.assert_array_equal(got, masked.astype("f8").filled(np.nan))
    assert product.pixels().crs.to_epsg() == 4326
