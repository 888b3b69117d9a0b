# SPDX-License-Identifier: GPL-3.0-or-later
"""Sampling at interpolated positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
from grids_elsewhere import DST, SOURCES
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.compute import block as warp
from exogenous.core.compute import sampled_tile
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import Sampled
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.geometry.grid import Grid

NAMES = ("degrees", "metres", "turned")

#: So many target pixels from an edge of the source GDAL's cubic is a cubic.
AT_EDGE_PX = 3


def inside(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which target pixels are not beside ones without a value."""
    size = 2 * AT_EDGE_PX + 1
    padded = np.pad(np.isnan(values), AT_EDGE_PX, constant_values=False)
    around = np.lib.stride_tricks.sliding_window_view(padded, (size, size))
    found: NDArray[np.bool_] = ~around.any(axis=(2, 3))
    return found


@pytest.mark.rule(3, against="`osgeo.gdal.Warp(errorThreshold=0)`")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic"])
@pytest.mark.parametrize("dtype", ["float32", "float64", "uint8"])
@pytest.mark.parametrize("name", NAMES)
def test_sampling_gives_what_gdal_gives(
    tmp_path: Path, name: str, dtype: str, kernel: str
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
            ours = warp.read_block(layer, DST.whole, pool)
    by_gdal = oracle.warp(str(path), DST, kernel)
    there = inside(by_gdal) & np.isfinite(ours)
    assert there.mean() > 0.5
    difference = np.abs(ours - by_gdal)[there]
    if kernel == "nearest":  # positions differ by up to 1e-4 of a pixel
        assert np.count_nonzero(difference) < 2e-3 * there.sum()
    else:
        assert difference.max() < 250 * 3e-4


@pytest.mark.rule(3, against="the source without the huge value, further away")
@pytest.mark.parametrize("bad", [np.inf, -np.inf, 1e20, -3.4e38])
@pytest.mark.parametrize("kernel", ["bilinear", "cubic"])
@pytest.mark.parametrize("pixel_m", [10, 60])
def test_one_huge_value_spoils_no_others(
    tmp_path: Path, pixel_m: float, kernel: str, bad: float
) -> None:
    src = SOURCES["metres"]
    values = np.random.default_rng(3).random((src.rows, src.cols)) * 250
    dst, found = DST.with_pixel_size(pixel_m), []
    row, col = src.rows // 2, src.cols // 2
    for number in (values[row, col], bad):
        values[row, col] = number
        path = make_raster(
            tmp_path / f"{number}.tif",
            values.astype("float32"),
            crs=src.crs.to_wkt(),
            transform=src.transform,
        )
        with raster_environment(), DatasetPool() as pool:
            source = open_source(str(path), 1, label="s")
            target = Target(grid=dst, window=dst.whole)
            layer = plan_layer("s", source, Resampling[kernel], target, {})
            found.append(warp.read_block(layer, dst.whole, pool))
    without, with_bad = found
    widest_px = max(layer.method.widening) * 3
    x, y = oracle.positions(src, dst, *np.meshgrid(*_centres(dst)))
    near = (abs(x - col - 0.5) < widest_px) & (abs(y - row - 0.5) < widest_px)
    assert 4 <= near.sum() < 0.01 * near.size
    differ = ~np.isclose(with_bad, without, rtol=0, atol=250 * 3e-4, equal_nan=True)
    assert differ.any()
    assert not differ[~near].any()


def _centres(grid: Grid) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.arange(grid.cols) + 0.5, np.arange(grid.rows) + 0.5


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


@pytest.mark.rule(3, against="the whole square's positions")
@pytest.mark.parametrize("kernel", ["bilinear", "lanczos"])
def test_a_square_that_is_not_smooth_is_cut_until_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kernel: str
) -> None:
    src = SOURCES["metres"]
    values = np.random.default_rng(4).random((src.rows, src.cols)).astype("float32")
    path = make_raster(
        tmp_path / "s.tif", values, crs=src.crs.to_wkt(), transform=src.transform
    )
    with raster_environment(), DatasetPool() as pool:
        source = open_source(str(path), 1, label="s")
        target = Target(grid=DST, window=DST.whole)
        layer = plan_layer("s", source, Resampling[kernel], target, {})
        whole = warp.read_block(layer, DST.whole, pool)
        monkeypatch.setattr(sampled_tile, "positions", lambda *_: None)
        parts = warp.read_block(layer, DST.whole, pool)
    np.testing.assert_allclose(parts, whole, atol=1e-4)
