# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources and targets across the antimeridian, around poles and over longitude 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio
import rasterio.warp
from affine import Affine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from places import DATA
from rasterio.crs import CRS
from rasterio.enums import Resampling

from exogenous.core.compute import gdal_tile as tiles
from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.antimeridian import circle_of
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.georeferencing.views import source_views
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import Copied, Empty, Target, Warped
from exogenous.core.resampling import kernels as resampling
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

pytestmark = pytest.mark.rule(
    9, against="closed forms, GDAL, and the same ground cut elsewhere"
)

IRELAND = DATA / "exogenous_ireland_T29UNU"

KERNELS = [method.name for method in resampling.WARPERS]
DEGREES = CRS.from_epsg(4326)
NODATA = -9999.0

#: Interpolating linearly errs by at most h^2 / 8 times the second derivatives, 1 and
#: the square root of 2 here along x and y; h is a pixel of one degree.
BILINEAR_ERROR = np.radians(1.0) ** 2 / 8 * (1 + np.sqrt(2))

#: The cubic kernel is exact to the third order (Keys, 1981).
CUBIC_ERROR = np.radians(1.0) ** 3

#: Half the way round the Earth in EPSG:3857.
HALF = 20037508.342789244


def grid(crs: str, size: float, x: float, y: float, shape: tuple[int, int]) -> Grid:
    return Grid(
        crs=CRS.from_user_input(crs),
        transform=Affine(size, 0, x, 0, -size, y),
        rows=shape[0],
        cols=shape[1],
    )


#: Off every round number, so that no centre lies on a source pixel's edge.
TARGETS = {
    "UTM 1": grid("EPSG:32601", 5010, 100123, 300345, (60, 90)),
    "UTM 60": grid("EPSG:32660", 5010, 500321, 5300123, (60, 90)),
    "UTM 31": grid("EPSG:32631", 5010, 100321, 5300123, (60, 90)),
    "north pole": grid("EPSG:3413", 40010, -3000123, 3000321, (150, 150)),
    "north pole at a corner": grid("EPSG:3413", 40010, 0, 3000321, (75, 75)),
    "close to the north pole": grid("EPSG:3413", 10, -303, 317, (60, 60)),
    "south pole": grid("EPSG:3031", 40010, -3000123, 3000321, (150, 150)),
    "Pacific": grid("EPSG:3832", 50010, -3000123, 3000321, (120, 120)),
    "170 to 190 east": grid("EPSG:4326", 0.233, 170.03, 10.07, (60, 86)),
    "190 to 170 west": grid("EPSG:4326", 0.233, -190.03, 10.07, (60, 86)),
    "350 to 370 east": grid("EPSG:4326", 0.233, 350.03, 10.07, (60, 86)),
    "another CRS in degrees": grid("EPSG:4258", 0.233, 170.03, 10.07, (60, 86)),
    "the world": grid("EPSG:4326", 0.9, -180, 89.93, (199, 400)),
    "the world from 0": grid("EPSG:4326", 0.9, 0, 89.93, (199, 400)),
    "the world in Mercator": grid("EPSG:3857", HALF / 200, -HALF, 1e7, (199, 400)),
    "half the world": grid("+proj=laea +lon_0=180", 60010, -4.5e6, 4.5e6, (150, 150)),
}


#: So fine that a degree is no smaller than a pixel, and kernels are not widened.
FINE = {
    **TARGETS,
    "north pole": grid("EPSG:3413", 15010, -3000123, 3000321, (400, 400)),
    "north pole at a corner": grid("EPSG:3413", 15010, 0, 3000321, (200, 200)),
    "south pole": grid("EPSG:3031", 15010, -3000123, 3000321, (400, 400)),
}


