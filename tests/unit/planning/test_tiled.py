# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers of tiles: on one grid and on several, right ones and wrong ones."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from places import DATA
from rasters import make_damaged, make_raster, placed, ramp

from exogenous.core import ExogenousError, Request, collocate, load, parse_exo
from exogenous.core.errors import MissingCrs, OutputNotWritable, SourceChanged
from exogenous.core.io import dataset_pool
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.plan import Empty, Merged
from exogenous.core.planning.summary import summary
from exogenous.core.request.aoi_parsing import from_bounds

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

REAL = DATA / "capabilities" / "05_tiles"

PALETTE = {1: (10, 20, 30, 255), 2: (40, 50, 60, 255)}


def plan_of(product: Path, path: Any, **row: Any) -> Any:
    layers = parse_exo([{"name": "e", "path": path, **row}])
    return make_plan(Request(product=str(product), layers=layers))


def values(product: Path, path: Any, **row: Any) -> NDArray[Any]:
    aoi = row.pop("window", None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = load(str(product), exo=[{"name": "e", "path": path, **row}], window=aoi)
    (name,) = data.data_vars
    found: NDArray[Any] = data[name].to_numpy()[0]
    return found


@pytest.fixture
def two_grids(tmp_path: Path) -> Path:
    """Two tiles side by side, the second half a pixel off: 100 and 200."""
    folder = tmp_path / "tiles"
    folder.mkdir()
    make_raster(folder / "a.tif", np.full((40, 20), 100, np.int16))
    make_raster(
        folder / "b.tif",
        np.full((40, 40), 200, np.int16),
        transform=placed(left=500_155),
        nodata=-1,
    )
    return folder


class TestGrids:
    @pytest.mark.parametrize(
        ("overlap", "shared"), [("first", 100), ("last", 200), ("mean", 150)]
    )
    def test_overlap_says_which_counts(
        self, product: Path, two_grids: Path, overlap: str, shared: float
    ) -> None:
        found = values(product, str(two_grids), overlap=overlap)
        assert found[0, :15].tolist() == [100] * 15
        assert found[0, 17:19].tolist() == [shared] * 2
        assert found[0, 21:].tolist() == [200] * 29

    @pytest.mark.parametrize(
        ("overlap", "wins"), [("first", "1" * 8 + "2" * 13 + "3" * 7), ("last", "")]
    )
    def test_tiles_of_two_grids_count_in_their_own_order(
        self, tmp_path: Path, overlap: str, wins: str
    ) -> None:
        # The first and the third are on one grid, the second is on another.
        product = make_raster(tmp_path / "p.tif", ramp(4, 30))
        paths = []
        for number, left, cols in ((1, 0, 8), (2, 55, 16), (3, 80, 20)):
            place = placed(left=500_000 + left)
            values_of = np.full((4, cols), number, np.int16)
            path = make_raster(tmp_path / f"{number}.tif", values_of, transform=place)
            paths.append(str(path))
        found = values(product, paths, overlap=overlap, resampler="nearest")[0]
        told = "".join(f"{one:g}" for one in found[np.isfinite(found)])
        assert told == (wins or "1" * 5 + "2" * 3 + "3" * 20)

    def test_the_plan_says_how_many(self, product: Path, two_grids: Path) -> None:
        plan = plan_of(product, str(two_grids))
        assert isinstance(plan.layers[0].method, Merged)
        assert "2 grids" in summary(plan)[1]
        assert "from 2 of 2 tiles" in summary(plan)[1]
        assert plan.layers[0].tags["tiles"] == "2"
        assert "b.tif" in plan.layers[0].tags["tiles_read"]

    def test_windows_are_crops(self, product: Path, two_grids: Path) -> None:
        whole = values(product, str(two_grids), resampler="cubic")
        window = (500_120, 4_999_800, 500_300, 4_999_950)
        part = values(product, str(two_grids), resampler="cubic", window=window)
        np.testing.assert_array_equal(part, whole[5:20, 12:30])

    def test_tiles_of_two_zones_are_as_each_alone(self, tmp_path: Path) -> None:
        if not REAL.is_dir():
            pytest.skip(f"the real data are not in {REAL}")
        product = make_raster(
            tmp_path / "p.tif",
            ramp(70, 120),
            crs="EPSG:32645",
            transform=Affine(1500, 0, 130_000, 0, -1500, 3_160_000),
        )
        folder = REAL / "two_utm_zones"
        alone = [
            values(product, str(folder / f"dem_1km_utm{zone}.tif"), resampler="cubic")
            for zone in (44, 45)
        ]
        found = values(product, str(folder), resampler="cubic")
        expected = np.where(np.isnan(alone[0]), alone[1], alone[0])
        assert np.isfinite(alone[0]).any()
        assert np.isfinite(alone[1]).any()
        np.testing.assert_array_equal(found, expected)

    def test_shares_of_a_pixel_on_two_grids_add_up(self, tmp_path: Path) -> None:
        tiles = tmp_path / "tiles"
        tiles.mkdir()
        one = np.ones((30, 30), np.uint8)
        make_raster(tiles / "a.tif", one, colormap=PALETTE)
        # It begins where the first ends, its pixels are others.
        place = placed(left=500_300, pixel=15)
        make_raster(tiles / "b.tif", 2 * one, transform=place, colormap=PALETTE)
        product = make_raster(
            tmp_path / "p.tif", ramp(5, 10), transform=placed(pixel=40)
        )
        found = [values(product, str(tiles), fractions=number) for number in (1, 2)]
        # Column 7 is three quarters the first's, and a quarter the second's.
        np.testing.assert_allclose(found[0][0], [1] * 7 + [0.5, 0, 0])
        np.testing.assert_allclose(found[1][0], [0] * 7 + [0.5, 1, 1])

    def test_tiles_across_the_antimeridian_are_one_file(self, tmp_path: Path) -> None:
        random = np.random.default_rng(3)
        numbers = random.uniform(0, 9, (20, 40)).astype(np.float32)
        tiles = tmp_path / "tiles"
        tiles.mkdir()
        for name, part, left in (
            ("east", numbers[:, :20], 178.0),
            ("west", numbers[:, 20:], -180.0),
        ):
            make_raster(
                tiles / f"{name}.tif",
                part,
                crs="EPSG:4326",
                transform=Affine(0.1, 0, left, 0, -0.1, -16),
            )
        whole = make_raster(
            tmp_path / "whole.tif",
            numbers,
            crs="EPSG:4326",
            transform=Affine(0.1, 0, 178.0, 0, -0.1, -16),
        )
        product = make_raster(
            tmp_path / "p.tif",
            ramp(30, 60),
            crs="EPSG:32701",
            transform=Affine(5000, 0, 90_000, 0, -5000, 8_200_000),
        )
        for kernel in ("nearest", "bilinear", "average"):
            expected = values(product, str(whole), resampler=kernel)
            found = values(product, str(tiles), resampler=kernel)
            assert np.isfinite(expected).any()
            np.testing.assert_allclose(found, expected, atol=2e-4)


class TestWhatIsRead:
    def test_only_tiles_that_the_target_sees_are_opened(
        self, tmp_path: Path, product: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tiles = tmp_path / "tiles"
        tiles.mkdir()
        for number in range(30):
            make_raster(
                tiles / f"t{number:02}.tif",
                ramp(50, 20),
                transform=placed(left=500_000 + 200 * (number - 10)),
            )
        opened: list[str] = []
        open_it = dataset_pool.opened

        def noted(path: str, *more: Any, **others: Any) -> Any:
            opened.append(path[-7:])
            return open_it(path, *more, **others)

        monkeypatch.setattr(dataset_pool, "opened", noted)
        values(product, str(tiles), resampler="bilinear")
        assert sorted(set(opened)) == ["t10.tif", "t11.tif", "t12.tif"]

    def test_nothing_seen_is_all_nodata_and_warned_of(
        self, product: Path, tmp_path: Path
    ) -> None:
        make_raster(tmp_path / "x1.tif", transform=placed(left=900_000))
        make_raster(tmp_path / "x2.tif", transform=placed(left=900_150))
        plan = plan_of(product, str(tmp_path / "x*.tif"))
        assert isinstance(plan.layers[0].method, Empty)
        assert "does not overlap" in plan.warnings[0]

    def test_a_gap_between_tiles_is_nodata(self, product: Path, tmp_path: Path) -> None:
        make_raster(tmp_path / "x1.tif", np.ones((40, 10), np.uint8))
        place = placed(left=500_300)
        make_raster(tmp_path / "x2.tif", np.ones((40, 20), np.uint8), transform=place)
        found = values(product, str(tmp_path / "x*.tif"), resampler="nearest")
        assert np.isnan(found[:, 10:30]).all()
        assert np.isfinite(found[:, :10]).all()

    def test_nearest_in_time_takes_the_tile_of_that_day(self, tmp_path: Path) -> None:
        product = make_raster(
            tmp_path / "p.tif",
            ramp(4, 5),
            tags={"TIFFTAG_DATETIME": "2022:10:05 11:54:11"},
        )
        for day, number in (("20220901", 1), ("20221007", 2), ("20221130", 3)):
            make_raster(tmp_path / f"x_{day}.tif", np.full((4, 5), number, np.uint8))
        pattern = str(tmp_path / "x_*.tif")
        found = values(product, pattern, overlap="nearest in time")
        assert np.unique(found).tolist() == [2]
        assert np.unique(values(product, pattern)).tolist() == [1]

    def test_a_changed_tile_is_noticed_at_the_end(
        self, tmp_path: Path, product: Path, two_grids: Path
    ) -> None:
        class Meddling:
            """Replaces a tile while the run is under way."""

            def fraction(self, done: float) -> None: ...
            def step(self, *_: Any) -> None:
                (two_grids / "b.tif").touch()

            def info(self, message: str) -> None: ...
            def warn(self, message: str) -> None: ...
            def is_cancelled(self) -> bool:
                return False

        layers = parse_exo([{"name": "e", "path": str(two_grids)}])
        request = Request(product=str(product), layers=layers)
        with pytest.raises(SourceChanged, match=r"b\.tif"):
            collocate(request, str(tmp_path / "out"), progress=Meddling())

    def test_no_result_replaces_a_tile(self, product: Path, two_grids: Path) -> None:
        layers = parse_exo([{"name": "b", "path": str(two_grids)}])
        request = Request(product=str(product), layers=layers)
        with pytest.raises(OutputNotWritable, match="the run reads it"):
            collocate(request, str(two_grids))

    def test_coverage_is_of_all_tiles(self, product: Path, two_grids: Path) -> None:
        layers = parse_exo([{"name": "e", "path": str(two_grids)}])
        window = from_bounds(
            500_000, 500_500, 4_999_600, 5_000_000, crs=None, label="all"
        )
        request = Request(
            product=str(product), layers=layers, coverage=True, aoi=window
        )
        plan = make_plan(request)
        assert [layer.name for layer in plan.layers] == ["e", "e coverage"]


class TestWrongTiles:
    def refused(self, product: Path, paths: Any, **row: Any) -> str:
        with pytest.raises(ExogenousError) as raised:
            plan_of(product, [*map(str, paths)], **row)
        assert "'e'" in str(raised.value)
        return str(raised.value)

    def test_other_counts_of_bands(self, product: Path, tmp_path: Path) -> None:
        one = make_raster(tmp_path / "one.tif", ramp(5, 5))
        two = make_raster(tmp_path / "two.tif", np.ones((2, 5, 5), np.float32))
        said = self.refused(product, [one, two])
        assert "two.tif" in said
        assert "has 2 bands" in said

    def test_other_classes(self, product: Path, tmp_path: Path) -> None:
        cover = np.ones((5, 5), np.uint8)
        other = {**PALETTE, 2: (9, 9, 9, 255)}
        one = make_raster(tmp_path / "one.tif", cover, colormap=PALETTE)
        two = make_raster(tmp_path / "two.tif", cover, colormap=other)
        said = self.refused(product, [one, two])
        assert "other classes: 2" in said
        assert "two.tif" in said

    def test_a_palette_that_lacks_a_class_is_none(
        self, product: Path, tmp_path: Path
    ) -> None:
        cover = np.ones((5, 5), np.uint8)
        one = make_raster(tmp_path / "one.tif", cover, colormap=PALETTE)
        two = make_raster(tmp_path / "two.tif", cover, colormap={1: PALETTE[1]})
        assert plan_of(product, [str(one), str(two)]).layers

    def test_no_crs(self, product: Path, tmp_path: Path) -> None:
        one = make_raster(tmp_path / "one.tif", ramp(5, 5))
        two = make_raster(tmp_path / "two.tif", ramp(5, 5), crs=None)
        with pytest.raises(MissingCrs, match=r"two\.tif"):
            plan_of(product, [str(one), str(two)])
        assert plan_of(product, [str(one), str(two)], crs="EPSG:32630").layers

    def test_a_damaged_header(self, product: Path, tmp_path: Path) -> None:
        one = make_raster(tmp_path / "one.tif", ramp(5, 5))
        bad = tmp_path / "bad.tif"
        bad.write_bytes(one.read_bytes()[:60])
        assert "bad.tif" in self.refused(product, [one, bad])

    def test_damaged_pixels_name_the_tile(self, product: Path, tmp_path: Path) -> None:
        one = make_raster(tmp_path / "one.tif", ramp(5, 5))
        bad = make_damaged(tmp_path / "bad.tif")
        with pytest.raises(ExogenousError, match=r"layer 'e'.*bad\.tif"):
            values(product, [str(one), str(bad)], resampler="nearest")

    def test_what_is_no_raster(self, product: Path, tmp_path: Path) -> None:
        one = make_raster(tmp_path / "one.tif", ramp(5, 5))
        text = tmp_path / "note.tif"
        text.write_text("no raster", "utf-8")
        assert "note.tif" in self.refused(product, [one, text])

    def test_the_mean_of_classes(self, product: Path, tmp_path: Path) -> None:
        cover = np.ones((5, 5), np.uint8)
        tiles = [
            make_raster(tmp_path / f"{n}.tif", cover, colormap=PALETTE) for n in "ab"
        ]
        said = self.refused(product, tiles, overlap="mean")
        assert "codes have no mean" in said

    def test_no_date(self, tmp_path: Path) -> None:
        product = make_raster(
            tmp_path / "p.tif",
            ramp(4, 5),
            tags={"TIFFTAG_DATETIME": "2022:10:05 11:54:11"},
        )
        tiles = [make_raster(tmp_path / f"{n}.tif", ramp(5, 5)) for n in "ab"]
        said = self.refused(product, tiles, overlap="nearest in time")
        assert "has no date" in said

    def test_an_unknown_date_of_the_product(
        self, product: Path, tmp_path: Path
    ) -> None:
        tiles = [make_raster(tmp_path / f"{n}_20220101.tif") for n in "ab"]
        said = self.refused(product, tiles, overlap="nearest in time")
        assert "when the product was acquired" in said

    def test_a_virtual_tile_that_leads_out(self, product: Path, tmp_path: Path) -> None:
        one = make_raster(tmp_path / "one.tif", ramp(5, 5))
        with rasterio.open(one) as src:
            rasterio.shutil.copy(src, tmp_path / "two.vrt", driver="VRT")
        out = tmp_path / "two.vrt"
        text = out.read_text("utf-8")
        start, end = text.index("<SourceFilename"), text.index("</SourceFilename>")
        address = "<SourceFilename>/vsicurl/https://a.example/b.tif"
        out.write_text(text[:start] + address + text[end:], "utf-8")
        assert "two.vrt" in self.refused(product, [one, out])


def test_a_table_of_tiles_says_what_it_found(tmp_path: Path) -> None:
    from exogenous.core.planning.inspect_row import inspect_row

    tiles = [str(make_raster(tmp_path / f"{n}.tif", ramp(5, 5))) for n in "abc"]
    found = inspect_row({"name": "e", "path": json.dumps(tiles)})
    assert (found.problem, found.tiles, found.bands) == ("", 3, ("1",))
    assert not inspect_row({"name": "e", "path": "x/{tile}/*.tif"}).problem
    wrong = inspect_row({"name": "e", "path": str(tmp_path / "*.hgt")})
    assert "no raster matches" in wrong.problem
