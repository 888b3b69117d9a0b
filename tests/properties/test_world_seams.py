# SPDX-License-Identifier: GPL-3.0-or-later
"""A raster of all longitudes, cut anywhere: antimeridian, poles, longitude 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio
from affine import Affine
from exact_truth import BY_TRUTH, evaluator, faults
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from real_data import grid_of
from worlds import (
    BILINEAR_ERROR,
    CUBIC_ERROR,
    DEGREES,
    FINE,
    KERNELS,
    NODATA,
    TARGETS,
    collocate,
    difference,
    field,
    grid,
    ground,
    noise,
    world,
)

from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.georeferencing.views import source_views
from exogenous.core.io.dataset_pool import DatasetPool

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

pytestmark = pytest.mark.rule(
    9, against="closed forms, GDAL, and the same ground cut elsewhere"
)


#: Other ways to cut a world open: the first column's west, and how many there are.
CUTS = ((0, 360), (77, 360), (-200, 361))


def cut_of(name: str, kernel: str) -> tuple[int, int]:
    """Return the cut that a target and a kernel are tried with, each in its turn."""
    turn = list(TARGETS).index(name) + KERNELS.index(kernel)
    return CUTS[turn % len(CUTS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


class TestAWorld:
    """A raster of all longitudes is the same wherever it is cut open."""

    @pytest.mark.parametrize("kernel", KERNELS)
    @pytest.mark.parametrize("name", TARGETS)
    def test_cut_anywhere_is_the_same(
        self, folder: Path, name: str, kernel: str
    ) -> None:
        dst = TARGETS[name]
        one = collocate(world(folder, -180, 360, noise), dst, kernel).values
        other = collocate(world(folder, *cut_of(name, kernel), noise), dst, kernel)
        # Of a rounded sum of squares the root.
        most = 1e-3 if kernel == "rms" else 1e-8
        assert difference(one, other.values) < most

    def test_every_kernel_and_every_target_meets_every_cut(self) -> None:
        for kernel in KERNELS:
            assert {cut_of(name, kernel) for name in TARGETS} == set(CUTS)
        for name in TARGETS:
            assert {cut_of(name, kernel) for kernel in KERNELS} == set(CUTS)

    @pytest.mark.parametrize("west", [-180, 0, 77])
    @pytest.mark.parametrize("name", FINE)
    def test_interpolates_to_the_closed_form(
        self, folder: Path, name: str, west: int
    ) -> None:
        dst = FINE[name]
        lon, lat = ground(dst)
        # There is no pixel beyond the one next to the pole to interpolate with.
        inner = np.abs(lat) < 88.4
        for kernel, most in (("bilinear", BILINEAR_ERROR), ("cubic", CUBIC_ERROR)):
            found = collocate(world(folder, west, 360), dst, kernel)
            assert not np.isnan(found.values).any()
            error = np.abs(found.values - field(lon, lat))
            assert error[inner].max(initial=0) < most

    @pytest.mark.parametrize("kernel", KERNELS)
    @pytest.mark.parametrize(
        ("name", "whole", "cut"),
        [
            ("UTM 1", 0, -180),
            ("UTM 60", 0, -180),
            ("UTM 31", -180, 0),
            ("Pacific", 0, -180),
            ("350 to 370 east", 180, 0),
        ],
    )
    def test_equals_gdal_where_gdal_sees_no_cut(
        self, folder: Path, name: str, whole: int, cut: int, kernel: str
    ) -> None:
        dst = TARGETS[name]
        ours = collocate(world(folder, cut, 360, noise), dst, kernel)
        if kernel in BY_TRUTH:
            path = world(folder, whole, 360, noise)
            with rasterio.open(path) as src:
                values = src.read(1)
            known = evaluator(values, values != NODATA, grid_of(path), dst)
            wrong, _ = faults(ours.values, known, kernel)
            assert not wrong.any()
            return
        truth = oracle.warp(world(folder, whole, 360, noise), dst, kernel)
        off = np.isnan(ours.values) != np.isnan(truth)
        with np.errstate(invalid="ignore"):
            off |= np.abs(ours.values - truth) > 1000 * 0.01
        assert not (off & ~near_an_edge(dst)).any()

    @pytest.mark.parametrize(
        ("west", "cols", "step"),
        [(-180, 43200, 0.0083333), (0, 1440, 0.25), (-180.125, 1441, 0.25)],
    )
    def test_closes_though_its_header_is_rounded(
        self, west: float, cols: int, step: float
    ) -> None:
        src = Grid(
            crs=DEGREES,
            transform=Affine(step, 0, west, 0, -step, 90),
            rows=9,
            cols=cols,
        )
        (view,) = source_views(src, TARGETS["UTM 1"])
        assert view.cols_round == round(360 / step)

    @pytest.mark.parametrize(("west", "cols"), [(-180, 350), (0, 359), (170, 20)])
    def test_with_a_column_missing_does_not_close(self, west: int, cols: int) -> None:
        src = Grid(
            crs=DEGREES, transform=Affine(1, 0, west, 0, -1, 90), rows=9, cols=cols
        )
        seen = source_views(src, TARGETS["UTM 1"])
        assert {view.cols_round for view in seen} == {None}

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        lon=st.floats(-180, 180),
        lat=st.floats(-90, 90),
        west=st.integers(-60, 60),
        size=st.floats(20e3, 400e3),
        kernel=st.sampled_from(KERNELS),
    )
    @example(lon=0.0, lat=90.0, west=20, size=400e3, kernel="nearest")
    @example(lon=10.0, lat=-90.0, west=-7, size=90e3, kernel="average")
    def test_anywhere_on_earth_is_the_same(
        self, folder: Path, lon: float, lat: float, west: int, size: float, kernel: str
    ) -> None:
        crs = f"+proj=laea +lon_0={lon:.4f} +lat_0={lat:.4f}"
        dst = grid(crs, size, -12.37 * size, 11.41 * size, (23, 25))
        one, other = (
            collocate(world(folder, start, 120, noise, 3.0), dst, kernel).values
            for start in (-180, -180 + 3 * west)
        )
        # What a pole's own pixels or a hair's breadth decide is not meant.
        unlike = (np.isnan(one) != np.isnan(other)) | (np.abs(one - other) > 1e-6)
        assert unlike.sum() <= 2

    def test_read_in_any_blocks_is_the_same(self, folder: Path) -> None:
        dst = grid("EPSG:3413", 12010, -3000123, 3000321, (530, 540))
        path = world(folder, 0, 360, noise)
        whole = collocate(path, dst, "cubic").values
        blocks = collocate(path, dst, "cubic", *dst.whole.tiles(200)).values
        np.testing.assert_array_equal(whole, blocks)


def near_an_edge(dst: Grid) -> NDArray[np.bool_]:
    """Tell where a pixel's centre or a corner is where a kernel may jump."""
    src = grid("EPSG:4326", 1, -180, 90, (180, 360))
    near = np.zeros((dst.rows, dst.cols), dtype=bool)
    for shift in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)):
        cols, rows = np.meshgrid(
            np.arange(dst.cols) + shift[0], np.arange(dst.rows) + shift[1]
        )
        for place in oracle.positions(src, dst, cols, rows):
            near |= np.abs(place * 2 - np.round(place * 2)) < 0.02
    return near


