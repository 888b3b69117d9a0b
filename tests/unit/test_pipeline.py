# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, end to end, on real input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from places import DATA
from rasterio.warp import transform
from rasters import make_raster, placed, ramp, read_back

from exogenous.core import (
    ExogenousWarning,
    OutputOptions,
    Request,
    collocate,
    load,
    parse_exo,
    stack,
)
from exogenous.core.errors import ExogenousError
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from core_fixtures import KeptProgress
    from numpy.typing import NDArray
    from rasters import Written

IRELAND = DATA / "exogenous_ireland_T29UNU"
PRODUCT = (
    DATA
    / "s2_l2a_T29UNU_crop"
    / "S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454.SAFE"
)
LAKE = IRELAND / "aoi_lough_derg.geojson"

EXO = {
    "DEM": {"path": str(IRELAND / "etopo5_dem.tif"), "resampler": "bilinear"},
    "temperature 2m": {"path": str(IRELAND / "era5_t2m_0p25deg.nc")},
    "land/sea": {
        "path": str(IRELAND / "globe_landsea_class_30arcsec.tif"),
        "resampler": "nearest",
    },
}

real = pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no data in {DATA}")


def asked(exo: object = EXO, **more: Any) -> Request:
    return Request(
        product=str(PRODUCT),
        bands=("GREEN", "RED"),
        layers=parse_exo(exo),
        pixel_size=60,
        **more,
    )


def numbers(band: str) -> NDArray[np.float64]:
    (path,) = PRODUCT.glob(f"GRANULE/*/IMG_DATA/R60m/*_{band}_60m.jp2")
    with rasterio.open(path) as src:
        read: NDArray[np.float64] = src.read(1).astype(np.float64)
    return read


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Written:
    if not DATA.is_dir():
        pytest.skip(f"there is no data in {DATA}")
    out = tmp_path_factory.mktemp("ireland") / "stack.tif"
    return read_back(out, stack(asked(), str(out)).warnings)


