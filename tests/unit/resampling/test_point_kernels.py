# SPDX-License-Identifier: GPL-3.0-or-later
"""Kernels at positions among pixels, against fields that they have to reproduce."""

from __future__ import annotations

import numpy as np
import pytest
from straight_coords import straight

from exogenous.core.resampling import point_kernels

#: Off every pixel's centre and edge, and more rows than a strip of them has.
SHAPE, START, STEP = (150, 40), (7.13, 9.71), (0.37, 0.83)

#: Where the windows of the tests begin in the source: row, column.
ORIGIN = (3, 5)


def places() -> tuple[np.ndarray, np.ndarray]:
    """Return the source rows and columns of the tile's centres."""
    rows, cols = (
        start + step * (np.arange(count) + 0.5)
        for start, step, count in zip(START, STEP, SHAPE, strict=True)
    )
    return tuple(np.meshgrid(rows, cols, indexing="ij"))


def window(of: object) -> np.ndarray:
    """Return a field at the centres of all pixels that a tile needs."""
    rows, cols = np.mgrid[:70, :45].astype(np.float64)
    return np.asarray(of(ORIGIN[0] + rows + 0.5, ORIGIN[1] + cols + 0.5))


def plane(row: np.ndarray, col: np.ndarray) -> np.ndarray:
    return 3 * row - 2 * col + 0.25


def curved(row: np.ndarray, col: np.ndarray) -> np.ndarray:
    return row**2 / 9 - row * col / 7 + col**2 / 5


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_bilinear_gives_planes(dtype: str) -> None:
    found = point_kernels.bilinear(
        window(plane).astype(dtype), ORIGIN, straight(SHAPE, START, STEP), dtype
    )
    assert found.dtype == dtype
    np.testing.assert_allclose(found, plane(*places()), rtol=1e-5)


def test_bilinear_is_the_mean_of_four_between_them() -> None:
    values = np.arange(12.0).reshape(3, 4)
    found = point_kernels.bilinear(
        values, (0, 0), straight((2, 3), (0.5, 0.5), (1, 1)), "float64"
    )
    expected = (
        values[:-1, :-1] + values[1:, :-1] + values[:-1, 1:] + values[1:, 1:]
    ) / 4
    np.testing.assert_allclose(found, expected)


def test_cubic_gives_parabolas() -> None:
    found = point_kernels.cubic(
        window(curved), ORIGIN, straight(SHAPE, START, STEP), "float64"
    )
    np.testing.assert_allclose(found, curved(*places()), rtol=1e-12)


def test_cubic_between_two_pixels_by_hand() -> None:
    values = np.tile([0.0, 0.0, 16.0, 0.0, 0.0, 0.0], (6, 1))
    found = point_kernels.cubic(
        values, (0, 0), straight((1, 3), (2, 1.5), (1, 1)), "float64"
    )
    np.testing.assert_allclose(found, [[9, 9, -1]])


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float64"])
def test_nearest_takes_the_pixel_around_the_place(dtype: str) -> None:
    values = np.random.default_rng(1).integers(0, 99, (70, 45)).astype(dtype)
    found = point_kernels.nearest(
        values, ORIGIN, straight(SHAPE, START, STEP), "float64"
    )
    rows, cols = (np.floor(place).astype(int) for place in places())
    assert found.dtype == dtype
    np.testing.assert_array_equal(found, values[rows - ORIGIN[0], cols - ORIGIN[1]])


def test_pixels_are_counted_row_after_row() -> None:
    pixel = np.array([[0, 3, 2], [0, 1, 4]], dtype=np.int32)
    np.testing.assert_array_equal(point_kernels.flat_index(pixel, 10), [0, 13, 42])
