# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources of some longitudes, in degrees and in metres, across the antimeridian."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio
import rasterio.warp
from affine import Affine
from places import DATA
from worlds import (
    BILINEAR_ERROR,
    CUBIC_ERROR,
    KERNELS,
    NODATA,
    TARGETS,
    collocate,
    difference,
    field,
    grid,
    ground,
    mercator,
    noise,
    plan,
    world,
    write,
)

from exogenous.core.geometry.grid import Grid
from exogenous.core.planning.plan import Copied, Empty, Warped

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

pytestmark = pytest.mark.rule(
    9, against="closed forms, GDAL, and the same ground cut elsewhere"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("worlds")


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
        # Elsewhere it is the last digits of 530 degrees, steeply interpolated.
        most = {"sum": 0.1, "rms": 1e-3}.get(kernel, 1e-8)
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
        assert difference(open_ended, closed) < 1e-8

    def test_on_the_other_side_is_empty(self, folder: Path) -> None:
        path = world(folder, 170, 20)
        assert isinstance(plan(path, TARGETS["UTM 31"]).method, Empty)
        assert isinstance(plan(path, TARGETS["350 to 370 east"]).method, Empty)


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


IRELAND = DATA / "exogenous_ireland_T29UNU"


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
