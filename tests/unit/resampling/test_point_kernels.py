# SPDX-License-Identifier: GPL-3.0-or-later
"""Interpolated positions against exact ones, and sampling against GDAL's warper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio.warp
from affine import Affine
from grids_elsewhere import DST, SOURCES, UTM
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.compute import block as warp
from exogenous.core.compute import sampled_tile
from exogenous.core.compute.transform_cache import positions
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid, move
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import Sampled, Target
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.resampling.transform_fit import SourceCoords

NAMES = ("degrees", "metres", "turned")


def exact(src: Grid, dst: Grid) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    col, row = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
    place = move(dst.transform, col.ravel(), row.ravel())
    x, y = rasterio.warp.transform(dst.crs, src.crs, *place)
    cols, rows = move(~src.transform, np.asarray(x), np.asarray(y))
    return cols.reshape(dst.rows, dst.cols), rows.reshape(dst.rows, dst.cols)


def positions_of(src: Grid, dst: Grid) -> SourceCoords | None:
    """Take a grid for a single tile."""
    with DatasetPool() as pool:
        return positions(src, dst, dst.whole, max(dst.rows, dst.cols), pool)


@pytest.mark.rule(3, against="PROJ at every pixel")
@pytest.mark.parametrize("pixel_m", [10, 100, 1000])
@pytest.mark.parametrize("name", NAMES)
def test_interpolated_positions_are_exact(name: str, pixel_m: float) -> None:
    dst = Grid(
        crs=UTM,
        transform=Affine(pixel_m, 0, 300_000, 0, -pixel_m, 5_300_000),
        rows=512,
        cols=300,
    )
    found = positions_of(SOURCES[name], dst)
    assert found is not None
    x, y = exact(SOURCES[name], dst)
    most = 1e-8 if pixel_m < 1000 else 1e-4  # a tile of 512 km is less of a plane
    for rows, (cols, lines) in found.strips(3, -7):
        assert np.abs(cols + 3 - x[rows]).max() < most
        assert np.abs(lines - 7 - y[rows]).max() < most
    left, top, right, bottom = found.bounds()
    assert left <= x.min()
    assert x.max() <= right
    assert top <= y.min()
    assert y.max() <= bottom
    assert right - left < 1.2 * np.ptp(x) + 2


def test_positions_bend_nowhere_unseen() -> None:
    # One interrupted projection: on its seam the ground is torn.
    torn = CRS.from_string("+proj=igh +lon_0=0 +datum=WGS84 +units=m")
    src = Grid(crs=torn, transform=Affine(1e4, 0, 0, 0, -1e4, 0), rows=9, cols=9)
    dst = Grid(
        crs=CRS.from_epsg(4326),
        transform=Affine(0.02, 0, -43, 0, -0.02, 25),
        rows=400,
        cols=400,
    )
    assert positions_of(src, dst) is None


def test_there_are_no_positions_where_a_place_does_not_exist() -> None:
    src = SOURCES["degrees"]
    dst = Grid(
        crs=CRS.from_string("+proj=ortho +lat_0=47 +lon_0=9 +datum=WGS84"),
        transform=Affine(30_000, 0, -7_000_000, 0, -30_000, 7_000_000),
        rows=460,
        cols=460,
    )
    assert positions_of(src, dst) is None


@pytest.mark.rule(3, against="GDAL's warper on the same tiles")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average"])
@pytest.mark.parametrize("dtype", ["float32", "float64", "uint8"])
@pytest.mark.parametrize("name", NAMES)
def test_sampling_gives_what_gdal_gives(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    dtype: str,
    kernel: str,
) -> None:
    src = SOURCES[name]
    values = np.random.default_rng(3).random((src.rows, src.cols)) * 250
    path = make_raster(
        tmp_path / "s.tif",
        values.astype(dtype),
        crs=src.crs.to_wkt(),
        transform=src.transform,
    )
    with raster_environment():
        source = open_source(str(path), 1, label="s")
        target = Target(grid=DST, window=DST.whole)
        layer = plan_layer("s", source, Resampling[kernel], target, {})
        assert isinstance(layer.method, Sampled)
        with DatasetPool() as pool:
            fast = warp.read_block(layer, DST.whole, pool)
            by_gdal: list[Any] = []
            monkeypatch.setattr(sampled_tile, "positions", lambda *_: by_gdal.append(1))
            slow = warp.read_block(layer, DST.whole, pool)
    assert by_gdal
    assert np.array_equal(np.isnan(fast), np.isnan(slow))
    there = ~np.isnan(slow)
    assert there.mean() > 0.5
    difference = np.abs(fast - slow)[there]
    if kernel == "nearest":  # positions differ by up to 1e-4 of a pixel
        assert np.count_nonzero(difference) < 2e-3 * there.sum()
    else:
        assert difference.max() < 250 * 3e-4


@pytest.mark.rule(3, against="GDAL's warper on the same tiles")
@pytest.mark.parametrize("bad", [np.inf, -np.inf, 1e20, -3.4e38])
@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "average"])
@pytest.mark.parametrize("pixel_m", [10, 60])
def test_one_huge_value_spoils_no_others(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pixel_m: float,
    kernel: str,
    bad: float,
) -> None:
    src = SOURCES["metres"]
    values = np.random.default_rng(3).random((src.rows, src.cols)) * 250
    values[src.rows // 2, src.cols // 2] = bad
    path = make_raster(
        tmp_path / "s.tif",
        values.astype("float32"),
        crs=src.crs.to_wkt(),
        transform=src.transform,
    )
    dst = DST.with_pixel_size(pixel_m)
    with raster_environment():
        source = open_source(str(path), 1, label="s")
        target = Target(grid=dst, window=dst.whole)
        layer = plan_layer("s", source, Resampling[kernel], target, {})
        with DatasetPool() as pool:
            found = warp.read_block(layer, dst.whole, pool)
            monkeypatch.setattr(sampled_tile, "positions", lambda *_: None)
            by_gdal = warp.read_block(layer, dst.whole, pool)
    usual = np.abs(by_gdal) < 1000
    assert usual.sum() > 0.4 * usual.size
    assert np.abs(found[usual] - by_gdal[usual]).max() < 250 * 3e-4
    assert np.count_nonzero(~usual & ~np.isnan(by_gdal)) < 500


@pytest.mark.rule(13, against="one block of everything")
def test_sampling_does_not_depend_on_blocks(tmp_path: Path) -> None:
    src = SOURCES["metres"]
    values = np.random.default_rng(4).random((src.rows, src.cols)).astype("float32")
    path = make_raster(
        tmp_path / "s.tif", values, crs=src.crs.to_wkt(), transform=src.transform
    )
    with raster_environment(), DatasetPool() as pool:
        source = open_source(str(path), 1, label="s")
        target = Target(grid=DST, window=DST.whole)
        layer = plan_layer("s", source, Resampling.cubic, target, {})
        whole = warp.read_block(layer, DST.whole, pool)
        for block in (
            Block(row_off=100, col_off=30, rows=444, cols=600),
            Block(row_off=511, col_off=511, rows=1, cols=2),
        ):
            part = warp.read_block(layer, block, pool)
            assert np.array_equal(part, whole[block.slices_in(DST.whole)], True)


@pytest.mark.rule(13, against="one block of everything")
def test_classes_stay_bytes_where_all_are_valid_and_are_the_same(
    tmp_path: Path,
) -> None:
    src = SOURCES["metres"]
    values = np.random.default_rng(5).integers(1, 250, (src.rows, src.cols), "uint8")
    values[600:620, 100:130] = 0
    path = make_raster(
        tmp_path / "s.tif",
        values,
        crs=src.crs.to_wkt(),
        transform=src.transform,
        nodata=0,
    )
    with raster_environment(), DatasetPool() as pool:
        source = open_source(str(path), 1, label="s")
        target = Target(grid=DST, window=DST.whole)
        layer = plan_layer("s", source, Resampling.nearest, target, {})
        whole = warp.read_block(layer, DST.whole, pool)
        assert whole.dtype == np.float32
        assert np.isnan(whole).sum() > 500
        inside = Block(row_off=100, col_off=100, rows=200, cols=300)
        part = warp.read_block(layer, inside, pool)
    assert part.dtype == np.uint8
    assert np.array_equal(part, whole[inside.slices_in(DST.whole)])
