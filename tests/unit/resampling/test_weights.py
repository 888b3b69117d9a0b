# SPDX-License-Identifier: GPL-3.0-or-later
"""Which source pixels make up target pixels along one axis, and by how much."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling

from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.resampling.weights import Taps, col_taps, row_taps


def grid(pixel: float, count: int, start: float = 0.0) -> Grid:
    """Return a grid whose corner is so many metres right and down of 0, 0."""
    return Grid(
        crs=CRS.from_epsg(32630),
        transform=Affine(pixel, 0, start, 0, -pixel, -start),
        rows=count,
        cols=count,
    )


SRC = grid(10, 8)


def taps(dst: Grid, kernel: str, scale: float, block: Block | None = None) -> Taps:
    widened = min(scale, 1.0)
    found = col_taps(SRC, dst, block or dst.whole, Resampling[kernel], widened)
    assert found is not None
    return found


def dense(found: Taps) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the weights of all source pixels, shape (targets, source pixels)."""
    weight = np.zeros((len(found.index), SRC.cols))
    target = np.arange(len(found.index))[:, np.newaxis]
    np.add.at(weight, (target, found.index + found.first), found.weight)
    return weight


def test_twice_as_fine_is_weighed_by_quarters() -> None:
    found = dense(taps(grid(5, 4, 20), "bilinear", 2.0))
    expected = np.zeros((4, 8))
    expected[0, 1:3] = 0.25, 0.75
    expected[1, 2:4] = 0.75, 0.25
    expected[2, 2:4] = 0.25, 0.75
    expected[3, 3:5] = 0.75, 0.25
    np.testing.assert_allclose(found, expected)


def test_twice_as_coarse_is_a_half_of_each() -> None:
    found = taps(grid(20, 4), "average", 0.5)
    np.testing.assert_allclose(dense(found), np.kron(np.eye(4), [0.5, 0.5]))
    assert not found.reaches_out


@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "lanczos", "average", "gauss"])
@pytest.mark.parametrize(
    ("pixel", "scale"), [(5.0, 2.0), (10.0, 1.0), (20.0, 0.5), (7.3, 10 / 7.3)]
)
def test_weights_of_each_target_sum_up_to_1(
    kernel: str, pixel: float, scale: float
) -> None:
    found = taps(grid(pixel, int(80 // pixel)), kernel, scale)
    np.testing.assert_allclose(found.weight.sum(axis=1), 1)


def test_at_an_edge_what_is_there_has_all_the_weight() -> None:
    found = taps(grid(5, 16), "bilinear", 2.0)
    assert found.reaches_out
    expected = np.zeros(8)
    expected[0] = 1
    np.testing.assert_allclose(dense(found)[0], expected)


def test_off_the_source_there_is_no_value() -> None:
    found = taps(grid(10, 4, -20), "bilinear", 1.0)
    np.testing.assert_array_equal(
        np.isnan(found.weight).all(axis=1), [True, True, False, False]
    )
    elsewhere = grid(10, 4, 500)
    assert col_taps(SRC, elsewhere, elsewhere.whole, Resampling.cubic, 1.0) is None


def test_rows_are_weighed_as_columns() -> None:
    dst = grid(5, 4, 20)
    rows = row_taps(SRC, dst, dst.whole, Resampling.cubic, 1.0)
    assert rows is not None
    np.testing.assert_array_equal(dense(rows), dense(taps(dst, "cubic", 2.0)))


def test_a_block_has_the_weights_of_the_whole() -> None:
    dst = grid(7.3, 10)
    block = Block(row_off=0, col_off=3, rows=1, cols=5)
    part = dense(taps(dst, "cubic", 10 / 7.3, block))
    np.testing.assert_array_equal(part, dense(taps(dst, "cubic", 10 / 7.3))[3:8])


@pytest.mark.parametrize(
    ("kernel", "pixel", "start", "phases"),
    [
        ("bilinear", 5.0, 20.0, 2),
        ("average", 20.0, 0.0, 1),
        ("bilinear", 2.5, 20.0, 4),
        ("bilinear", 7.3, 20.0, 0),
        ("nearest", 5.0, 20.0, 0),
    ],
)
def test_weights_come_again_after_so_many_targets(
    kernel: str, pixel: float, start: float, phases: int
) -> None:
    count = int((60 - start) // pixel)
    assert taps(grid(pixel, count, start), kernel, 10 / pixel).phases == phases


def test_nearest_takes_one_pixel_of_each() -> None:
    assert taps(grid(5, 16), "nearest", 2.0).takes_one
    assert not taps(grid(5, 16), "bilinear", 2.0).takes_one


def test_kernels_that_are_no_product_of_axes_have_no_weights() -> None:
    with pytest.raises(ValueError, match="max is no product of two axes"):
        taps(grid(5, 16), "max", 2.0)
