# SPDX-License-Identifier: GPL-3.0-or-later
"""Areas of interest and pixel sizes, against GDAL and arithmetic on headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
import rasterio
from affine import Affine
from oracle import gdal
from rasterio import crs as reference
from rasters import LEFT, TOP, read_back
from real_data import IRELAND, ZION, grid_of, real

from exogenous.core import Request, errors, load, parse_exo, stack
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from pathlib import Path


@real
@pytest.mark.rule(2, against="the same area in EPSG:26912, by GDAL")
def test_an_area_whose_crs_has_no_code() -> None:
    area = from_text(str(ZION / "zion.gpkg"))
    product = str(ZION / "nlcd.tif")
    assert area.crs is not None
    assert area.crs.to_epsg(confidence_threshold=100) is None
    exo = {"e": {"path": product, "resampler": "nearest"}}
    data = load(product, exo=exo, window=area, mask=True)
    grid = grid_of(product)
    cut = gdal.Warp(
        "",
        product,
        format="MEM",
        cutlineDSName=str(ZION / "zion.gpkg"),
        dstNodata=255,
        outputType=gdal.GDT_Byte,
    ).ReadAsArray()
    rows, cols = np.nonzero(cut != 255)
    x0 = (float(data["x"][0]) - grid.transform.c) / grid.transform.a
    y0 = (float(data["y"][0]) - grid.transform.f) / grid.transform.e
    found = data["e"].to_numpy()[0]
    row, col = int(y0), int(x0)
    assert row <= rows.min() <= row + 1
    assert col <= cols.min() <= col + 1
    expected = cut[row : row + found.shape[0], col : col + found.shape[1]] != 255
    np.testing.assert_array_equal(np.isfinite(found), expected)
    assert np.isfinite(found).sum() == rows.size


@real
@pytest.mark.rule(1, against="arithmetic on the product's header")
@pytest.mark.parametrize("size", [7.0, 100.0, 333.3, 7919.0])
def test_a_pixel_size_that_does_not_divide_the_product(
    sentinel2: Path, tmp_path: Path, size: float
) -> None:
    area = from_text("539580,541000,5891000,5892840 [EPSG:32629]")
    exo = parse_exo({"e": str(IRELAND / "etopo5_dem.tif")})
    for name, aoi in (("part", area), ("whole", None)):
        if size == 7.0 and aoi is None:
            continue
        request = Request(product=str(sentinel2), layers=exo, pixel_size=size, aoi=aoi)
        stack(request, str(tmp_path / f"{name}.tif"))
        made = read_back(tmp_path / f"{name}.tif").profile
        width, height = (1420, 1840) if aoi else (36_000, 36_000)
        assert made["transform"] == Affine(size, 0, 539580, 0, -size, 5892840)
        assert made["width"] == -(-width // size)
        assert made["height"] == -(-height // size)


HOLED = [
    [
        [[0.1, 0.1], [0.62, 0.17], [0.55, 0.83], [0.13, 0.77], [0.1, 0.1]],
        [[0.2, 0.3], [0.24, 0.61], [0.41, 0.57], [0.37, 0.33], [0.2, 0.3]],
    ],
    [[[0.7, 0.4], [1.2, 0.5], [0.93, 0.91], [0.7, 0.4]]],
]


def multipolygon(folder: Path, crs: str) -> Path:
    """Write two polygons, one with a hole and one across the product's edge."""

    def moved(points: list[list[float]]) -> list[list[float]]:
        xs = [LEFT + 500 * x for x, _ in points]
        ys = [TOP - 400 * y for _, y in points]
        east, north = rasterio.warp.transform("EPSG:32630", crs, xs, ys)
        return [list(pair) for pair in zip(east, north, strict=True)]

    shape = [[moved(ring) for ring in polygon] for polygon in HOLED]
    geometry = {"type": "MultiPolygon", "coordinates": shape}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    collection = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": crs}},
        "features": [feature],
    }
    path = folder / "area.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


@pytest.mark.rule(2, 5, against="`gdal.Warp` with a cutline, every pixel")
@pytest.mark.parametrize("crs", ["EPSG:32630", "EPSG:4326", "EPSG:3035"])
def test_mask_is_gdals_cutline(product: Path, tmp_path: Path, crs: str) -> None:
    path = multipolygon(tmp_path, crs)
    data = load(str(product), exo={"e": str(product)}, window=path, mask=True)
    found = data["e"].to_numpy()[0]
    cut = oracle.warp(
        str(product), grid_of(product), "nearest", cutlineDSName=str(path)
    )
    row = round((TOP - float(data["y"][0])) / 10 - 0.5)
    col = round((float(data["x"][0]) - LEFT) / 10 - 0.5)
    window = cut[row : row + found.shape[0], col : col + found.shape[1]]
    assert np.isfinite(window).sum() == np.isfinite(cut).sum()
    np.testing.assert_array_equal(found, window)
    assert (row, col) == (4, 5)
    assert found.shape == (33, 45)  # to 0.91 of 40 rows, and the product's edge
    assert np.isnan(found[14, 8])  # in the hole


@pytest.mark.rule(8, against="the request")
@pytest.mark.parametrize("crs", ["EPSG:32630", "EPSG:4326"])
def test_an_area_off_the_product_is_an_error(product: Path, crs: str) -> None:
    left, top = LEFT + 5000, TOP - 5000
    xs, ys = [left, left + 300], [top - 300, top]
    xs, ys = rasterio.warp.transform("EPSG:32630", crs, xs, ys)
    extent = f"{xs[0]},{xs[1]},{ys[0]},{ys[1]} [{crs}]"
    with pytest.raises(errors.AoiOutside, match="outside the product"):
        load(str(product), exo={"e": str(product)}, window=extent)


@real
@pytest.mark.rule(2, against="the vertices moved one by one")
def test_a_real_area_in_degrees_selects_its_pixels(sentinel2: Path) -> None:
    path = IRELAND / "aoi_lough_derg.geojson"
    exo = {"e": str(IRELAND / "etopo5_dem.tif")}
    data = load(str(sentinel2), exo=exo, window=str(path))
    ring = json.loads(path.read_text())["features"][0]["geometry"]["coordinates"][0]
    lon, lat = zip(*ring, strict=True)
    xs, ys = rasterio.warp.transform(
        reference.CRS.from_epsg(4326),
        reference.CRS.from_epsg(32629),
        list(lon),
        list(lat),
    )
    left, right = max(min(xs), 539580), min(max(xs), 539580 + 36_000)
    bottom, top = max(min(ys), 5892840 - 36_000), min(max(ys), 5892840)
    assert abs(float(data["x"][0]) - 30 - left) <= 60
    assert abs(float(data["x"][-1]) + 30 - right) <= 60
    assert abs(float(data["y"][0]) + 30 - top) <= 60
    assert abs(float(data["y"][-1]) - 30 - bottom) <= 60
