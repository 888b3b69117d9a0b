# SPDX-License-Identifier: GPL-3.0-or-later
"""What a dialog tells of a run before it is started."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio.warp
from rasters import LEFT, TOP, make_raster, placed, ramp

from exogenous.core import OutputOptions, Request, parse_exo
from exogenous.core.errors import ExogenousError
from exogenous.core.preview import make_preview
from exogenous.core.request import aoi_parsing as area_file


@pytest.fixture
def product(tmp_path):
    """100 x 100 pixels of 10 m."""
    return str(make_raster(tmp_path / "product.tif", ramp(100, 100)))


@pytest.fixture
def preview(product):
    def preview(rows, options=None, *, as_stack=True, **more):
        request = Request(product=product, layers=parse_exo(rows), **more)
        options = options or OutputOptions()
        return make_preview(request, options, as_stack=as_stack)

    return preview


def test_result_is_counted(preview, tmp_path):
    path = str(make_raster(tmp_path / "a.tif", ramp(100, 100)))
    found = preview([path], bands=("1",), pixel_size=20)
    assert (found.grid.cols, found.grid.rows) == (50, 50)
    assert found.output_bytes == 50 * 50 * 2 * 4
    assert found.outline[2] == (50, 50)


@pytest.mark.parametrize(
    ("options", "as_stack", "pixel_bytes"),
    [
        ({}, True, 4 + 4),
        ({}, False, 1 + 4),
        ({"dtype": "int16", "nodata": -1}, True, 2 + 2),
        ({"dtype": "float64"}, False, 8 + 8),
    ],
)
def test_bytes_are_those_of_the_files(
    preview, tmp_path, options, as_stack, pixel_bytes
):
    codes = str(make_raster(tmp_path / "codes.tif", ramp(100, 100, "uint8")))
    rows = [{"name": "a", "path": codes, "resampler": "nearest"}, {"path": codes}]
    transform = placed(pixel=20)
    make_raster(tmp_path / "codes.tif", ramp(50, 50, "uint8"), transform=transform)
    found = preview(rows, OutputOptions(**options), as_stack=as_stack)
    assert found.output_bytes == 10_000 * pixel_bytes


@pytest.mark.parametrize(
    ("left", "cols", "share"),
    [(0, 10, 1), (500, 10, 0.5), (-900, 10, 0.1), (250, 2, 0.2), (5000, 10, 0)],
)
def test_cover_is_the_share_of_the_result(preview, tmp_path, left, cols, share):
    transform = placed(left=LEFT + left, pixel=100)
    path = make_raster(tmp_path / "a.tif", ramp(10, cols), transform=transform)
    (layer,) = preview([str(path)]).layers
    assert layer.covered == pytest.approx(share)
    assert layer.is_empty == (share == 0)


def test_cover_is_that_of_the_area(preview, tmp_path):
    transform = placed(left=LEFT + 500, pixel=100)
    path = make_raster(tmp_path / "a.tif", ramp(10, 10), transform=transform)
    numbers = f"{LEFT + 400},{LEFT + 800},{TOP - 300},{TOP}"
    found = preview([str(path)], aoi=area_file.from_text(numbers))
    assert found.layers[0].covered == pytest.approx(0.75)
    assert (found.grid.cols, found.whole.cols) == (40, 100)
    assert found.outline[0] == (40, 0)
    assert {(40, 0), (80, 0), (80, 30), (40, 30)} == {
        (round(x), round(y)) for x, y in found.area[0]
    }


@pytest.mark.parametrize(
    ("pixel", "resampler"), [(120, "bilinear"), (10, ""), (5, "bilinear")]
)
def test_same_pixels_need_no_resampler(preview, tmp_path, pixel, resampler):
    side = 1200 // pixel
    transform = placed(pixel=pixel)
    path = make_raster(tmp_path / "a.tif", ramp(side, side), transform=transform)
    (layer,) = preview([str(path)]).layers
    assert layer.resampler == resampler


def test_outline_of_another_crs_is_where_gdal_has_it(preview, tmp_path):
    lon, lat = rasterio.warp.transform("EPSG:32630", "EPSG:4326", [LEFT], [TOP])
    transform = placed(left=lon[0] + 0.002, top=lat[0] - 0.001, pixel=0.0005)
    path = make_raster(
        tmp_path / "a.tif", ramp(9, 11), crs="EPSG:4326", transform=transform
    )
    (layer,) = preview([str(path)]).layers
    corners = [(c, r) for c in (0, 11) for r in (0, 9)]
    lonlat = [transform * corner for corner in corners]
    xs, ys = rasterio.warp.transform(
        "EPSG:4326", "EPSG:32630", *map(list, zip(*lonlat, strict=True))
    )
    ring = np.array(layer.outlines[0])
    for x, y in zip(xs, ys, strict=True):
        place = ((x - LEFT) / 10, (TOP - y) / 10)
        assert np.hypot(*(ring - place).T).min() < 0.01


def test_longitudes_beyond_180_are_met(preview, tmp_path):
    lon, lat = rasterio.warp.transform("EPSG:32630", "EPSG:4326", [LEFT], [TOP])
    transform = placed(left=lon[0] + 360 - 1, top=lat[0] + 1, pixel=0.25)
    path = make_raster(
        tmp_path / "a.tif", ramp(8, 8), crs="EPSG:4326", transform=transform
    )
    (layer,) = preview([str(path)]).layers
    assert layer.covered == pytest.approx(1)


def test_missing_band_is_empty_and_told(preview, tmp_path):
    path = str(make_raster(tmp_path / "a.tif"))
    found = preview([{"name": "a", "path": path, "band": 4}])
    assert found.layers[0].is_empty
    assert found.layers[0].src_grid is None
    assert "has no band 4" in found.warnings[0]


def test_what_would_fail_is_an_error(preview):
    with pytest.raises(ExogenousError, match="there is no file"):
        preview(["/nowhere.tif"])
