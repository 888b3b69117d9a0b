# SPDX-License-Identifier: GPL-3.0-or-later
"""`load`: a lazy dataset as in EOReader's, with the pixels of `stack`."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import dask
import numpy as np
import pytest
from rasterio.crs import CRS
from rasters import (
    box_ring,
    make_damaged,
    make_polygons,
    make_raster,
    placed,
    ramp,
    read_back,
)

from exogenous.core import (
    ExogenousWarning,
    OutputOptions,
    Request,
    load,
    parse_exo,
    stack,
)
from exogenous.core.errors import (
    AoiOutside,
    BandNotFound,
    DuplicateName,
    InvalidRequest,
    NoOverlap,
    SourceUnreadable,
)
from exogenous.core.geometry.grid import move
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from pathlib import Path

    import xarray as xr
    from numpy.typing import NDArray

NAME = "Sentinel-1_2025/11_mosaic"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A product of more than one block both ways: 1100 x 1300 pixels of 10 m."""
    folder = tmp_path_factory.mktemp("large")
    return make_raster(folder / "large.tif", ramp(1100, 1300, "int32"))


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A layer in degrees over that product, with holes and an edge on it."""
    rows, cols = np.mgrid[0:160, 0:160]
    values = (np.sin(rows / 7) * np.cos(cols / 5) * 50 + rows).astype("float32")
    values[20:23, 30:34] = np.nan
    return make_raster(
        tmp_path_factory.mktemp("waves") / "waves.tif",
        values,
        crs="EPSG:4326",
        transform=placed(left=-3.005, top=45.16, pixel=0.001),
    )


def pixels(data: xr.Dataset, name: str) -> NDArray[Any]:
    values: NDArray[Any] = data[name].to_numpy()[0]
    return values


class TestLooks:
    def test_as_in_the_seed(self, product: Path) -> None:
        data = load(product, ["1"], exo={NAME: {"path": product}}, pixel_size=20.0)
        assert dict(data.sizes) == {"x": 25, "y": 20, "band": 1}
        assert list(data) == ["Band 1", NAME]
        for variable in data.values():
            assert variable.dims == ("band", "y", "x")
            assert variable.dtype == np.float32
            assert dask.is_dask_collection(variable.data)
        assert data["band"].to_numpy().tolist() == [1]
        assert data["x"].dtype == data["y"].dtype == np.float64
        assert data["x"].to_numpy()[[0, -1]].tolist() == [500_010, 500_490]
        assert data["y"].to_numpy()[[0, -1]].tolist() == [4_999_990, 4_999_610]

    def test_says_where_it_is_the_cf_way(self, product: Path) -> None:
        data = load(product, "1")
        said = data["spatial_ref"].attrs
        assert CRS.from_wkt(said["crs_wkt"]) == CRS.from_epsg(32630)
        numbers = [float(number) for number in said["GeoTransform"].split()]
        assert numbers == [500_000, 10, 0, 5_000_000, 0, -10]
        assert data["Band 1"].attrs["grid_mapping"] == "spatial_ref"
        assert int(data["spatial_ref"]) == 0

    @pytest.mark.rule(10, against="the seed")
    def test_says_what_it_is(self, product: Path) -> None:
        data = load(product, ["1"], exo={NAME: {"path": product}})
        assert data.attrs["long_name"] == f"Band 1 {NAME}"
        assert data.attrs["product_name"] == "product"
        assert data.attrs["product_path"] == str(product)
        attributes = data[NAME].attrs
        assert attributes["source"] == str(product)
        assert attributes["resampler"] == "bilinear"

    def test_has_two_coordinates_a_pixel_on_a_turned_grid(self, tmp_path: Path) -> None:
        transform = placed(degrees=30)
        data = load(make_raster(tmp_path / "a.tif", transform=transform))
        assert "x" not in data.coords
        assert data["xc"].dims == data["yc"].dims == ("y", "x")
        x, y = move(transform, 3.5, 7.5)
        assert float(data["xc"][7, 3]) == pytest.approx(x, abs=1e-6)
        assert float(data["yc"][7, 3]) == pytest.approx(y, abs=1e-6)

    def test_counts_up_on_a_south_up_grid(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", transform=placed(south_up=True, rows=12))
        assert load(path)["y"].to_numpy()[:2].tolist() == [4_999_885, 4_999_895]

    @pytest.mark.parametrize("name", ["x", "y", "band", "spatial_ref"])
    def test_no_layer_is_called_like_a_coordinate(
        self, product: Path, name: str
    ) -> None:
        with pytest.raises(DuplicateName, match=f"'{name}'.*coordinate"):
            load(product, exo=[{"name": name, "path": str(product)}])

    @pytest.mark.rule(7, against="the request")
    @pytest.mark.parametrize("name", ["a b", "température", "a/b", "long_name", "time"])
    def test_layers_keep_their_names(self, product: Path, name: str) -> None:
        assert list(load(product, exo={name: {"path": product}})) == [name]


class TestBands:
    def test_all_where_nothing_is_asked_for(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "a.tif", np.stack([ramp(5, 5)] * 3), descriptions=["a", "b", "c"]
        )
        assert list(load(path)) == ["a", "b", "c"]

    @pytest.mark.parametrize(
        "bands", [["b", "a"], ["2", "1"], [2, 1], ("B2", "B1"), ["b", 1]]
    )
    def test_in_the_order_asked_for(self, tmp_path: Path, bands: Any) -> None:
        path = make_raster(
            tmp_path / "a.tif", np.stack([ramp(5, 5)] * 2), descriptions=["a", "b"]
        )
        assert list(load(path, bands)) == ["b", "a"]

    @pytest.mark.parametrize("band", ["b", 2, "2"])
    def test_a_single_one(self, tmp_path: Path, band: Any) -> None:
        path = make_raster(
            tmp_path / "a.tif", np.stack([ramp(5, 5)] * 2), descriptions=["a", "b"]
        )
        assert list(load(path, band)) == ["b"]

    def test_none_where_only_layers_are(self, product: Path) -> None:
        assert list(load(product, exo={"a": product})) == ["a"]


class TestLaziness:
    def test_pixels_are_read_when_they_are_looked_at(
        self, product: Path, tmp_path: Path
    ) -> None:
        damaged = f"{make_damaged(tmp_path / 'damaged.tif')}|name=a|resampler=cubic"
        data = load(product, exo=damaged)
        assert data["a"].shape == (1, 40, 50)
        with pytest.raises(SourceUnreadable, match="layer 'a'"):
            data["a"].compute()

    def test_other_layers_are_not_read(self, product: Path, tmp_path: Path) -> None:
        damaged = f"{make_damaged(tmp_path / 'damaged.tif')}|name=a|resampler=cubic"
        layers = [damaged, f"{product}|name=b"]
        data = load(product, exo=layers)
        assert float(data["b"].max()) == 2000

    def test_only_the_blocks_that_are_looked_at(self, large: Path) -> None:
        data = load(large, 1)
        assert data["Band 1"].data.numblocks == (1, 2, 2)
        part = data["Band 1"][0, :10, :10]
        optimised = dask.optimize(part.data)[0]
        chunks = [key for key in optimised.dask if "chunk" in str(key)]
        assert len(chunks) <= 1

    def test_files_are_not_kept_open(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif")
        data = load(path)
        data.compute()
        path.unlink()
        with pytest.raises(SourceUnreadable):
            data.compute()

    @pytest.mark.rule(13, against="one thread")
    def test_schedulers_agree(self, large: Path, waves: Path) -> None:
        data = load(large, exo={"a": {"path": waves, "resampler": "cubic"}})
        with dask.config.set(scheduler="threads", num_workers=3):
            one = pixels(data, "a")
        with dask.config.set(scheduler="synchronous"):
            two = pixels(data, "a")
        assert one.tobytes() == two.tobytes()
        assert np.isfinite(one).any()


class TestPixels:
    @pytest.mark.rule(13, against="`stack` with one thread")
    @pytest.mark.parametrize("resampler", ["nearest", "bilinear", "average"])
    def test_are_those_of_the_stack(
        self, large: Path, waves: Path, tmp_path: Path, resampler: str
    ) -> None:
        exo = {"a": {"path": str(waves), "resampler": resampler}}
        for threads in (1, 3):
            request = Request(
                product=str(large), bands=("1",), layers=parse_exo(exo), pixel_size=15
            )
            stack(request, str(tmp_path / "s.tif"), OutputOptions(threads=threads))
            written = read_back(tmp_path / "s.tif").values
            data = load(large, 1, exo=exo, pixel_size=15)
            for index, name in enumerate(data):
                mine = pixels(data, str(name)).astype(written.dtype)
                assert written[index].tobytes() == mine.tobytes()

    def test_of_wide_integers_are_float64(self, large: Path) -> None:
        assert load(large, 1)["Band 1"].dtype == np.float64

    @pytest.mark.parametrize("degrees", [0, 30])
    def test_outside_the_source_are_nan(self, tmp_path: Path, degrees: float) -> None:
        product = make_raster(
            tmp_path / "p.tif", ramp(40, 50), transform=placed(degrees=degrees)
        )
        small = make_raster(
            tmp_path / "a.tif",
            np.ones((5, 5), "uint8"),
            transform=placed(degrees=degrees),
        )
        values = pixels(load(product, exo={"a": small}), "a")
        assert (values[:5, :5] == 1).all()
        assert np.isnan(values[5:]).all()
        assert np.isnan(values[:, 5:]).all()


@pytest.mark.rule(2, against="the same window of the whole")
class TestWindow:
    RESAMPLERS = ("nearest", "bilinear", "cubic", "lanczos", "average", "mode", "med")

    @pytest.mark.parametrize("resampler", RESAMPLERS)
    @pytest.mark.parametrize("size", [None, 12.5, 70])
    def test_is_a_crop_bit_for_bit(
        self, large: Path, waves: Path, resampler: str, size: float | None
    ) -> None:
        exo = {"a": {"path": waves, "resampler": resampler}}
        whole = load(large, 1, exo=exo, pixel_size=size)
        # Across the blocks' edges, and off every multiple of them.
        bounds = (505_003, 4_989_177, 512_411, 4_995_555)
        part = load(large, 1, exo=exo, pixel_size=size, window=bounds)
        cols, rows = (
            np.searchsorted(whole["x"], part["x"]),
            np.searchsorted(-whole["y"], -part["y"]),
        )
        assert part["x"][0] - part["x"][1] == whole["x"][0] - whole["x"][1]
        assert (whole["x"].to_numpy()[cols] == part["x"].to_numpy()).all()
        assert (whole["y"].to_numpy()[rows] == part["y"].to_numpy()).all()
        for name in ("Band 1", "a"):
            expected = pixels(whole, name)[np.ix_(rows, cols)]
            assert pixels(part, name).tobytes() == expected.tobytes()
            assert np.isfinite(expected).any()

    @pytest.mark.parametrize(
        "window",
        [
            (500_100, 4_999_700, 500_200, 4_999_900),
            [500_100.0, 4_999_700.0, 500_200.0, 4_999_900.0],
            np.array([500_100, 4_999_700, 500_200, 4_999_900]),
            "500100,500200,4999700,4999900",
            from_text("500100,500200,4999700,4999900 [EPSG:32630]"),
        ],
        ids=["tuple", "list", "array", "text", "Aoi"],
    )
    def test_in_every_form(self, product: Path, window: Any) -> None:
        data = load(product, window=window)
        assert (pixels(data, "Band 1") == ramp(40, 50)[10:30, 10:20]).all()

    def test_as_a_file(self, product: Path, tmp_path: Path) -> None:
        ring = box_ring(500_100, 4_999_700, 500_200, 4_999_900)
        path = make_polygons(tmp_path / "a.geojson", [ring])
        for window in (path, str(path), f"{path}|layername=a"):
            assert dict(load(product, window=window).sizes)["y"] == 20

    def test_masks_what_its_polygons_do_not_hold(
        self, product: Path, tmp_path: Path
    ) -> None:
        ring = [(500_100, 4_999_700), (500_200, 4_999_700), (500_100, 4_999_900)]
        path = make_polygons(tmp_path / "a.geojson", [[*ring, ring[0]]])
        plain = pixels(load(product, window=path), "Band 1")
        masked = pixels(load(product, window=path, mask=True), "Band 1")
        cols, rows = np.meshgrid(np.arange(10) + 0.5, np.arange(20) + 0.5)
        inside = cols * 2 < rows  # below the slanted edge, pixel by pixel
        assert (np.isnan(masked) == ~inside).all()
        assert (masked[inside] == plain[inside]).all()

    def test_off_the_product_is_an_error(self, product: Path) -> None:
        with pytest.raises(AoiOutside):
            load(product, window=(0, 0, 1, 1))

    def test_upside_down_is_an_error(self, product: Path) -> None:
        with pytest.raises(InvalidRequest, match="window"):
            load(product, window=(500_100, 4_999_900, 500_200, 4_999_700))


@pytest.mark.rule(8, against="the request")
class TestWarnings:
    def test_missing_band_is_nan_and_said(self, product: Path) -> None:
        with pytest.warns(
            ExogenousWarning, match=r"layer 'a'.* has no band 9.*It has 1"
        ):
            data = load(product, exo={"a": {"path": product, "band": 9}})
        assert np.isnan(pixels(data, "a")).all()

    def test_missing_band_is_an_error_where_strict(self, product: Path) -> None:
        with pytest.raises(BandNotFound, match=r"layer 'a'.* has no band 9"):
            load(product, exo={"a": {"path": product, "band": 9}}, strict=True)

    def test_layer_elsewhere_is_nan_and_said(
        self, product: Path, tmp_path: Path
    ) -> None:
        far = make_raster(tmp_path / "far.tif", transform=placed(left=0))
        with pytest.warns(ExogenousWarning, match="layer 'a' does not overlap"):
            data = load(product, exo={"a": far})
        assert np.isnan(pixels(data, "a")).all()
        with pytest.raises(NoOverlap, match=r"layer 'a'.*does not overlap"):
            load(product, exo={"a": far}, strict=True)

    def test_good_layers_say_nothing(self, product: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # numpy 2.5 about rasterio 1.4: see pyproject.toml.
            warnings.filterwarnings("ignore", "Setting the shape on a NumPy array")
            load(product, exo={"a": product})
