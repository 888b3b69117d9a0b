# SPDX-License-Identifier: GPL-3.0-or-later
"""Places in arrays that are folded, torn, around a pole or across the antimeridian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
import rasterio.warp
from rasterio.crs import CRS
from tie_point_sources import COLS, DEGREES, ROWS, collocate, grid, with_arrays

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    #: Takes columns and rows, and returns longitudes and latitudes.
    Ground = Callable[
        [NDArray[np.float64], NDArray[np.float64]],
        tuple[NDArray[np.float64], NDArray[np.float64]],
    ]

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)

KERNELS = ("nearest", "bilinear", "lanczos", "average", "sum")

#: Rows of a scan, and how many of them lie on the ground of the next one.
SCAN, SHARED = 10, 4


def swath(path: Path, ground: Ground, values: Ground) -> str:
    """Write a swath whose values are a function of the ground."""
    name = with_arrays(path)
    rows, cols = np.mgrid[:ROWS, :COLS].astype(float)
    lon, lat = ground(cols, rows)
    for axis, numbers in (("lon", lon), ("lat", lat)):
        with rasterio.open(path.with_suffix(f".{axis}.tif"), "r+") as array:
            array.write(numbers, 1)
    # Nodes are in pixels' upper-left corners.
    of_pixels = values(*ground(cols + 0.5, rows + 0.5))
    with rasterio.open(path, "r+") as dataset:
        dataset.write(of_pixels, 1)
    return name


def folded(
    cols: NDArray[np.float64], rows: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Place scans of ten rows, of which the last four are seen again in the next."""
    # A row's end belongs to its own scan.
    scan = np.floor(np.round(rows * 2) / 2 / SCAN)
    down = rows - SHARED * scan
    return -8 + 0.003 * cols, 53 - 0.003 * down


def plane(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1000 * (lon + 8) - 700 * (lat - 53)


@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "average"])
def test_scans_that_are_folded_over_each_other_have_no_hole_and_no_garbage(
    tmp_path: Path, kernel: str
) -> None:
    path = swath(tmp_path / "folded.tif", folded, plane)
    dst = grid("EPSG:4326", 0.0031, -7.9, 52.9, (60, 80))
    found = collocate(path, dst, kernel).values
    cols, rows = np.meshgrid(np.arange(80) + 0.5, np.arange(60) + 0.5)
    expected = plane(-7.9 + 0.0031 * cols, 52.9 - 0.0031 * rows)
    # A pixel and the neighbours that a kernel mixes with it, across the scans' ends.
    steps = 1000 * 0.003 + 700 * 0.003
    assert np.isfinite(found).all()
    assert np.abs(found - expected).max() < (SHARED + 2) * steps
    assert np.median(np.abs(found - expected)) < 0.6 * steps


POLAR, MIDDLE = CRS.from_epsg(3413), 150.0


def around_the_pole(
    cols: NDArray[np.float64], rows: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, y = (cols - MIDDLE) * 1000, (MIDDLE - rows) * 1000
    lon, lat = rasterio.warp.transform(POLAR, DEGREES, x.ravel(), y.ravel())
    return np.reshape(lon, cols.shape), np.reshape(lat, cols.shape)


def north(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    return lat - 0 * lon


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("left", [-180.0, 0.0])
def test_a_whole_circle_round_the_pole_in_degrees(
    tmp_path: Path, kernel: str, left: float
) -> None:
    path = swath(tmp_path / "pole.tif", around_the_pole, north)
    dst = grid("EPSG:4326", 0.75, left, 89.7, (1, 480))
    found = collocate(path, dst, kernel).values
    assert np.isfinite(found).all()
    if kernel == "sum":  # all pixels are as large, but cells are straight in degrees
        assert np.ptp(found) < 1e-2 * found.mean()
    else:
        assert np.abs(found - (89.7 - 0.75 / 2)).max() < 0.08


@pytest.mark.parametrize("kernel", ["bilinear", "average"])
def test_a_target_of_the_whole_earth_has_the_cell_on_its_cut_at_both_ends(
    tmp_path: Path, kernel: str
) -> None:
    def across(
        cols: NDArray[np.float64], rows: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        lon = 165 + 0.0803 * cols
        return (lon + 180) % 360 - 180, 10 - 0.0803 * rows

    def far_east(
        lon: NDArray[np.float64], lat: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        return lon % 360 + 0 * lat

    path = swath(tmp_path / "cut.tif", across, far_east)
    dst = grid("EPSG:4326", 1.0, -180, 5, (10, 360))
    found = collocate(path, dst, kernel).values
    lon = (np.arange(360) - 179.5) % 360
    inside = (lon > 166) & (lon < 196)
    assert np.isfinite(found[:, inside]).all()
    assert np.isnan(found[:, (lon < 164) | (lon > 199)]).all()
    assert np.abs(found - lon)[:, inside].max() < 0.05
