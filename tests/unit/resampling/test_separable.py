# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernels along the axes, against GDAL's warper and closed forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.resampling import separable as same_axes
from exogenous.core.resampling.weights import col_taps, row_taps

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

UTM = CRS.from_epsg(32632)

#: Pixel size and offset of targets over a source of 20 m pixels.
TARGETS = ((10, 400), (7.3, 401.7), (20, 407.3), (21, 400), (60, 400), (47.4, 411))


def grid(size: float, offset: float, pixels: int, *, south_up: bool = False) -> Grid:
    sign = 1 if south_up else -1
    top = 5_900_000 - offset if not south_up else 5_894_000 + offset
    return Grid(
        crs=UTM,
        transform=Affine(size, 0, 500_000 + offset, 0, sign * size, top),
        rows=pixels,
        cols=pixels,
    )


SRC = grid(20, 0, 300)


def widened(dst: Grid) -> tuple[float, float]:
    ratio = SRC.transform.a / dst.transform.a
    return (1.0, 1.0) if ratio >= 0.95 else (ratio, ratio)


def resampled(
    values: NDArray[np.float32], dst: Grid, kernel: str, block: Block | None = None
) -> NDArray[np.float32]:
    method, scale = Resampling[kernel], widened(dst)
    block = block or dst.whole
    rows = row_taps(SRC, dst, block, method, scale[1])
    cols = col_taps(SRC, dst, block, method, scale[0])
    assert rows is not None
    assert cols is not None
    part = values[
        rows.first : rows.first + rows.count, cols.first : cols.first + cols.count
    ]
    if np.isnan(part).any():
        return same_axes.resample_valid(part, rows, cols)
    return same_axes.resample(part, rows, cols)


@pytest.fixture(scope="module")
def noise() -> NDArray[np.float32]:
    return (np.random.default_rng(5).random((300, 300)) * 100).astype("float32")


@pytest.mark.rule(3, against="`osgeo.gdal.Warp(errorThreshold=0)`")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average"])
@pytest.mark.parametrize(("size", "offset"), TARGETS)
def test_kernels_along_the_axes_are_gdals(
    noise: NDArray[np.float32], tmp_path: Path, kernel: str, size: float, offset: float
) -> None:
    path = make_raster(
        tmp_path / "s.tif", noise, crs=UTM.to_wkt(), transform=SRC.transform
    )
    dst = grid(size, offset, int(4800 // size))
    expected = oracle.warp(str(path), dst, kernel)
    assert np.allclose(resampled(noise, dst, kernel), expected, atol=4e-5)


@pytest.mark.rule(3, 5, against="Lanczos' closed form")
@pytest.mark.parametrize(("size", "offset"), [*TARGETS, (40, 410), (30, 405)])
@pytest.mark.parametrize("holes", ["no holes", "holes"])
def test_lanczos_is_its_closed_form_even_where_centres_coincide(
    noise: NDArray[np.float32], size: float, offset: float, holes: str
) -> None:
    values = noise.copy()
    if holes == "holes":
        values[np.random.default_rng(6).random(values.shape) < 0.03] = np.nan
    dst = grid(size, offset, 60)
    expected, share = oracle.lanczos(values.astype("float64"), SRC, dst, widened(dst))
    result = resampled(values, dst, "lanczos")
    steady = np.abs(share) > 0.3
    assert np.array_equal(np.isnan(result[steady]), np.isnan(expected[steady]))
    assert np.allclose(result[steady], expected[steady], atol=2e-4, equal_nan=True)


@pytest.mark.rule(13, against="the whole grid at once, bit for bit")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average"])
def test_a_block_is_a_part_of_the_whole(
    noise: NDArray[np.float32], kernel: str
) -> None:
    dst = grid(7.3, 401.7, 600)
    whole = resampled(noise, dst, kernel)
    for block in dst.whole.tiles(170):
        part = resampled(noise, dst, kernel, block)
        assert np.array_equal(part, whole[block.slices_in(dst.whole)])


@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "lanczos", "average"])
@pytest.mark.parametrize(("size", "offset", "phases"), [(10, 405, 2), (40, 400, 1)])
def test_weights_that_take_turns_are_sliced_to_the_same_bytes(
    noise: NDArray[np.float32],
    monkeypatch: pytest.MonkeyPatch,
    kernel: str,
    size: float,
    offset: float,
    phases: int,
) -> None:
    dst = grid(size, offset, 130)
    cols = col_taps(SRC, dst, dst.whole, Resampling[kernel], min(20 / size, 1))
    assert cols is not None
    assert cols.phases == phases
    sliced = resampled(noise, dst, kernel)
    monkeypatch.setattr(
        same_axes,
        "_weigh_phases",
        lambda values, index, weight, _phases, out: same_axes._weigh_each(
            values, index, weight, 0, out
        ),
    )
    assert resampled(noise, dst, kernel).tobytes() == sliced.tobytes()


def test_there_is_no_value_off_the_source(noise: NDArray[np.float32]) -> None:
    dst = grid(10, -50, 40)  # starts 5 pixels before the source
    result = resampled(noise, dst, "bilinear")
    assert np.isnan(result[:5]).all()
    assert np.isnan(result[:, :5]).all()
    assert not np.isnan(result[5:, 5:]).any()
    assert result[5, 5] == noise[0, 0]


def test_a_target_elsewhere_needs_nothing() -> None:
    dst = grid(10, 90_000, 40)
    taps = row_taps(SRC, dst, dst.whole, Resampling.cubic, 2.0)
    assert taps is None


def test_other_axes_are_not_for_this_module() -> None:
    turned = Grid(
        crs=UTM, transform=Affine(10, 1, 500_000, 1, -10, 5_900_000), rows=9, cols=9
    )
    other = Grid(crs=CRS.from_epsg(32631), transform=SRC.transform, rows=300, cols=300)
    south_up = grid(10, 0, 20, south_up=True)
    for dst in (turned, other, south_up):
        assert not same_axes.can_resample(SRC, dst, Resampling.bilinear)
    assert not same_axes.can_resample(SRC, SRC, Resampling.max)
    assert same_axes.can_resample(SRC, grid(7, 3, 20), Resampling.bilinear)
