# SPDX-License-Identifier: GPL-3.0-or-later
"""Products and bands through the real EOReader, beside what it loads by itself."""

from __future__ import annotations

import os
import tarfile
import tempfile
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from eoreader_peer import ROOT, ask

from exogenous.core import Request, load, parse_exo, stack
from exogenous.core.errors import BandNotFound, Cancelled
from exogenous.core.planning.build import make_plan
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.eoreader import ENVIRONMENT_VARIABLE, Session
from exogenous.core.products.eoreader.errors import EoreaderFailed
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from pathlib import Path

    from eoreader_peer import Said
    from numpy.typing import NDArray

DATA = ROOT.parent / "shared" / "data"
PLACE = "landsat_c2_l2_008059"
SCENE = "LC08_L2SP_008059_20191201_20200825_02_T1"
SIZE = [444.78515625, 453.57421875]

#: Asked for by these words; EOReader's own names for what it loads then.
WORDS = {
    "RED": "RED",
    "NIR": "NIR",
    "TIR_1": "TIR_1",
    "NDVI": "NDVI",
    "CLOUDS": "CLOUDS",
    "SHADOWS": "SHADOWS",
    "RAW CLOUDS": "RAW_CLOUDS",
    "QA_PIXEL": "QA_PIXEL",
}
TERRAIN = ("DEM", "SLOPE", "HILLSHADE")


