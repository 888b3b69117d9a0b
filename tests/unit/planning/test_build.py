# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error of the input comes before any pixel is read and any file appears."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning
from rasters import make_damaged, make_polygons, make_raster, placed, ramp, read_back
from safe_builder import SafeBuilder

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
from exogenous.core import errors as leaves
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.plan import Empty
from exogenous.core.request import aoi_parsing as areas

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core_fixtures import KeptProgress

LOCAL = 'LOCAL_CS["somewhere",UNIT["metre",1]]'


MARS = (
    'GEOGCS["Mars",DATUM["D_Mars",SPHEROID["Mars",3396190,169.89]],'
    'PRIMEM["R",0],UNIT["degree",0.0174532925199433]]'
)


@pytest.fixture
def no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no pixel be read: all that read any go through the readers."""

    def refuse(_: DatasetPool, path: str, level: int | None = None) -> None:
        pytest.fail(f"a pixel of {path} is read")

    monkeypatch.setattr(DatasetPool, "open", refuse)


def planned(product: Path, exo: object = None, **asked: Any) -> Any:
    return make_plan(Request(product=str(product), layers=parse_exo(exo), **asked))


def one(path: object, **row: Any) -> dict[str, dict[str, Any]]:
    return {"a": {"path": str(path), **row}}


#: What is wrong, as the arguments of a request; the folder has the files below.
MISTAKES: dict[
    str, tuple[Callable[[Path], dict[str, Any]], type[leaves.ExogenousError], str]
] = {
    "missing file": (
        lambda at: {"exo": one(at / "no.tif")},
        leaves.SourceMissing,
        r"^layer 'a': there is no file '.*no\.tif'. Its folder has ",
    ),
    "missing file after good ones": (
        lambda at: {"exo": [f"{at}/good.tif|name=b", f"{at}/no.tif|name=a"]},
        leaves.SourceMissing,
        r"^layer 'a'",
    ),
    "text file": (
        lambda at: {"exo": one(at / "a.txt")},
        leaves.SourceUnreadable,
        r"^layer 'a': '.*a\.txt' cannot be read",
    ),
    "folder": (lambda at: {"exo": one(at)}, leaves.UnknownProduct, "^layer 'a'"),
    "no CRS": (
        lambda at: {"exo": one(at / "nocrs.tif")},
        leaves.MissingCrs,
        r"^layer 'a': .* like EPSG:32632: .*column CRS.*key \"crs\"",
    ),
    "no georeference": (
        lambda at: {"exo": one(at / "nowhere.tif")},
        leaves.MissingGeoreference,
        r"^layer 'a': '.*nowhere\.tif'",
    ),
    "local CRS": (
        lambda at: {"exo": one(at / "local.tif")},
        leaves.UnrelatedCrs,
        r"^layer 'a': .*local\.tif",
    ),
    "another planet": (
        lambda at: {"exo": one(at / "mars.tif")},
        leaves.UnrelatedCrs,
        r"^layer 'a': .*mars\.tif",
    ),
    "complex numbers": (
        lambda at: {"exo": one(at / "complex.tif")},
        leaves.SourceUnreadable,
        "complex.*DERIVED_SUBDATASET:AMPLITUDE",
    ),
    "missing band where strict": (
        lambda at: {"exo": one(at / "good.tif", band=5), "strict": True},
        leaves.BandNotFound,
        r"^layer 'a': .* has no band 5. It has 1",
    ),
    "no overlap where strict": (
        lambda at: {"exo": one(at / "far.tif"), "strict": True},
        leaves.NoOverlap,
        r"^layer 'a': .*far\.tif' does not overlap.*without STRICT",
    ),
    "missing band of the product": (
        lambda at: {"bands": ("RED",), "exo": one(at / "good.tif")},
        leaves.BandNotFound,
        r"^BANDS: .*product\.tif' has no band 'RED'. It has Band 1",
    ),
    "band of the product twice": (
        lambda at: {"bands": ("1", "B1"), "exo": one(at / "good.tif")},
        leaves.DuplicateName,
        "'Band 1' is used more than once",
    ),
    "layer called like a band": (
        lambda at: {"bands": ("1",), "exo": {"Band 1": {"path": f"{at}/good.tif"}}},
        leaves.DuplicateName,
        "'Band 1' is used more than once.*layer 'Band 1'",
    ),
    "area off the product": (
        lambda _: {"aoi": areas.from_text("0,1,0,1")},
        leaves.AoiOutside,
        r"^AOI: '0,1,0,1' .* lies outside the product",
    ),
    "area in a local CRS": (
        lambda _: {"aoi": areas.from_text(f"500000,500010,0,1 [{LOCAL}]")},
        leaves.UnrelatedCrs,
        "^AOI: ",
    ),
    "area of points to mask with": (
        lambda at: {"aoi": areas.from_text(str(at / "p.geojson")), "mask_aoi": True},
        leaves.InvalidRequest,
        "^MASK_AOI: .*give polygons",
    ),
    "pixel size in the wrong unit": (
        lambda _: {"pixel_size": 1e-9},
        leaves.InvalidRequest,
        "^PIXEL_SIZE: .*units of the CRS",
    ),
}


PRODUCTS: dict[str, tuple[str, type[leaves.ExogenousError]]] = {
    "missing": ("no.tif", leaves.SourceMissing),
    "text file": ("a.txt", leaves.UnknownProduct),
    "empty folder": ("empty", leaves.UnknownProduct),
    "raster without CRS": ("nocrs.tif", leaves.UnknownProduct),
    "raster without place": ("nowhere.tif", leaves.UnknownProduct),
}


@pytest.fixture
def files(tmp_path: Path, product: Path) -> Path:
    """A folder of files with one mistake each."""
    assert product.parent == tmp_path
    make_raster(tmp_path / "good.tif")
    make_raster(tmp_path / "nocrs.tif", crs=None)
    make_raster(tmp_path / "far.tif", transform=placed(left=0))
    make_raster(tmp_path / "local.tif", crs=LOCAL)
    make_raster(
        tmp_path / "mars.tif", crs=MARS, transform=placed(left=-5, top=50, pixel=1)
    )
    make_raster(tmp_path / "complex.tif", ramp(5, 5).astype("complex64"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        make_raster(tmp_path / "nowhere.tif", transform=Affine.identity())
    (tmp_path / "a.txt").write_text("no raster")
    (tmp_path / "empty").mkdir()
    point = '{"type": "Point", "coordinates": [-2.999, 45.153]}'
    feature = f'{{"type": "Feature", "properties": {{}}, "geometry": {point}}}'
    (tmp_path / "p.geojson").write_text(
        f'{{"type": "FeatureCollection", "features": [{feature}]}}'
    )
    return tmp_path


@pytest.mark.rule(8, against="the request")
@pytest.mark.usefixtures("no_pixels")
@pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning",
)
class TestMistakes:
    @pytest.mark.parametrize("name", MISTAKES)
    @pytest.mark.parametrize("run", [stack, collocate])
    def test_are_found_before_any_pixel_is_read(
        self, files: Path, product: Path, name: str, run: Any
    ) -> None:
        wrong, kind, words = MISTAKES[name]
        before = sorted(files.rglob("*"))
        asked = wrong(files)
        layers = parse_exo(asked.pop("exo", None))
        out = files / ("out" if run is collocate else "out/stack.tif")
        with pytest.raises(kind, match=words) as caught:
            run(Request(product=str(product), layers=layers, **asked), str(out))
        assert len(str(caught.value).splitlines()) == 1
        assert sorted(files.rglob("*")) == before

    @pytest.mark.parametrize("name", PRODUCTS)
    def test_of_the_product_too(self, files: Path, name: str) -> None:
        path, kind = PRODUCTS[name]
        with pytest.raises(kind, match=rf"^PRODUCT: .*{path}'") as caught:
            stack(Request(product=str(files / path)), str(files / "out" / "stack.tif"))
        assert len(str(caught.value).splitlines()) == 1
        assert not (files / "out").exists()

    def test_plan_of_a_good_request_reads_none(
        self, files: Path, product: Path
    ) -> None:
        damaged = str(make_damaged(files / "damaged.tif"))
        layers = {"a": {"path": damaged, "resampler": "bilinear"}}
        assert [layer.name for layer in planned(product, layers).layers] == ["a"]


class TestWarnings:
    def test_missing_band_is_all_nodata(self, product: Path, tmp_path: Path) -> None:
        plan = planned(product, one(product, band="VV"))
        assert isinstance(plan.layers[0].method, Empty)
        (warning,) = plan.warnings
        assert warning.startswith("layer 'a': ")
        assert "has no band 'VV'. It has 1. The layer is all nodata" in warning
        result = stack(
            Request(product=str(product), layers=parse_exo(one(product, band="VV"))),
            str(tmp_path / "s.tif"),
        )
        assert np.isnan(read_back(tmp_path / "s.tif").values).all()
        assert result.warnings == plan.warnings

    def test_layer_off_the_area_alone_is_all_nodata(
        self, product: Path, tmp_path: Path
    ) -> None:
        corner = make_raster(tmp_path / "a.tif", ramp(5, 5))
        area = areas.from_text("500300,500500,4999600,4999700")
        plan = planned(product, one(corner), aoi=area)
        assert isinstance(plan.layers[0].method, Empty)
        assert "does not overlap the area asked for" in plan.warnings[0]
        assert planned(product, one(corner)).warnings == ()

    @pytest.mark.parametrize(
        "resampler", ["bilinear", "cubic", "average", "sum", "rms"]
    )
    def test_averaged_classes(
        self, product: Path, tmp_path: Path, resampler: str
    ) -> None:
        classes = make_raster(
            tmp_path / "a.tif",
            ramp(5, 5, "uint8"),
            transform=placed(pixel=40),
            colormap={1: (1, 2, 3, 255)},
        )
        (warning,) = planned(product, one(classes, resampler=resampler)).warnings
        assert f"'a' holds classes, and {resampler} mixes their codes" in warning

    def test_copied_classes_are_not_averaged(
        self, product: Path, tmp_path: Path
    ) -> None:
        classes = make_raster(
            tmp_path / "a.tif", ramp(5, 5, "uint8"), colormap={1: (1, 2, 3, 255)}
        )
        assert planned(product, one(classes, resampler="bilinear")).warnings == ()

    @pytest.mark.parametrize(
        "resampler", ["nearest", "mode", "min", "max", "med", "q1"]
    )
    def test_picked_classes_need_none(
        self, product: Path, tmp_path: Path, resampler: str
    ) -> None:
        classes = make_raster(
            tmp_path / "a.tif", ramp(5, 5, "uint8"), colormap={1: (1, 2, 3, 255)}
        )
        assert planned(product, one(classes, resampler=resampler)).warnings == ()

    def test_are_told_before_the_run_and_kept_in_its_result(
        self, product: Path, tmp_path: Path, progress: KeptProgress
    ) -> None:
        request = Request(product=str(product), layers=parse_exo(one(product, band=7)))
        result = collocate(request, str(tmp_path / "out"), progress=progress)
        assert progress.warnings == list(result.warnings)
        assert len(result.warnings) == 1
        assert progress.fractions[-1] == 1.0
        assert progress.fractions == sorted(progress.fractions)


@pytest.mark.rule(1, against="arithmetic")
class TestTarget:
    def test_is_the_products_grid(self, product: Path) -> None:
        target = planned(product).target
        assert target.dst_grid == target.grid
        assert (target.grid.rows, target.grid.cols) == (40, 50)
        assert target.grid.transform == placed()

    def test_has_the_asked_pixel_size(self, product: Path) -> None:
        grid = planned(product, pixel_size=30).target.grid
        assert (grid.rows, grid.cols) == (14, 17)
        assert grid.transform == placed(pixel=30)

    def test_window_is_counted_in_the_whole_grid(self, product: Path) -> None:
        area = areas.from_text("500100,500200,4999700,4999900")
        target = planned(product, aoi=area, pixel_size=30).target
        assert (target.window.row_off, target.window.rows) == (3, 7)
        assert (target.window.col_off, target.window.cols) == (3, 4)
        assert target.dst_grid.transform == placed(
            left=500_090, top=4_999_910, pixel=30
        )

    def test_oblong_pixels_stay_unless_a_size_is_asked_for(
        self, tmp_path: Path
    ) -> None:
        path = make_raster(tmp_path / "a.tif", transform=placed(pixel=(444.8, 453.6)))
        assert planned(path).target.grid.pixel_size == (444.8, 453.6)
        assert planned(path, pixel_size=450).target.grid.pixel_size == (450, 450)


class TestLayers:
    def test_are_the_bands_then_the_rows_in_order(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "p.tif", np.stack([ramp(5, 5)] * 3), descriptions=["x", "y", "z"]
        )
        rows = {"b": {"path": str(path)}, "a": {"path": str(path)}}
        plan = planned(path, rows, bands=("z", "x"))
        assert [layer.name for layer in plan.layers] == ["z", "x", "b", "a"]

    def test_bands_are_averaged_to_coarser_pixels_and_interpolated_to_finer(
        self, product: Path
    ) -> None:
        def resampler(**asked: Any) -> Resampling:
            return Resampling(
                planned(product, bands=("1",), **asked).layers[0].resampler
            )

        assert resampler(pixel_size=25) is Resampling.average
        assert resampler(pixel_size=5) is Resampling.bilinear
        for asked in (Resampling.cubic, Resampling.nearest):
            assert resampler(pixel_size=25, band_resampler=asked) is asked

    def test_bands_of_classes_are_never_averaged(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "a.tif", ramp(5, 5, "uint8"), colormap={1: (1, 2, 3, 255)}
        )
        plan = planned(
            path, bands=("1",), pixel_size=25, band_resampler=Resampling.average
        )
        assert plan.layers[0].resampler is Resampling.nearest

    def test_one_file_may_give_several(self, product: Path) -> None:
        rows = [
            {"name": word, "path": str(product), "resampler": word}
            for word in ("nearest", "cubic")
        ]
        assert [layer.name for layer in planned(product, rows).layers] == [
            *("nearest", "cubic"),
        ]

    def test_crs_of_the_row_places_a_raster_without(
        self, product: Path, tmp_path: Path
    ) -> None:
        path = make_raster(tmp_path / "a.tif", crs=None)
        plan = planned(product, one(path, crs="EPSG:32630"))
        assert not isinstance(plan.layers[0].method, Empty)


def test_polygons_are_planned_only_to_mask(product: Path, tmp_path: Path) -> None:
    ring = [(500_100, 4_999_700), (500_200, 4_999_700), (500_100, 4_999_900)]
    path = make_polygons(tmp_path / "a.geojson", [[*ring, ring[0]]])
    area = areas.from_text(str(path))
    assert planned(product, aoi=area).mask is None
    assert planned(product, aoi=area, mask_aoi=True).mask.area == 10_000


class TestNegatives:
    @pytest.mark.parametrize("dtype", [None, "int16"])
    @pytest.mark.parametrize("keeps", [False, True])
    def test_stay_where_they_are_asked_for(
        self, tmp_path: Path, dtype: str | None, *, keeps: bool
    ) -> None:
        numbers = np.full((60, 60), 2000, dtype="u2")
        numbers[:10] = 700  # less the offset of 1000
        numbers[10] = 0
        safe = SafeBuilder(images={("04", 10): numbers}).write(tmp_path)
        request = Request(product=str(safe), bands=("RED",), keep_negatives=keeps)
        out = str(tmp_path / "s.tif")
        stack(request, out, OutputOptions(dtype=dtype))
        with rasterio.open(out) as src:
            values = src.read(1) * src.scales[0] + src.offsets[0]
            none = src.read_masks(1) == 0
        assert np.allclose(values[:10], -0.03 if keeps else 0)
        assert np.allclose(values[11:], 0.1)
        assert none[10].all()
        assert none.sum() == none[10].size
