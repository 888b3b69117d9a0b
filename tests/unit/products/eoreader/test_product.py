# SPDX-License-Identifier: GPL-3.0-or-later
"""Products through EOReader in another Python; here a toy stands for EOReader.

The real one is met in `tests/peers`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from rasters import make_raster
from safe_builder import SafeBuilder, counts
from toy_eoreader import pixels, toy

from exogenous.core import Request, load, stack
from exogenous.core.errors import BandNotFound, UnknownProduct
from exogenous.core.planning.build import make_plan
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.eoreader.errors import EoreaderFailed
from exogenous.core.products.page import to_html

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a Python is a shell script"
)


@pytest.mark.usefixtures("set_up")
class TestProduct:
    def test_it_is_described(self, tmp_path: Path) -> None:
        product = open_product(toy(tmp_path))
        assert product.attributes == {
            "constellation": "Toy-1",
            "constellation_id": "T1",
            "product_path": str(tmp_path / "TOY_SCENE"),
            "product_name": "TOY_SCENE",
            "product_filename": "TOY_SCENE",
            "instrument": "TOY",
            "product_type": "L0",
            "acquisition_date": "20200102T000000",
            "condensed_name": "20200102_T1_TOY_SCENE",
            "orbit_direction": "ASCENDING",
            "cloud_cover": 12.5,
        }
        assert product.pixels().rows == 12
        description = describe(product)
        values = to_values(description)
        assert values["BANDS"] == "RED,NIR,THERMAL_IR_1"
        assert values["QUALITY_MASKS"] == "CLOUDS,QA,CLM"
        assert values["ACQUISITION"] == "2020-01-02T00:00:00"
        assert values["CRS"] == "EPSG:32632"
        red = description.bands[0]
        assert (red.id, red.files, red.pixel_sizes) == ("1", ("RED.tif",), (10.0,))
        assert "made by EOReader from the masks" in to_html(description)

    def test_its_picture_is_shown(self, tmp_path: Path) -> None:
        picture = make_raster(tmp_path / "ql.tif", np.full((12, 12), 80, "u1"))
        product = open_product(toy(tmp_path, quicklook=str(picture)))
        assert describe(product, with_quicklook=True).quicklook.startswith("data:")

    def test_masks_without_a_file_are_not_listed(self, tmp_path: Path) -> None:
        scene = Path(toy(tmp_path))
        (scene / "TOY_CLM.tif").touch()
        masks = to_values(describe(open_product(str(scene))))["QUALITY_MASKS"]
        assert masks == "CLOUDS,CLM"

    def test_bands_without_files_are_read_by_it(self, tmp_path: Path) -> None:
        product = open_product(toy(tmp_path, late=True))
        assert "read by EOReader" in to_html(describe(product))

    def test_bands_are_read_at_their_own_pixels(self, tmp_path: Path) -> None:
        dataset = load(toy(tmp_path), ["B1", "NIR", "tir_1"])
        assert list(dataset) == ["RED", "NIR", "THERMAL_IR_1"]
        for name, add in (("RED", 100), ("NIR", 200), ("THERMAL_IR_1", 300)):
            np.testing.assert_array_equal(dataset[name].values[0], pixels(add))
        radiometry = "reflectance and brightness temperature"
        assert dataset.attrs["radiometry"] == radiometry
        assert load(tmp_path / "TOY_SCENE", "RED").attrs["radiometry"] == "reflectance"

    def test_indices_are_computed_at_the_pixel_size_asked_for(
        self, tmp_path: Path
    ) -> None:
        dataset = load(toy(tmp_path), ["NDVI"], pixel_size=20)
        np.testing.assert_array_equal(dataset["NDVI"].values[0], pixels(20_000, 6))

    def test_a_pixel_size_that_does_not_divide_is_ours_to_make(
        self, tmp_path: Path
    ) -> None:
        dataset = load(toy(tmp_path), ["NDVI"], pixel_size=50)
        assert dataset["NDVI"].shape == (1, 3, 3)
        assert np.nanmin(dataset["NDVI"].values) > 10_000  # from pixels of 10 m
        assert np.nanmax(dataset["NDVI"].values) < 10_200

    def test_clouds_are_classes_and_what_else_it_has(self, tmp_path: Path) -> None:
        product = open_product(toy(tmp_path))
        assert product.band("clouds").is_classes
        assert product.band("QA").is_classes
        assert not product.band("NDVI").is_classes
        with pytest.raises(BandNotFound, match="It has RED, NIR, THERMAL_IR_1"):
            product.band("NDXI")

    def test_terrain_needs_a_dem(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        request = Request(product=toy(tmp_path), bands=("DEM",))
        monkeypatch.delenv("EOREADER_DEM_PATH", raising=False)
        with pytest.raises(EoreaderFailed, match="variable EOREADER_DEM_PATH"):
            make_plan(request)
        monkeypatch.setenv("EOREADER_DEM_PATH", "dem.tif")
        assert make_plan(request).layers[0].name == "DEM"

    def test_a_plan_reads_no_pixel(self, tmp_path: Path) -> None:
        scene = toy(tmp_path, bands={"DEADLY": 1})
        plan = make_plan(Request(product=scene))
        assert [layer.name for layer in plan.layers] == ["DEADLY"]

    def test_what_is_placed_late_is_read_to_be_planned(self, tmp_path: Path) -> None:
        scene = toy(tmp_path, late=True)
        product = open_product(scene)
        assert product.grid is None
        assert product.pixels().rows == 12
        np.testing.assert_array_equal(load(scene, "RED")["RED"].values[0], pixels(100))

    def test_cleaning_reaches_it(self, tmp_path: Path) -> None:
        dataset = load(toy(tmp_path), "RED", cleaning="raw")
        assert dataset["RED"].values[0, 0, 0] == 100

    def test_a_band_whose_file_is_missing_is_an_error_of_the_plan(
        self, tmp_path: Path
    ) -> None:
        request = Request(product=toy(tmp_path), bands=("CA",))
        with pytest.raises(EoreaderFailed, match=r"COASTAL_AEROSOL.*Non existing CA"):
            make_plan(request)

    def test_what_it_prints_does_not_matter(self, tmp_path: Path) -> None:
        scene = toy(tmp_path, bands={"NOISY": 7})
        np.testing.assert_array_equal(load(scene)["NOISY"].values[0], pixels(7))

    @pytest.mark.parametrize(
        ("band", "said"),
        [
            ("BROKEN", r"cannot read BROKEN of .*TOY_SCENE': KeyError: 'two\\nlines'"),
            ("DEADLY", "cannot read DEADLY of .*it died: some last words"),
            ("DEEP", "it has 3 layers, and a band has one"),
        ],
    )
    def test_what_goes_wrong_there_is_an_error_here(
        self, tmp_path: Path, band: str, said: str
    ) -> None:
        request = Request(product=toy(tmp_path, bands={band: 1}))
        out = tmp_path / "out.tif"
        with pytest.raises(EoreaderFailed, match=said) as caught:
            stack(request, str(out))
        assert "\n" not in str(caught.value)
        assert not out.exists()

    def test_a_product_that_it_refuses_says_why(self, tmp_path: Path) -> None:
        scene = toy(tmp_path, refuse="its metadata are corrupted")
        with pytest.raises(EoreaderFailed, match=r"cannot open it of .*are corrupted"):
            open_product(scene)

    def test_what_it_does_not_know_either_is_no_product(self, tmp_path: Path) -> None:
        folder = tmp_path / "papers"
        folder.mkdir()
        (folder / "notes.txt").write_text("nothing")
        with pytest.raises(UnknownProduct, match="folder is no product") as caught:
            open_product(str(folder))
        assert "EOReader" not in str(caught.value)

    def test_sentinel2_has_its_indices_as_well(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        safe = SafeBuilder(
            images={("04", 10): counts(10)},
            masks={("DETFOO", "04"): np.ones((24, 24), "u1")},
        ).write(tmp_path)
        scene = toy(tmp_path, "bands of the same product", side_px=24)
        for file in Path(scene).iterdir():
            file.rename(safe / file.name)
        plan = make_plan(Request(product=str(safe), bands=("RED",)))
        assert plan.layers[0].source is not None
        assert plan.layers[0].source.path.endswith("B04_10m.jp2")
        assert not list(own_temporary_folder.iterdir())  # EOReader was not needed
        plan = make_plan(Request(product=str(safe), bands=("RED", "NDVI", "CLOUDS")))
        assert [layer.name for layer in plan.layers] == ["RED", "NDVI", "CLOUDS"]
        assert plan.attributes["constellation"] == "Sentinel-2"