def field(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """A plane through the sphere: smooth everywhere, poles and seams included."""
    lon, lat = np.radians(lon), np.radians(lat)
    return np.cos(lat) * np.cos(lon - 0.9) + np.sin(lat)


def noise(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whole numbers that a place on the ground has in whatever grid, and holes."""
    turns = np.round(np.mod(lon, 360), 6) % 360
    values = np.floor(1000 * np.mod(np.sin(12.9 * turns + 78.2 * lat) * 43758.5, 1))
    return np.where(values > 960, NODATA, values)


def write(path: Path, src: Grid, values: NDArray[Any]) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=src.cols,
        height=src.rows,
        count=1,
        dtype=values.dtype.name,
        crs=src.crs,
        transform=src.transform,
        nodata=NODATA,
    ) as dataset:
        dataset.write(values, 1)
    return str(path)


def world(
    folder: Path, west: float, cols: int, of: Any = field, step: float = 1.0
) -> str:
    """Write a raster of degrees from pole to pole."""
    rows = round(180 / step)
    src = Grid(
        crs=DEGREES,
        transform=Affine(step, 0, west, 0, -step, 90),
        rows=rows,
        cols=cols,
    )
    lon = west + step * (np.arange(cols) + 0.5)
    lat = 90 - step * (np.arange(rows) + 0.5)
    path = folder / f"{of.__name__}_{west}_{cols}_{step}.tif"
    return str(path) if path.exists() else write(path, src, of(*np.meshgrid(lon, lat)))


def mercator(folder: Path, west: int, cols: int) -> str:
    """Write a raster in EPSG:3857, 360 columns to a turn, from a column on."""
    size = HALF / 180
    src = grid("EPSG:3857", size, -HALF + west * size, 100 * size, (200, cols))
    lon = west - 180 + np.arange(cols) + 0.5
    y = 100 * size - size * (np.arange(200) + 0.5)
    lat = np.degrees(2 * np.arctan(np.exp(y / HALF * np.pi)) - np.pi / 2)
    return write(
        folder / f"mercator_{west}_{cols}.tif", src, field(*np.meshgrid(lon, lat))
    )


@dataclass(frozen=True)
class Result:
    values: NDArray[Any]
    layer: Any


def collocate(path: str, dst: Grid, kernel: str, *blocks: Block) -> Result:
    with raster_environment(), DatasetPool() as pool:
        source = open_source(path, 1, label="case")
        target = Target(grid=dst, window=dst.whole)
        layer = plan_layer("case", source, Resampling[kernel], target, {})
        out = np.full((dst.rows, dst.cols), np.inf)
        for block in blocks or (dst.whole,):
            out[block.slices_in(dst.whole)] = read_block(layer, block, pool)
    return Result(out, layer)


def ground(dst: Grid) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of a target's pixels."""
    cols, rows = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
    t = dst.transform
    x, y = t.c + t.a * cols, t.f + t.e * rows
    lon, lat = rasterio.warp.transform(dst.crs, DEGREES, x.ravel(), y.ravel())
    return np.reshape(lon, cols.shape), np.reshape(lat, cols.shape)


def difference(ours: NDArray[Any], other: NDArray[Any]) -> float:
    """Return the largest difference; where one is nodata the other is too."""
    np.testing.assert_array_equal(np.isnan(ours), np.isnan(other))
    assert np.isfinite(ours).any()
    return float(np.nanmax(np.abs(ours - other)))


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
        if (name, kernel) == ("close to the north pole", "sum"):
            pytest.skip("a pixel has less of a source pixel than GDAL's sum counts")
        one = collocate(world(folder, -180, 360, noise), dst, kernel).values
        for west, cols in ((0, 360), (77, 360), (-200, 361)):
            path = world(folder, west, cols, noise)
            other = collocate(path, dst, kernel).values
            assert difference(one, other) < 1e-9

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
        ratio = ours.layer.method.ratio
        truth = oracle.warp(
            world(folder, whole, 360, noise),
            dst,
            kernel,
            warpOptions=[f"XSCALE={ratio[0]!r}", f"YSCALE={ratio[1]!r}"],
        )
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

    def test_only_the_pixel_with_the_pole_needs_all_columns(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shapes = []
        warp_values = tiles.warp_values

        def watch(values: NDArray[Any], src: Any, dst: Grid, *args: Any, **more: Any):
            shapes.append((values.shape[1], dst.rows * dst.cols))
            return warp_values(values, src, dst, *args, **more)

        monkeypatch.setattr(tiles, "warp_values", watch)
        dst = grid("EPSG:3413", 15010, -2000123, 3000321, (400, 400))
        collocate(world(folder, 0, 360), dst, "bilinear")
        assert [pixels for cols, pixels in shapes if cols > 300] == [1]


class TestARegion:
    """A source of some longitudes lands where it is, however they are counted."""

    @pytest.mark.parametrize("kernel", KERNELS)
    @pytest.mark.parametrize(
        "name",
        [
            name
            for name in TARGETS
            if name not in {"UTM 31", "350 to 370 east", "north pole at a corner"}
        ],
    )
    def test_across_the_antimeridian(
        self, folder: Path, name: str, kernel: str
    ) -> None:
        dst = TARGETS[name]
        if (name, kernel) == ("close to the north pole", "sum"):
            pytest.skip("a pixel has less of a source pixel than GDAL's sum counts")
        one, *others = (
            collocate(world(folder, west, 40, noise, 0.5), dst, kernel).values
            for west in (170, -190, 530)
        )
        # Next to a pole GDAL's sum leaves out what rounding makes cross itself.
        most = 0.1 if kernel == "sum" else 1e-9
        for other in others:
            assert difference(one, other) < most

    @pytest.mark.parametrize("name", ["UTM 1", "UTM 60", "Pacific", "170 to 190 east"])
    def test_equals_the_same_part_of_the_world(self, folder: Path, name: str) -> None:
        dst = TARGETS[name]
        lon, _ = ground(dst)
        east = np.mod(lon, 360)
        inside = (east > 172.1) & (east < 187.9)
        region = collocate(world(folder, -190, 20), dst, "cubic").values
        whole = collocate(world(folder, -180, 360), dst, "cubic").values
        assert np.abs(region - whole)[inside].max() < 1e-12
        outside = (east < 169.9) | (east > 190.1)
        assert np.isnan(region[outside]).all()

    @pytest.mark.parametrize(
        "kernel", ["nearest", "bilinear", "average", "mode", "max", "med"]
    )
    @pytest.mark.parametrize("name", ["UTM 1", "170 to 190 east", "half the world"])
    def test_that_almost_closes_is_seen_at_both_ends(
        self, folder: Path, name: str, kernel: str
    ) -> None:
        def gap(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Any:
            return np.where((lon > 178) & (lon < 180), NODATA, noise(lon, lat))

        dst = TARGETS[name]
        open_ended = collocate(world(folder, -180, 358, noise), dst, kernel).values
        closed = collocate(world(folder, 0, 360, gap), dst, kernel).values
        assert difference(open_ended, closed) < 1e-9

    def test_on_the_other_side_is_empty(self, folder: Path) -> None:
        path = world(folder, 170, 20)
        assert isinstance(collocate_plan(path, TARGETS["UTM 31"]).method, Empty)
        assert isinstance(
            collocate_plan(path, TARGETS["350 to 370 east"]).method, Empty
        )


def collocate_plan(path: str, dst: Grid, kernel: str = "bilinear") -> Any:
    with raster_environment():
        source = open_source(path, 1, label="case")
        target = Target(grid=dst, window=dst.whole)
        return plan_layer("case", source, Resampling[kernel], target, {})


class TestMercator:
    """x goes round the Earth in metres as well."""

    @pytest.mark.parametrize("kernel", ["bilinear", "cubic"])
    @pytest.mark.parametrize(
        ("west", "cols"), [(0, 360), (180, 360), (-5, 371), (77, 360)]
    )
    @pytest.mark.parametrize(
        "name",  # to which a degree is no smaller than a pixel
        ["UTM 1", "UTM 60", "UTM 31", "Pacific", "170 to 190 east", "half the world"],
    )
    def test_cut_anywhere_interpolates_to_the_closed_form(
        self, folder: Path, name: str, west: int, cols: int, kernel: str
    ) -> None:
        dst = TARGETS[name]
        lon, lat = ground(dst)
        found = collocate(mercator(folder, west, cols), dst, kernel)
        inner = np.abs(lat) < 70
        assert not np.isnan(found.values[inner]).any()
        error = np.abs(found.values - field(lon, lat))[inner].max()
        assert error < {"bilinear": BILINEAR_ERROR, "cubic": CUBIC_ERROR}[kernel]

    @pytest.mark.parametrize("kernel", ["nearest", "average", "mode", "lanczos"])
    @pytest.mark.parametrize(
        "name", ["UTM 1", "UTM 60", "170 to 190 east", "the world"]
    )
    def test_regions_across_the_antimeridian_land(
        self, folder: Path, name: str, kernel: str
    ) -> None:
        one, other = (
            collocate(mercator(folder, west, 40), TARGETS[name], kernel).values
            for west in (-20, 340)
        )
        assert difference(one, other) < 1e-9

    @pytest.mark.parametrize(
        ("crs", "length"),
        [
            ("EPSG:4326", 360.0),
            ("EPSG:3857", 2 * HALF),
            ("EPSG:3395", 2 * HALF),
            ("EPSG:4087", 2 * HALF),
            ("EPSG:6933", 34735060.890322745),
            ("+proj=eqc +lat_ts=60 +lon_0=170 +R=6371000", np.pi * 6371000),
        ],
    )
    def test_circles_have_a_length(self, crs: str, length: float) -> None:
        circle = circle_of(CRS.from_user_input(crs))
        assert circle is not None
        assert circle.length == pytest.approx(length, rel=1e-9)

    @pytest.mark.parametrize("crs", ["EPSG:32601", "EPSG:3413", "EPSG:3035"])
    def test_other_projections_do_not_go_round(self, crs: str) -> None:
        assert circle_of(CRS.from_user_input(crs)) is None


class TestCopies:
    """Pixels of the source's own are copied across its cut, bit for bit."""

    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "mode"])
    @pytest.mark.parametrize("west", [-180, 0, 77, -541])
    def test_across_the_cut(self, folder: Path, west: int, kernel: str) -> None:
        dst = grid("EPSG:4326", 1, west - 15, 40, (30, 40))
        found = collocate(world(folder, west, 360, noise), dst, kernel)
        assert isinstance(found.layer.method, Copied)
        lon, lat = np.meshgrid(
            west - 15 + np.arange(40) + 0.5, 40 - (np.arange(30) + 0.5)
        )
        values = noise(lon, lat)
        expected = np.where(values == NODATA, np.nan, values)
        np.testing.assert_array_equal(found.values, expected)

    def test_a_source_seen_at_both_ends_is_not_copied_from_one(
        self, folder: Path
    ) -> None:
        dst = grid("EPSG:4326", 1, 170, 40, (30, 20))
        found = collocate(world(folder, -180, 358, noise), dst, "nearest")
        assert isinstance(found.layer.method, Warped)
        lon, lat = np.meshgrid(170.5 + np.arange(20), 39.5 - np.arange(30))
        values = np.where((lon > 178) & (lon < 180), NODATA, noise(lon, lat))
        expected = np.where(values == NODATA, np.nan, values)
        np.testing.assert_array_equal(found.values, expected)


@pytest.mark.skipif(not IRELAND.exists(), reason=f"no real data in {IRELAND}")
class TestRealLongitudesTo360:
    """The same elevations, with longitudes of both kinds, on a Sentinel-2 grid."""

    PRODUCT = grid("EPSG:32629", 60, 539580, 5892840, (600, 600))

    @pytest.fixture
    def east(self, tmp_path: Path) -> str:
        """The GeoTIFF's cells at 348.96 to 353.46 degrees, in a GeoTIFF."""
        with rasterio.open(IRELAND / "etopo5_dem.tif") as src:
            values, t = src.read(1), src.transform
            there = Grid(
                crs=src.crs,
                transform=Affine(t.a, t.b, t.c + 360, t.d, t.e, t.f),
                rows=src.height,
                cols=src.width,
            )
        return write(tmp_path / "east.tif", there, values)

    @pytest.mark.parametrize("kernel", KERNELS)
    def test_land_where_they_belong(self, east: str, kernel: str) -> None:
        west = collocate(str(IRELAND / "etopo5_dem.tif"), self.PRODUCT, kernel).values
        assert np.isfinite(west).all()
        moved = collocate(east, self.PRODUCT, kernel).values
        assert difference(west, moved) < 1e-3
        if kernel != "lanczos":  # see the oracle
            truth = oracle.warp(str(IRELAND / "etopo5_dem.tif"), self.PRODUCT, kernel)
            assert np.nanmedian(np.abs(moved - truth)) < 1e-3

    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic"])
    def test_of_netcdf_land_where_they_belong(self, kernel: str) -> None:
        west = collocate(str(IRELAND / "etopo5_dem.tif"), self.PRODUCT, kernel).values
        netcdf = collocate(
            str(IRELAND / "etopo5_dem_lon0-360.nc"), self.PRODUCT, kernel
        ).values
        assert difference(west, netcdf) < 1e-3