@pytest.fixture(autouse=True)
def named(eoreader_python: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the Python that has EOReader where the core looks."""
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, eoreader_python)


@pytest.fixture(scope="module")
def scene(eoreader_python: str) -> Path:
    if not DATA.is_dir():
        pytest.skip(f"the real data are not in {DATA}")
    return DATA / PLACE / SCENE


@pytest.fixture(scope="module")
def dem(scene: Path) -> str:
    return str(scene.parent / "etopo5_dem.tif")


@pytest.fixture(scope="module")
def said(scene: Path, dem: str) -> Said:
    loads = [
        {"name": word, "bands": [word], "pixel_size": SIZE}
        for word in (*WORDS, *TERRAIN)
    ]
    raw = {"name": "raw", "bands": ["RED"], "pixel_size": SIZE, "cleaning": "raw"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EOREADER_DEM_PATH", dem)
        return ask(scene, [*loads, raw])


def theirs(said: Said, name: str) -> NDArray[Any]:
    (values,) = said.loads[name].arrays.values()
    return values


def ours(product: Path, *bands: str, **asked: Any) -> dict[str, NDArray[Any]]:
    dataset = load(product, list(bands), **asked)
    return {name: values.values[0] for name, values in dataset.items()}


def test_it_is_described_as_eoreader_does(scene: Path, said: Said) -> None:
    product = open_product(str(scene))
    values = to_values(describe(product))
    assert {band.name: band.id for band in product.bands}.items() <= (
        said.product["mapping"].items()
    )
    assert values["BANDS"] == "BLUE,GREEN,RED,NIR,NARROW_NIR,SWIR_1,THERMAL_IR_1"
    assert values["SENSOR_TYPE"] == said.product["sensor_type"]
    assert values["TILE"] == said.product["tile_name"]
    assert values["ACQUISITION"] == said.product["datetime"]
    assert values["CRS"] == f"EPSG:{said.product['epsg']}"
    assert values["QUALITY_MASKS"] == (
        "RAW_CLOUDS,CLOUDS,SHADOWS,CIRRUS,ALL_CLOUDS,QA_PIXEL"
    )
    assert [band.files for band in describe(product).bands][2] == (
        f"{SCENE}_SR_B4.TIF",
    )


def test_its_grid_is_that_of_its_files(scene: Path) -> None:
    with rasterio.open(scene / f"{SCENE}_SR_B4.TIF") as src:
        grid = open_product(str(scene)).pixels()
        assert (grid.transform, grid.crs) == (src.transform, src.crs)
        assert (grid.rows, grid.cols) == src.shape


def test_attributes_are_equal(scene: Path, said: Said) -> None:
    expected = dict(said.loads["RED"].attributes)
    got = load(scene, "RED").attrs
    del expected["long_name"], got["long_name"]
    assert got == expected


def test_bands_indices_and_clouds_are_equal(scene: Path, said: Said) -> None:
    got = ours(scene, *WORDS)
    for (word, name), (ours_name, values) in zip(
        WORDS.items(), got.items(), strict=True
    ):
        assert ours_name == {"TIR_1": "THERMAL_IR_1"}.get(name, name)
        np.testing.assert_array_equal(values, theirs(said, word))


def test_the_cleaning_reaches_it(scene: Path, said: Said) -> None:
    got = ours(scene, "RED", cleaning="raw")["RED"]
    np.testing.assert_array_equal(got, theirs(said, "raw"))
    assert np.isfinite(got).mean() > np.isfinite(theirs(said, "RED")).mean()
    with pytest.raises(EoreaderFailed, match=r"read RED .*QA_RADSAT\.TIF not found"):
        ours(scene, "RED", cleaning="clean")


def test_reflectance_is_what_the_metadata_say(scene: Path) -> None:
    """USGS, Landsat 8-9 Collection 2 Level 2: DN * 0.0000275 - 0.2."""
    with rasterio.open(scene / f"{SCENE}_SR_B4.TIF") as src:
        numbers = src.read(1)
    got = ours(scene, "RED")["RED"]
    valid = np.isfinite(got)
    assert valid.mean() > 0.6
    assert not valid[numbers == 0].any()
    expected = np.maximum(numbers[valid] * 0.0000275 - 0.2, 0)
    np.testing.assert_allclose(got[valid], expected, rtol=0, atol=1e-6)


def test_an_index_is_its_formula(scene: Path) -> None:
    got = ours(scene, "RED", "NIR", "NDVI")
    with np.errstate(invalid="ignore"):
        expected = (got["NIR"] - got["RED"]) / (got["NIR"] + got["RED"])
    np.testing.assert_allclose(got["NDVI"], expected, rtol=0, atol=1e-6)


def test_terrain_is_equal(
    scene: Path, said: Said, dem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EOREADER_DEM_PATH", raising=False)
    with pytest.raises(EoreaderFailed, match="variable EOREADER_DEM_PATH"):
        make_plan(Request(product=str(scene), bands=("DEM",)))
    monkeypatch.setenv("EOREADER_DEM_PATH", dem)
    for name, values in ours(scene, *TERRAIN).items():
        np.testing.assert_array_equal(values, theirs(said, name))


def test_a_band_that_it_has_not_is_told(scene: Path) -> None:
    with pytest.raises(BandNotFound, match="has no band 'VRE_1'"):
        open_product(str(scene)).band("VRE_1")


def test_a_plan_has_it_read_nothing(
    scene: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    original = Session.ask

    def recording(self: Session, request: str, **words: Any) -> Any:
        asked.append(request)
        return original(self, request, **words)

    monkeypatch.setattr(Session, "ask", recording)
    describe(open_product(str(scene)))
    assert asked == []
    make_plan(Request(product=str(scene), bands=("RED", "NDVI", "CLOUDS")))
    assert set(asked) == {"find", "promise"}
    load(scene, ["RED", "NDVI"])["RED"].to_numpy()
    assert asked.count("load") == 1


def test_a_window_is_a_crop(scene: Path) -> None:
    whole = load(scene, ["RED", "NDVI"])
    area = scene.parent / "aoi_handdrawn.geojson"
    part = load(scene, ["RED", "NDVI"], window=str(area))
    assert 0 < part["RED"].size < whole["RED"].size
    cut = whole.sel(x=part.x, y=part.y)
    for name in ("RED", "NDVI"):
        np.testing.assert_array_equal(part[name].values, cut[name].values)


def test_layers_are_stacked_with_it(scene: Path, dem: str, tmp_path: Path) -> None:
    out = str(tmp_path / "stack.tif")
    layers = parse_exo({"my DEM": {"path": dem}})
    stack(Request(product=str(scene), bands=("B4", "ndvi"), layers=layers), out)
    with rasterio.open(out) as src:
        assert src.descriptions == ("RED", "NDVI", "my DEM")
        assert src.tags()["constellation"] == "Landsat-8"
        np.testing.assert_array_equal(src.read(2), ours(scene, "NDVI")["NDVI"])
        assert np.nanmax(src.read(3)) > 100


def test_an_archive_is_the_same_product(scene: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{SCENE}.tar"
    with tarfile.open(path, "w") as archive:
        for file in sorted(scene.iterdir()):
            archive.add(file, file.name)
    assert to_values(describe(open_product(str(path))))["CONSTELLATION"] == "Landsat-8"
    np.testing.assert_array_equal(ours(path, "RED")["RED"], ours(scene, "RED")["RED"])


def test_cancelling_stops_it_and_leaves_nothing(
    scene: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(SilentProgress):
        is_reading = False

        def info(self, message: str) -> None:
            self.is_reading = message.startswith("EOReader reads")

        def is_cancelled(self) -> bool:
            return self.is_reading

    left = tmp_path / "temporary"
    left.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(left))
    out = tmp_path / "out.tif"
    request = Request(product=str(scene), bands=("NDVI",))
    with pytest.raises(Cancelled):
        stack(request, str(out), progress=Impatient())
    assert not out.exists()
    assert not list(left.iterdir())


def test_sentinel2_has_its_indices_and_clouds(sample: Path) -> None:
    product = next(sample.glob("*.SAFE"))
    loads = [
        {"name": f"{word} {size}", "bands": [word], "pixel_size": size}
        for word in ("NDVI", "ALL_CLOUDS")
        for size in (10, 20)
    ]
    said = ask(product, loads)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for size in (10, 20):
            got = ours(product, "RED", "NDVI", "ALL_CLOUDS", pixel_size=size)
            np.testing.assert_array_equal(got["NDVI"], theirs(said, f"NDVI {size}"))
        at_10 = ours(product, "ALL_CLOUDS", pixel_size=10)
    np.testing.assert_array_equal(at_10["ALL_CLOUDS"], theirs(said, "ALL_CLOUDS 10"))


def test_the_interpreter_may_be_named_for_one_product(
    scene: Path, eoreader_python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE)
    product = open_product(str(scene), eoreader_python=eoreader_python)
    assert str(product.facts["read_by"]).startswith("EOReader 0.24")
    assert os.path.samefile(product.path, scene)  # noqa: PTH121