@real
class TestIreland:
    @pytest.mark.rule(1, 7, against="the request, and the image's header")
    def test_stack_is_on_the_images_grid_in_the_order_asked_for(
        self, whole: Written
    ) -> None:
        assert whole.descriptions == (
            "GREEN",
            "RED",
            "DEM",
            "temperature 2m",
            "land/sea",
        )
        assert whole.values.shape == (5, 600, 600)
        assert whole.profile["crs"].to_epsg() == 32629
        assert whole.profile["transform"] == placed(left=539580, top=5892840, pixel=60)
        assert whole.dtype == "float32"

    @pytest.mark.rule(11, against="(DN - 1000) / 10000 by hand")
    @pytest.mark.parametrize(("index", "band"), [(0, "B03"), (1, "B04")])
    def test_bands_are_reflectance(self, whole: Written, index: int, band: str) -> None:
        counts = numbers(band)
        expected = np.maximum((counts - 1000) / 10000, 0)
        expected[counts == 0] = np.nan
        np.testing.assert_allclose(
            whole.values[index], expected, rtol=0, atol=1e-7, equal_nan=True
        )

    def test_warns_that_there_are_no_quality_masks(self, whole: Written) -> None:
        assert any(
            "no detector footprint masks" in warning for warning in whole.warnings
        )

    def test_layers_are_plausible(self, whole: Written) -> None:
        _, _, height, kelvin, classes = whole.values
        assert -100 < np.nanmin(height) < np.nanmax(height) < 700
        assert 270 < np.nanmin(kelvin) < np.nanmax(kelvin) < 300
        assert set(np.unique(classes[np.isfinite(classes)])) <= set(range(256))
        assert np.isfinite(whole.values[2:]).mean() > 0.99

    @pytest.mark.rule(10, against="the product's name and metadata")
    def test_says_what_it_is(self, whole: Written) -> None:
        assert whole.tags["product_name"] == PRODUCT.stem
        assert whole.tags["condensed_name"] == "20221005T115411_S2_T29UNU_L2A_164454"
        assert whole.tags["acquisition_date"] == "20221005T115411"
        assert whole.tags["constellation"] == "Sentinel-2"
        assert whole.tags["long_name"] == "GREEN RED DEM temperature 2m land/sea"
        assert whole.band_tags[2]["resampler"] == "bilinear"
        assert whole.band_tags[4]["source"] == EXO["land/sea"]["path"]

    @pytest.mark.rule(2, against="the same window of the whole")
    def test_an_area_is_a_window_of_it_bit_for_bit(
        self, whole: Written, tmp_path: Path
    ) -> None:
        stack(asked(aoi=from_text(str(LAKE))), str(tmp_path / "lake.tif"))
        lake = read_back(tmp_path / "lake.tif")
        outer, inner = whole.profile["transform"], lake.profile["transform"]
        col, row = (inner.c - outer.c) / 60, (outer.f - inner.f) / 60
        assert (col, row) == (int(col), int(row))
        _, rows, cols = lake.values.shape
        assert 0 < rows * cols < 600 * 600
        cut = whole.values[:, int(row) : int(row) + rows, int(col) : int(col) + cols]
        assert lake.values.tobytes() == cut.tobytes()

    def test_outside_an_area_may_be_blank(self, whole: Written, tmp_path: Path) -> None:
        area = from_text(str(LAKE))
        stack(asked(aoi=area, mask_aoi=True), str(tmp_path / "lake.tif"))
        masked = np.isfinite(read_back(tmp_path / "lake.tif").values)
        assert 0.05 < masked[2].mean() < 0.95
        assert (masked == masked[2])[3:].all()
        assert np.isfinite(whole.values[2]).all()

    @pytest.mark.rule(7, 13, against="the seed's dictionary")
    @pytest.mark.parametrize(
        "form",
        [
            EXO,
            [{"name": name, **row} for name, row in EXO.items()],
            json.dumps(EXO),
            [
                "|".join(
                    [row["path"], f"name={name}"]
                    + [f"{key}={row[key]}" for key in row if key != "path"]
                )
                for name, row in EXO.items()
            ],
            [
                item
                for name, row in EXO.items()
                for item in ({**row, "name": name, "path": None}, row["path"])
            ],
        ],
        ids=["dictionary", "rows", "JSON", "text rows", "modeler"],
    )
    def test_every_form_of_the_table_gives_the_same_bytes(
        self, whole: Written, tmp_path: Path, form: object
    ) -> None:
        stack(asked(form), str(tmp_path / "stack.tif"))
        again = read_back(tmp_path / "stack.tif")
        assert again.values.tobytes() == whole.values.tobytes()
        assert again.descriptions == whole.descriptions

    def test_bare_paths_are_the_same_layers(
        self, whole: Written, tmp_path: Path
    ) -> None:
        paths = [EXO[name]["path"] for name in ("DEM", "temperature 2m")]
        stack(asked(paths), str(tmp_path / "stack.tif"))
        again = read_back(tmp_path / "stack.tif")
        assert again.descriptions[2:] == ("etopo5_dem", "era5_t2m_0p25deg")
        assert again.values.tobytes() == whole.values[:4].tobytes()

    @pytest.mark.rule(13, against="the default number of threads")
    @pytest.mark.parametrize("threads", [1, 5])
    def test_the_number_of_threads_changes_nothing(
        self, whole: Written, tmp_path: Path, threads: int
    ) -> None:
        options = OutputOptions(threads=threads)
        stack(asked(), str(tmp_path / "stack.tif"), options)
        again = read_back(tmp_path / "stack.tif")
        assert again.values.tobytes() == whole.values.tobytes()

    @pytest.mark.rule(13, against="the stack")
    def test_load_is_the_same(self, whole: Written) -> None:
        with pytest.warns(ExogenousWarning, match="no detector footprint masks"):
            data = load(PRODUCT, ["GREEN", "RED"], exo=EXO, pixel_size=60)
        assert tuple(data) == whole.descriptions
        for variable, band in zip(data.values(), whole.values, strict=True):
            assert variable.to_numpy()[0].astype("float32").tobytes() == band.tobytes()

    @pytest.mark.rule(6, against="the stack, and the source's type")
    def test_collocated_layers_are_those_of_the_stack(
        self, whole: Written, tmp_path: Path
    ) -> None:
        request = Request(product=str(PRODUCT), layers=parse_exo(EXO), pixel_size=60)
        result = collocate(request, str(tmp_path / "layers"))
        names = [Path(path).name for path in result.paths]
        assert names == ["DEM.tif", "temperature 2m.tif", "land_sea.tif"]
        assert result.band_names == tuple(EXO)
        grid = result.plan.target.dst_grid
        assert (grid.rows, grid.cols) == (600, 600)
        for path, band in zip(result.paths, whole.values[2:], strict=True):
            layer = read_back(path)
            assert layer.profile["transform"] == whole.profile["transform"]
            with rasterio.open(path) as src:
                values = src.read(1, masked=True).astype("float32").filled(np.nan)
            np.testing.assert_array_equal(values, band)
        assert read_back(result.paths[2]).dtype == "uint8"

    def test_longitudes_from_0_to_360_are_the_same_place(self) -> None:
        turned = {
            "DEM": {**EXO["DEM"], "path": str(IRELAND / "etopo5_dem_lon0-360.nc")}
        }
        one = load(PRODUCT, exo=turned, pixel_size=600)["DEM"]
        two = load(PRODUCT, exo={"DEM": EXO["DEM"]}, pixel_size=600)["DEM"]
        np.testing.assert_allclose(one, two, rtol=0, atol=1e-3)


