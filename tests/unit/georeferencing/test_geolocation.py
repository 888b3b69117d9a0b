# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays of coordinates: around a pole, with holes, in files of other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
import rasterio.warp
from rasterio.crs import CRS
from tie_point_sources import (
    COLS,
    DEGREES,
    NODATA,
    ROWS,
    TARGETS,
    collocate,
    create,
    grid,
    numbers,
    positions,
    with_arrays,
)

from exogenous.core.georeferencing.geolocation import Geolocation

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.rule(9, against="closed forms and whole arrays"),
    pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning"),
]


class TestASwathAroundAPole:
    """Every longitude occurs, and GDAL's inversion of the arrays tears there."""

    ANGLE, X, Y, SIZE = 0.3, 20_000.0, -30_000.0, 1000.0

    @pytest.fixture
    def swath(self, tmp_path: Path) -> str:
        path = tmp_path / "pole.tif"
        rows, cols = np.mgrid[:ROWS, :COLS].astype(float)
        u, v = (cols - COLS / 2) * self.SIZE, (rows - ROWS / 2) * self.SIZE
        cos, sin = np.cos(self.ANGLE), np.sin(self.ANGLE)
        x, y = self.X + u * cos - v * sin, self.Y - u * sin - v * cos
        lon, lat = rasterio.warp.transform(
            CRS.from_epsg(3413), DEGREES, x.ravel(), y.ravel()
        )
        name = with_arrays(path)
        for axis, values in (("lon", lon), ("lat", lat)):
            with rasterio.open(path.with_suffix(f".{axis}.tif"), "r+") as array:
                array.write(np.reshape(values, x.shape), 1)
        with rasterio.open(path, "r+") as dataset:
            dataset.write(np.sin(cols / 20) + np.cos(rows / 30), 1)
        return name

    @pytest.mark.parametrize(
        ("crs", "left", "top", "shape"),
        [
            ("EPSG:3413", -200_000, 150_000, (500, 500)),
            ("EPSG:3413", -400_000, 300_000, (900, 900)),
            ("EPSG:5041", 1_950_000, 2_050_000, (200, 200)),
        ],
    )
    def test_has_no_hole(
        self, swath: str, crs: str, left: float, top: float, shape: tuple[int, int]
    ) -> None:
        dst = grid(crs, 697, left, top, shape)
        cols, rows = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
        t = dst.transform
        x, y = rasterio.warp.transform(
            dst.crs,
            CRS.from_epsg(3413),
            (t.c + t.a * cols).ravel(),
            (t.f + t.e * rows).ravel(),
        )
        dx, dy = np.reshape(x, cols.shape) - self.X, self.Y - np.reshape(y, cols.shape)
        cos, sin = np.cos(self.ANGLE), np.sin(self.ANGLE)
        col = (dx * cos + dy * sin) / self.SIZE + COLS / 2
        row = (dy * cos - dx * sin) / self.SIZE + ROWS / 2
        inside = (col > 2) & (col < COLS - 2) & (row > 2) & (row < ROWS - 2)
        found = collocate(swath, dst, "bilinear")
        assert min(found.layer.method.ratio) > 0.95  # else the kernel is widened
        field = np.sin((col - 0.5) / 20) + np.cos((row - 0.5) / 30)
        error = np.abs(found.values - field)[inside]
        assert not np.isnan(error).any()
        # What interpolating linearly may err on waves of these lengths, and 1e-3 of a
        # source pixel.
        most = (1 / 20**2 + 1 / 30**2) / 8 + 1e-3 * (1 / 20 + 1 / 30)
        assert error.max() < most


def test_holes_in_the_arrays_are_holes(tmp_path: Path) -> None:
    hole = (slice(100, 140), slice(150, 220))
    path = with_arrays(tmp_path / "holes.tif", hole=hole)
    dst = TARGETS["inside"]
    whole = collocate(with_arrays(tmp_path / "whole.tif"), dst, "nearest").values
    found = collocate(path, dst, "nearest").values
    cols, rows = positions(str(tmp_path / "whole.tif"), dst, (0.5, 0.5))
    off = (cols < 148) | (cols > 222) | (rows < 98) | (rows > 142)
    inside = (cols > 152) & (cols < 218) & (rows > 102) & (rows < 138)
    assert inside.any()
    assert np.isnan(found[inside]).all()
    np.testing.assert_array_equal(found[off], whole[off])


def test_a_target_in_a_hole_has_no_value(tmp_path: Path) -> None:
    hole = (slice(50, 250), slice(100, 300))
    path = with_arrays(tmp_path / "holes.tif", hole=hole)
    dst = grid("EPSG:4326", 0.001, -8.05, 53.05, (100, 100))
    assert np.isnan(collocate(path, dst, "bilinear").values).all()


def test_one_line_for_all_rows_and_columns_is_a_grid(tmp_path: Path) -> None:
    """As netCDF and Zarr have longitudes and latitudes that are not even."""
    src = grid("EPSG:4326", 0.004, -8.8, 53.6, (ROWS, COLS))
    lines = tmp_path / "lines.tif"
    with_arrays(lines)
    edges = {
        "lon": -8.8 + 0.004 * np.arange(COLS),
        "lat": 53.6 - 0.004 * np.arange(ROWS),
    }
    for name, line in edges.items():
        array = create(lines.with_suffix(f".{name}.tif"), (1, line.size))
        array.GetRasterBand(1).WriteArray(line[None])
        array = None
    even = tmp_path / "even.tif"
    with rasterio.open(
        even,
        "w",
        driver="GTiff",
        width=COLS,
        height=ROWS,
        count=1,
        dtype="float64",
        nodata=NODATA,
        crs=src.crs,
        transform=src.transform,
    ) as dataset:
        dataset.write(numbers(), 1)
    dst = TARGETS["inside"]
    found = collocate(str(lines), dst, "bilinear")
    assert isinstance(found.layer.source.georeference, Geolocation)
    expected = collocate(str(even), dst, "bilinear").values
    np.testing.assert_array_equal(np.isnan(found.values), np.isnan(expected))
    assert np.nanmax(np.abs(found.values - expected)) < 0.02


def test_arrays_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    name = with_arrays(
        tmp_path / "a.tif",
        X_DATASET="a.lon.tif",
        Y_DATASET="a.lat.tif",
        X_DATASET_RELATIVE_TO_SOURCE="YES",
        Y_DATASET_RELATIVE_TO_SOURCE="YES",
    )
    there = with_arrays(tmp_path / "b.tif")
    dst = TARGETS["inside"]
    np.testing.assert_array_equal(
        collocate(name, dst, "nearest").values, collocate(there, dst, "nearest").values
    )
