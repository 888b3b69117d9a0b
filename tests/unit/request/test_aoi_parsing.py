# SPDX-License-Identifier: GPL-3.0-or-later
"""Areas of interest in text: extents, and files of polygons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.warp import transform
from rasters import box_ring, make_polygons, make_raster, placed

from exogenous.core.environment import raster_environment
from exogenous.core.errors import (
    AreaWithoutCrs,
    InvalidRequest,
    SourceMissing,
    SourceUnreadable,
)
from exogenous.core.geometry.grid import Block, Grid, move
from exogenous.core.request import aoi_parsing as area_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UTM = CRS.from_epsg(32630)


#: 40 rows and 50 columns of 10 m: 500000..500500, 4999600..5000000.
GRID = Grid(crs=UTM, transform=placed(), rows=40, cols=50)


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    with raster_environment():
        yield


def block(row_off: int, col_off: int, rows: int, cols: int) -> Block:
    return Block(row_off=row_off, col_off=col_off, rows=rows, cols=cols)


class TestFile:
    RING = box_ring(500_100, 4_999_700, 500_200, 4_999_900)

    def test_in_the_products_crs(self, tmp_path: Path) -> None:
        path = make_polygons(tmp_path / "a.geojson", [self.RING])
        assert area_file.from_text(str(path)).block_of(GRID) == block(10, 10, 20, 10)

    @pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3035", "EPSG:32629"])
    def test_in_another_crs_covers_the_same_ground(
        self, tmp_path: Path, crs: str
    ) -> None:
        xs, ys = transform(UTM, crs, *zip(*self.RING, strict=True))
        path = make_polygons(
            tmp_path / "a.geojson", [list(zip(xs, ys, strict=True))], crs
        )
        found = area_file.from_text(str(path)).block_of(GRID)
        inner, outer = block(10, 10, 20, 10), block(9, 9, 22, 12)
        assert found.intersection(inner) == inner
        assert found.intersection(outer) == found

    def test_without_a_crs_of_its_own_is_in_degrees(self, tmp_path: Path) -> None:
        ring = box_ring(-10, 40, 10, 50)
        path = make_polygons(tmp_path / "a.geojson", [ring], crs=None)
        assert area_file.from_text(str(path)).block_of(GRID) == GRID.whole

    def test_with_a_crs_that_has_no_code(self, tmp_path: Path) -> None:
        proj = "+proj=tmerc +lat_0=45 +lon_0=-3 +x_0=0 +y_0=0 +datum=WGS84 +units=m"
        (x,), (y,) = transform(UTM, proj, [500_250], [4_999_800])
        geometry = shapely.to_wkb([shapely.box(x - 20, y - 20, x + 20, y + 20)])
        path = tmp_path / "a.gpkg"
        pyogrio.raw.write(
            path,
            np.array(geometry, dtype=object),
            field_data=[],
            fields=[],
            geometry_type="Polygon",
            crs=CRS.from_string(proj).to_wkt(),
        )
        found = area_file.from_text(str(path)).block_of(GRID)
        assert 4 <= found.rows <= 5
        assert 4 <= found.cols <= 5

    def test_layer_of_a_file_with_several(self, tmp_path: Path) -> None:
        path = tmp_path / "a.gpkg"
        for name, left in (("one", 500_000), ("two", 500_200)):
            geometry = shapely.to_wkb([shapely.box(left, 4_999_990, left + 10, 5e6)])
            pyogrio.raw.write(
                path,
                np.array(geometry, dtype=object),
                field_data=[],
                fields=[],
                layer=name,
                geometry_type="Polygon",
                crs="EPSG:32630",
                append=path.exists(),
            )
        found = area_file.from_text(f"{path}|layername=two").block_of(GRID)
        assert found == block(0, 20, 1, 1)

    def test_all_features_count(self, tmp_path: Path) -> None:
        rings = [box_ring(500_000, 4_999_990, 500_010, 5e6), self.RING]
        path = make_polygons(tmp_path / "a.geojson", rings)
        assert area_file.from_text(str(path)).block_of(GRID) == block(0, 0, 30, 20)

    def test_polygon_that_crosses_itself_is_mended(self, tmp_path: Path) -> None:
        bow = [(500_100, 4_999_700), (500_200, 4_999_900), (500_200, 4_999_700)]
        bow += [(500_100, 4_999_900), (500_100, 4_999_700)]
        path = make_polygons(tmp_path / "a.geojson", [bow, self.RING])
        found = area_file.from_text(str(path))
        assert found.block_of(GRID) == block(10, 10, 20, 10)
        assert found.polygons_on(GRID).area == pytest.approx(100 * 200)

    def test_heights_are_ignored(self, tmp_path: Path) -> None:
        ring = [(*place, 7.0) for place in self.RING]
        path = make_polygons(tmp_path / "a.geojson", [ring])  # type: ignore[list-item]
        assert not area_file.from_text(str(path)).geometry.has_z

    def test_that_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(SourceMissing, match=r"^AOI: there is no file '.*no\.gpkg'"):
            area_file.from_text(str(tmp_path / "no.gpkg"))

    def test_that_is_no_vector_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.gpkg").write_text("no")
        for path in (tmp_path / "a.gpkg", make_raster(tmp_path / "a.tif"), tmp_path):
            with pytest.raises(SourceUnreadable, match=r"^AOI: .* cannot be read"):
                area_file.from_text(str(path))

    def test_layer_that_does_not_exist(self, tmp_path: Path) -> None:
        path = make_polygons(tmp_path / "a.geojson", [self.RING])
        with pytest.raises(InvalidRequest, match=r"no layer 'nope'\. It has a\."):
            area_file.from_text(f"{path}|layername=nope")

    @pytest.mark.parametrize(
        ("crs", "placing", "kept"),
        [
            ("EPSG:32632", placed(), "EPSG:32633"),
            ("EPSG:32632", placed(pixel=0.1), "EPSG:3035"),
            ("EPSG:4326", placed(left=10, top=50, pixel=1 / 3600), "EPSG:3857"),
            ("EPSG:3857", placed(left=1e6, top=6e6), "EPSG:4326"),
        ],
    )
    def test_pixel_edges_kept_in_another_crs_gain_no_pixel(
        self, tmp_path: Path, crs: str, placing: Affine, kept: str
    ) -> None:
        """There and back they are some 1e-10 m off."""
        grid = Grid(crs=CRS.from_user_input(crs), transform=placing, rows=90, cols=90)
        for first, last in ((7, 21), (30, 31), (0, 90)):
            side = np.linspace(first, last, 60)
            ends = np.full(60, first), np.full(60, last)
            cols = np.concatenate([side, ends[1], side[::-1], ends[0]])
            rows = np.concatenate([ends[0], side, ends[1], side[::-1]])
            there = transform(crs, kept, *move(placing, cols, rows))
            path = tmp_path / f"{first}.gpkg"
            shape = shapely.to_wkb(shapely.Polygon(np.column_stack(there)))
            pyogrio.raw.write(
                *(path, np.array([shape], dtype=object), [], []),
                geometry_type="Polygon",
                crs=kept,
            )
            found = area_file.from_text(str(path)).block_of(grid)
            size = last - first
            assert found == Block(row_off=first, col_off=first, rows=size, cols=size)

    def test_separators_at_the_end_are_completion(self, tmp_path: Path) -> None:
        path = make_polygons(tmp_path / "a.geojson", [self.RING])
        found = area_file.from_text(f"{path}/").geometry
        assert found.equals(area_file.from_text(str(path)).geometry)

    @pytest.mark.parametrize("content", [None, b"", b"no features"])
    def test_what_holds_no_features(
        self, tmp_path: Path, content: bytes | None
    ) -> None:
        path = tmp_path / "a.gpkg"
        path.mkdir() if content is None else path.write_bytes(content)
        with pytest.raises(SourceUnreadable, match=r"no features\. Give a vector file"):
            area_file.from_text(str(path))

    def test_without_features(self, tmp_path: Path) -> None:
        path = make_polygons(tmp_path / "a.geojson", [])
        with pytest.raises(InvalidRequest, match="no geometry in it"):
            area_file.from_text(str(path))

    def test_with_features_that_are_nowhere(self, tmp_path: Path) -> None:
        feature = {"type": "Feature", "properties": {}, "geometry": None}
        collection = {"type": "FeatureCollection", "features": [feature]}
        path = tmp_path / "a.geojson"
        path.write_text(json.dumps(collection))
        with pytest.raises(InvalidRequest, match="no geometry in it"):
            area_file.from_text(str(path))

    def test_table_without_geometry(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("a,b\n1,2\n")
        with pytest.raises(InvalidRequest, match="no geometry in it"):
            area_file.from_text(str(tmp_path / "a.csv"))

    @pytest.mark.filterwarnings("ignore:'crs' was not provided")
    def test_that_does_not_say_its_crs(self, tmp_path: Path) -> None:
        geometry = shapely.to_wkb([shapely.box(0, 0, 1, 1)])
        pyogrio.raw.write(
            tmp_path / "a.shp",
            np.array(geometry, dtype=object),
            field_data=[],
            fields=[],
            geometry_type="Polygon",
            crs=None,
        )
        with pytest.raises(
            AreaWithoutCrs, match=r"^AOI: .* has no coordinate reference"
        ):
            area_file.from_text(str(tmp_path / "a.shp"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2,1,3,4", "order is xmin,xmax,ymin,ymax"),
        ("1,2,4,3", "order is xmin,xmax,ymin,ymax"),
        ("1,1,3,4", "order is xmin,xmax,ymin,ymax"),
        ("nan,nan,1,2", "order is xmin,xmax,ymin,ymax"),
        ("-inf,inf,-inf,inf", "not finite"),
        ("1,2,3,4 [EPSG:nope]", "'EPSG:nope'.*Give the CRS like"),
        ("1,2,3,4 [EPSG:999999]", "'EPSG:999999'"),
    ],
)
def test_an_extent_that_is_none_is_refused(text: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match=rf"^AOI: .*{words}"):
        area_file.from_text(text)


@pytest.mark.parametrize("text", ["1,2,3", "1,2,3,4,5", "a,b,c,d", "", "x" * 4000])
def test_what_is_no_extent_is_taken_for_a_file(text: str) -> None:
    with pytest.raises(SourceMissing, match=r"^AOI: there is no file"):
        area_file.from_text(text)


class TestAcross180Degrees:
    TEXT = "179.9,-179.8,-20.1,-20 [EPSG:4326]"

    #: Around 180 degrees, as longitudes to 180, to 360, and of all the Earth.
    GRIDS = (
        ("EPSG:4326", Affine(0.01, 0, 179.5, 0, -0.01, -19.5), 100, 100),
        ("EPSG:4326", Affine(0.01, 0, -180.5, 0, -0.01, -19.5), 100, 100),
        ("EPSG:32760", Affine(1000, 0, 700_000, 0, -1000, 7_900_000), 200, 200),
        ("EPSG:32701", Affine(1000, 0, 0, 0, -1000, 7_900_000), 200, 400),
        ("EPSG:3832", Affine(1000, 0, 3_280_000, 0, -1000, -2_000_000), 500, 200),
    )

    @pytest.mark.parametrize(("crs", "place", "rows", "cols"), GRIDS)
    def test_an_extent_is_the_same_ground_as_its_halves(
        self, crs: str, place: Affine, rows: int, cols: int
    ) -> None:
        grid = Grid(crs=CRS.from_string(crs), transform=place, rows=rows, cols=cols)
        found = area_file.from_text(self.TEXT).block_of(grid)
        col, row = np.meshgrid(np.arange(cols) + 0.5, np.arange(rows) + 0.5)
        x, y = place * (col.ravel(), row.ravel())
        lon, lat = transform(crs, "EPSG:4326", x, y)
        away = (np.array(lon) - 179.9) % 360
        lies_in = (away < 0.3) & (np.array(lat) > -20.1) & (np.array(lat) < -20)
        inside = lies_in.reshape(rows, cols)
        assert inside.any()
        (tall,), (wide,) = (
            np.nonzero(inside.any(axis=1)),
            np.nonzero(inside.any(axis=0)),
        )
        assert abs(found.row_off - tall[0]) <= 1
        assert abs(found.row_end - tall[-1] - 1) <= 1
        assert abs(found.col_off - wide[0]) <= 1
        assert abs(found.col_end - wide[-1] - 1) <= 1

    def test_an_extent_wider_than_a_zone_is_all_of_it(self) -> None:
        grid = Grid(
            crs=CRS.from_epsg(32760),
            transform=Affine(1000, 0, 800_000, 0, -1000, 8_000_000),
            rows=60,
            cols=60,
        )
        area = area_file.from_text("179,-179,-19,-18 [EPSG:4326]")
        assert area.block_of(grid) == grid.whole
        assert area.polygons_on(grid).is_valid  # parts on each other burn as holes

    def test_a_mask_is_either_side(self) -> None:
        grid = Grid(
            crs=CRS.from_epsg(4326),
            transform=Affine(0.1, 0, -180, 0, -0.1, -19),
            rows=20,
            cols=3600,
        )
        shape = area_file.from_text(self.TEXT).polygons_on(grid)
        for lon, inside in ((179.95, True), (-179.85, True), (0, False), (179, False)):
            assert shape.contains(shapely.Point(lon, -20.05)) is inside

    @pytest.mark.parametrize(
        "text",
        [
            "170,-170,-20,-10",  # in whatever the product has
            "20,10,40,50 [EPSG:4326]",
            "5,4,2,3 [EPSG:32632]",
            "170,-170,-10,-20 [EPSG:4326]",
        ],
    )
    def test_what_cannot_be_across_is_told(self, text: str) -> None:
        with pytest.raises(
            InvalidRequest, match=r"xmin,xmax,ymin,ymax.*170,-170,-20,-10 \[EPSG:4326\]"
        ):
            area_file.from_text(text)