class TestProgress:
    def test_goes_up_to_one_and_tells_the_plan(
        self, product: Path, tmp_path: Path, progress: KeptProgress
    ) -> None:
        request = Request(product=str(product), bands=("1",), layers=parse_exo(product))
        result = stack(request, str(tmp_path / "s.tif"), progress=progress)
        assert progress.fractions == sorted(progress.fractions)
        assert progress.fractions[-1] == 1.0
        assert progress.infos[0] == "50 x 40 px at 10 m, EPSG:32630, 2 bands"
        assert len(progress.infos) == 3
        assert result.band_names == ("Band 1", "product")
        grid = result.plan.target.dst_grid
        assert (grid.rows, grid.cols) == (40, 50)
        assert result.plan.product_name == "product"


@pytest.mark.rule(13, against="one thread")
def test_threads_and_blocks_change_nothing(tmp_path: Path) -> None:
    product = make_raster(tmp_path / "p.tif", ramp(1500, 1300, "uint16"))
    (x,), (y,) = transform("EPSG:32630", "EPSG:3035", [500_000], [5_000_000])
    layer = make_raster(
        tmp_path / "a.tif",
        np.random.default_rng(0).random((150, 150)).astype("float32"),
        crs="EPSG:3035",
        transform=placed(left=x - 5_000, top=y + 5_000, pixel=100),
    )
    exo = [{"path": str(layer), "name": n, "resampler": n} for n in ("cubic", "mode")]
    written = []
    for threads in (1, 4):
        request = Request(product=str(product), bands=("1",), layers=parse_exo(exo))
        options = OutputOptions(threads=threads)
        stack(request, str(tmp_path / "s.tif"), options)
        written.append(read_back(tmp_path / "s.tif").values)
    assert written[0].tobytes() == written[1].tobytes()
    assert np.isfinite(written[0][1:]).any()


def test_requests_are_read_as_qgis_process_gives_them(
    product: Path, tmp_path: Path
) -> None:
    text = json.dumps({"a": {"path": str(product), "bandnumber": 1}})
    request = Request(product=str(product), layers=parse_exo(text))
    stack(request, str(tmp_path / "s.tif"))
    assert (read_back(tmp_path / "s.tif").band == ramp(40, 50)).all()


def test_collocate_without_layers_writes_the_bands(
    product: Path, tmp_path: Path
) -> None:
    result = collocate(Request(product=str(product)), str(tmp_path / "out"))
    assert [Path(path).name for path in result.paths] == ["Band 1.tif"]
    assert read_back(result.paths[0]).dtype == "uint16"


def test_a_product_that_vanishes_is_an_error_of_ours(
    product: Path, tmp_path: Path
) -> None:
    data = load(product)
    product.unlink()
    with pytest.raises(ExogenousError, match=r"product\.tif"):
        data.compute()
    with pytest.raises(ExogenousError, match=r"^PRODUCT: there is no file"):
        stack(Request(product=str(product)), str(tmp_path / "s.tif"))
