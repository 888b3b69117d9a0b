# SPDX-License-Identifier: GPL-3.0-or-later
"""Areas of interest: whole pixels, outward, from any geometry in any CRS."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform
from rasters import box_ring, placed

from exogenous.core.environment import raster_environment
from exogenous.core.errors import AoiOutside, InvalidRequest
from exogenous.core.geometry.grid import Block, Grid, move
from exogenous.core.request import aoi_parsing as area_file
from exogenous.core.request.aoi import Aoi

if TYPE_CHECKING:
    from collections.abc import Iterator

UTM = CRS.from_epsg(32630)


#: 40 rows and 50 columns of 10 m: 500000..500500, 4999600..5000000.
GRID = Grid(crs=UTM, transform=placed(), rows=40, cols=50)


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    with raster_environment():
        yield


def block(row_off: int, col_off: int, rows: int, cols: int) -> Block:
    return Block(row_off=row_off, col_off=col_off, rows=rows, cols=cols)


def area(geometry: Any, crs: CRS | None = UTM) -> Aoi:
    return Aoi(label="area", geometry=geometry, crs=crs)


class TestRoundTheEarth:
    #: 20 rows and 60 columns of a degree, on both sides of 180.
    ACROSS = Grid(
        crs=CRS.from_epsg(4326),
        transform=placed(left=150, top=10, pixel=1),
        rows=20,
        cols=60,
    )

    @pytest.mark.parametrize(
        ("text", "cols"),
        {
            "-180,-179.8,0,1 [EPSG:4326]": (30, 31),
            "-180,-179.8,0,1": (30, 31),
            "-160,-155,0,1 [EPSG:4258]": (50, 55),
            "520,525,0,1": (10, 15),
            "-19000000,-18900000,1000,100000 [EPSG:3857]": (39, 41),
            "170,-170,0,1 [EPSG:4326]": (20, 40),
            "-180,180,0,1 [EPSG:4326]": (0, 60),
        }.items(),
    )
    def test_an_area_is_wherever_the_grid_meets_it(
        self, text: str, cols: tuple[int, int]
    ) -> None:
        found = area_file.from_text(text).block_of(self.ACROSS)
        assert (found.col_off, found.col_end) == cols
        assert found.row_off == 9

    def test_what_is_blanked_lies_there_too(self) -> None:
        ring = [(-180, 0), (-179, 0), (-179, 1), (-180, 1)]
        found = area(shapely.Polygon(ring), CRS.from_epsg(4326))
        assert found.polygons_on(self.ACROSS).bounds == (180, 0, 181, 1)

    @pytest.mark.parametrize("text", ["100,140,0,1", "-140,140,0,1"])
    def test_what_is_elsewhere_is_refused(self, text: str) -> None:
        with pytest.raises(AoiOutside):
            area_file.from_text(text).block_of(self.ACROSS)


class TestExtent:
    @pytest.mark.parametrize(
        "text",
        [
            "500100,500200,4999700,4999900",
            "500100,500200,4999700,4999900 [EPSG:32630]",
            "500100.0, 500200.0 , 4999700.0,4999900.0[EPSG:32630]",
            "  5.001e5,5.002e5,4.9997e6,4.9999e6  [epsg:32630] ",
        ],
    )
    def test_is_whole_pixels(self, text: str) -> None:
        assert area_file.from_text(text).block_of(GRID) == block(10, 10, 20, 10)

    def test_grows_outward_to_the_pixels_it_touches(self) -> None:
        found = area_file.from_text("500101,500199,4999701,4999899").block_of(GRID)
        assert found == block(10, 10, 20, 10)

    def test_is_cut_at_the_grid(self) -> None:
        found = area_file.from_text("499000,500015,4999985,6000000").block_of(GRID)
        assert found == block(0, 0, 2, 2)

    def test_in_another_crs_covers_itself(self) -> None:
        text = "-2.998,-2.996,45.1505,45.1520 [EPSG:4326]"
        found = area_file.from_text(text).block_of(GRID)
        lons = np.repeat([-2.998, -2.996], 2)
        lats = np.tile([45.1505, 45.1520], 2)
        xs, ys = map(np.array, transform("EPSG:4326", UTM, lons, lats))
        cols, rows = move(~GRID.transform, xs, ys)
        assert found.col_off == math.floor(cols.min())
        assert found.col_end == math.ceil(cols.max())
        assert found.row_off == math.floor(rows.min())
        assert found.row_end == math.ceil(rows.max())

    @pytest.mark.parametrize(
        "text",
        [
            "-180,180,-90,90 [EPSG:4326]",
            "-90,90,-80,80 [EPSG:4326]",
            "-20037508,20037508,-20037508,20037508 [EPSG:3857]",
            "356.9,357.1,45,46 [EPSG:4326]",
            "-363.1,-362.9,45,46 [EPSG:4326]",
        ],
    )
    def test_as_large_as_the_world_or_a_turn_away_is_the_whole(self, text: str) -> None:
        assert area_file.from_text(text).block_of(GRID) == GRID.whole

    @pytest.mark.parametrize("zone", [32601, 32660])
    def test_across_the_antimeridian(self, zone: int) -> None:
        edge = CRS.from_epsg(zone)
        left = 100_000.0 if zone == 32601 else 700_000.0
        grid = Grid(
            crs=edge, transform=placed(left=left, top=100_000), rows=50, cols=50
        )
        for text in ("-180,180,-90,90 [EPSG:4326]", "170,190,-5,5 [EPSG:4326]"):
            assert area_file.from_text(text).block_of(grid) == grid.whole

    def test_at_the_pole(self) -> None:
        polar = Grid(
            crs=CRS.from_epsg(3413),
            transform=placed(left=-500_000, top=500_000, pixel=10_000),
            rows=100,
            cols=100,
        )
        world = area_file.from_text("-180,180,-90,90 [EPSG:4326]")
        assert world.block_of(polar) == polar.whole
        near = area_file.from_text("-180,180,88,90 [EPSG:4326]").block_of(polar)
        assert near.col_off == near.row_off == 100 - near.col_end == 100 - near.row_end
        assert 40 <= near.rows <= 48  # two degrees of latitude, both ways, in 10 km


class TestBlock:
    def test_of_a_point_is_its_pixel(self) -> None:
        point = shapely.Point(500_105, 4_999_895)
        assert area(point).block_of(GRID) == block(10, 10, 1, 1)

    def test_of_a_line(self) -> None:
        line = shapely.LineString([(500_105, 4_999_895), (500_125, 4_999_895)])
        assert area(line).block_of(GRID) == block(10, 10, 1, 3)

    def test_on_a_turned_grid(self) -> None:
        turned = Grid(crs=UTM, transform=placed(degrees=30), rows=40, cols=50)
        corners = [move(turned.transform, *place) for place in ((5.0, 7.0), (9.0, 7.0))]
        corners += [
            move(turned.transform, *place) for place in ((9.0, 8.0), (5.0, 8.0))
        ]
        assert area(shapely.Polygon(corners)).block_of(turned) == block(7, 5, 1, 4)

    def test_on_a_south_up_grid(self) -> None:
        south_up = Grid(
            crs=UTM, transform=placed(south_up=True, rows=40), rows=40, cols=50
        )
        found = area(shapely.box(500_000, 4_999_600, 500_010, 4_999_620))
        assert found.block_of(south_up) == block(0, 0, 2, 1)

    def test_has_only_pixels_of_the_area_where_it_leaves_the_grid(self) -> None:
        # Below the grid the area is wide, on the grid it is narrow.
        wide = shapely.box(499_000, 4_999_000, 501_000, 4_999_500)
        narrow = shapely.box(500_100, 4_999_500, 500_120, 4_999_700)
        found = area(shapely.union(wide, narrow)).block_of(GRID)
        assert found == block(30, 10, 10, 2)

    @pytest.mark.parametrize(
        "geometry",
        [
            shapely.box(500_500, 4_999_600, 501_000, 5_000_000),
            shapely.box(499_000, 4_999_600, 500_000, 5_000_000),
            shapely.box(500_000, 5_000_000, 500_500, 5_000_100),
            shapely.box(500_000, 4_999_000, 500_500, 4_999_600),
            shapely.box(499_000, 4_999_600, 500_000 + 1e-6, 5_000_000),
            shapely.Point(499_999, 4_999_800),
            shapely.Polygon(  # around the grid, but not on it
                box_ring(400_000, 4_900_000, 600_000, 5_100_000),
                [box_ring(499_000, 4_999_000, 501_000, 5_001_000)],
            ),
        ],
        ids=["right", "left", "above", "below", "by rounding", "point", "around"],
    )
    def test_of_an_area_that_does_not_touch_is_an_error(self, geometry: Any) -> None:
        with pytest.raises(AoiOutside, match=r"^AOI: 'area' .* touches it"):
            area(geometry).block_of(GRID)

    @pytest.mark.parametrize(
        "text",
        [
            "0,1,0,1 [EPSG:4326]",
            "177,178,45,46 [EPSG:4326]",
            "-3.1,-2.9,-46,-45 [EPSG:4326]",
            "500000,500500,4999600,5000000 [EPSG:32629]",
        ],
    )
    def test_of_an_area_elsewhere_on_earth_is_an_error(self, text: str) -> None:
        with pytest.raises(AoiOutside) as caught:
            area_file.from_text(text).block_of(GRID)
        assert "(500000, 4999600, 500500, 5000000 in EPSG:32630)" in str(caught.value)


class TestPolygons:
    @pytest.mark.parametrize(
        "geometry",
        [
            shapely.Point(500_105, 4_999_895),
            shapely.LineString([(500_105, 4_999_895), (500_125, 4_999_895)]),
            shapely.MultiPoint([(500_105, 4_999_895), (500_125, 4_999_895)]),
        ],
    )
    def test_are_needed_to_mask(self, geometry: Any) -> None:
        with pytest.raises(InvalidRequest, match=r"MASK_AOI.*give polygons"):
            area(geometry).polygons_on(GRID)

    @pytest.mark.parametrize(
        "others",
        [
            [shapely.LineString([(500_100, 4_999_900), (500_400, 4_999_900)])],
            [shapely.MultiPoint([(500_305, 4_999_895), (500_325, 4_999_895)])],
        ],
    )
    def test_are_all_that_is_kept(self, others: list[Any]) -> None:
        # What mending leaves of a polygon with a spike, and mixed collections.
        square = shapely.box(500_100, 4_999_800, 500_200, 4_999_900)
        mixed = shapely.GeometryCollection([square, *others])
        assert area(mixed).polygons_on(GRID).equals(square)
        several = shapely.MultiPolygon([square])
        nested = shapely.GeometryCollection([shapely.GeometryCollection([several])])
        inside = shapely.GeometryCollection([nested, *others])
        assert area(inside).polygons_on(GRID).equals(square)

    def test_in_another_crs_are_bent(self) -> None:
        # A parallel is no straight line in UTM: its middle sags by some 38 m here.
        wide = area_file.from_text("-4,-2,45.1,45.2 [EPSG:4326]")
        grid = Grid(
            crs=UTM, transform=placed(left=420_000, pixel=1000), rows=10, cols=160
        )
        outline = shapely.get_coordinates(wide.polygons_on(grid))
        _lons, lats = transform(UTM, "EPSG:4326", *outline.T)
        assert min(lats) == pytest.approx(45.1, abs=1e-9)
        assert len(outline) > 256
        south = shapely.LineString(outline[outline[:, 1] < np.median(outline[:, 1])])
        middle = transform("EPSG:4326", UTM, [-3.0], [45.1])
        assert south.distance(shapely.Point(middle[0][0], middle[1][0])) < 0.05

    def test_as_large_as_the_world_hold_the_grid(self) -> None:
        world = area_file.from_text("-180,180,-90,90 [EPSG:4326]").polygons_on(GRID)
        assert shapely.contains(world, shapely.box(*GRID.bounds))
