# SPDX-License-Identifier: GPL-3.0-or-later
"""Products in values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rasterio.crs import CRS
from rasters import make_raster
from safe_builder import SafeBuilder, counts

from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.request import aoi_parsing as area_file

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = {("04", 10): counts(10), ("04", 20): counts(20), ("SCL", 20): counts(20)}


MAPPING = {
    "COASTAL_AEROSOL": "01",
    "BLUE": "02",
    "GREEN": "03",
    "RED": "04",
    "VEGETATION_RED_EDGE_1": "05",
    "VEGETATION_RED_EDGE_2": "06",
    "VEGETATION_RED_EDGE_3": "07",
    "NIR": "08",
    "NARROW_NIR": "8A",
    "WATER_VAPOUR": "09",
    "SWIR_1": "11",
    "SWIR_2": "12",
    **{name: name for name in ("SCL", "AOT", "WVP", "CLDPRB", "SNWPRB")},
}


def test_values_of_a_product(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    assert to_values(describe(open_product(str(path)))) == {
        "NAME": "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300",
        "CONDENSED_NAME": "20251017T111101_S2_T32VLM_L2A_151300",
        "CONSTELLATION": "Sentinel-2",
        "SENSOR_TYPE": "Optical",
        "PRODUCT_TYPE": "MSIL2A",
        "ACQUISITION": "2025-10-17T11:11:01",
        "CLOUD_COVER": 2.722754,
        "TILE": "T32VLM",
        "CRS": "EPSG:32632",
        "PIXEL_SIZE": 10.0,
        "WIDTH": 24,
        "HEIGHT": 24,
        "EXTENT": "300000,300240,6699780,6700020 [EPSG:32632]",
        "BANDS": "RED,SCL",
        "QUALITY_MASKS": "",
        "BAND_MAPPING": json.dumps(MAPPING),
        "WARNINGS": "The product has no detector footprint masks; "
        "pixels with DN 0 alone are taken as nodata.",
    }


def test_the_extent_is_one_that_an_aoi_can_be(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    product = open_product(str(path))
    area = area_file.from_text(str(to_values(describe(product))["EXTENT"]))
    assert area.block_of(product.pixels()) == product.pixels().whole


def test_values_of_a_raster_leave_out_what_it_does_not_say(tmp_path: Path) -> None:
    values = to_values(describe(open_product(str(make_raster(tmp_path / "a.tif")))))
    assert "CLOUD_COVER" not in values
    assert values["CONSTELLATION"] == values["ACQUISITION"] == values["WARNINGS"] == ""
    assert (values["NAME"], values["BANDS"]) == ("a", "Band 1")


@pytest.mark.parametrize(
    ("crs", "code"),
    [
        ("EPSG:2154", "EPSG:2154"),
        ("+proj=utm +zone=12 +datum=WGS84 +units=m", "EPSG:32612"),
        ("+proj=utm +zone=12 +ellps=GRS80 +units=m", None),  # EPSG:6367, nearly
        ("+proj=laea +lat_0=47 +lon_0=3 +ellps=sphere", None),
    ],
)
def test_a_crs_is_a_code_only_where_it_is_that_one(
    tmp_path: Path, crs: str, code: str | None
) -> None:
    path = make_raster(tmp_path / "a.tif", crs=crs)
    values = to_values(describe(open_product(str(path))))
    assert values["CRS"] == code or CRS.from_wkt(str(values["CRS"])) == (
        open_product(str(path)).pixels().crs
    )
    assert str(values["EXTENT"]).endswith(f" [{code}]") == (code is not None)