class TestAPole:
    """A pole may lie anywhere in a target, also just inside a tile of the warp."""

    @pytest.mark.parametrize("size", [20_000, 300])
    @pytest.mark.parametrize("off", [-7.7, -0.9, 0.0, 0.6, 3.3, 11.9])
    def test_beside_a_tiles_edge_has_no_hole(
        self, folder: Path, off: float, size: float
    ) -> None:
        pole = 512 + off
        dst = Grid(
            crs=CRS.from_epsg(3413),
            transform=Affine(size, 0, -pole * size, 0, -size, (pole + 0.2) * size),
            rows=540,
            cols=540,
        )
        near = Block(row_off=490, col_off=490, rows=50, cols=50)
        lon, lat = ground(dst.crop(near))
        for kernel in ("nearest", "bilinear", "average"):
            found = collocate(world(folder, 0, 360), dst, kernel, near).values
            error = np.abs(found[near.slices_in(dst.whole)] - field(lon, lat))
            assert not np.isnan(error).any()
            # Up to a pixel off, and at the pole itself half a degree of latitude.
            assert error.max() < 0.03


class TestMemory:
    """A tile needs what is around it, not a whole circle of latitude."""

    @pytest.mark.parametrize("west", [-180, 0])
    @pytest.mark.parametrize(
        ("crs", "x", "y"),
        [
            ("EPSG:32601", 160_000, 100_000),
            ("EPSG:32660", 700_000, 8_800_000),
            ("EPSG:32630", 750_000, 5_800_000),
            ("EPSG:3413", 0, 300_000),
            ("EPSG:4326", 179.98, 10),
        ],
    )
    def test_windows_are_narrow(self, west: int, crs: str, x: float, y: float) -> None:
        src = grid("EPSG:4326", 1 / 1200, west, 90, (216_000, 432_000))
        size = 0.0001 if crs == "EPSG:4326" else 10
        dst = grid(crs, size, x, y, (512, 512))
        windows = [view.window((4, 4)) for view in source_views(src, dst)]
        found = [window for window in windows if window is not None]
        assert found
        assert max(window.cols for window in found) < 3000

    def test_no_window_round_a_pole_has_all_columns(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        widths = []
        read = DatasetPool.read

        def noted(self: Any, path: str, band: int, block: Block, *level: int) -> Any:
            widths.append(block.cols)
            return read(self, path, band, block, *level)

        monkeypatch.setattr(DatasetPool, "read", noted)
        dst = grid("EPSG:3413", 15010, -2000123, 3000321, (400, 400))
        collocate(world(folder, 0, 360), dst, "bilinear")
        assert widths
        assert max(widths) < 300
