# SPDX-License-Identifier: GPL-3.0-or-later
"""Products through EOReader in another Python; here a toy stands for EOReader.

The real one is met in `tests/peers`.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from places import TOYS
from rasters import make_raster
from safe_builder import SafeBuilder, counts

from exogenous.core import Request, load, stack
from exogenous.core.errors import BandNotFound, Cancelled, UnknownProduct
from exogenous.core.planning.build import make_plan
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.eoreader import (
    ENVIRONMENT_VARIABLE,
    Interpreter,
    Session,
    find_interpreter,
)
from exogenous.core.products.eoreader.errors import EoreaderFailed, EoreaderUnusable
from exogenous.core.products.page import to_html
from exogenous.core.progress import SilentProgress

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a Python is a shell script"
)


@pytest.fixture(autouse=True)
def own_temporary_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Keep what sessions leave behind, if anything, where the test sees it."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def python(tmp_path: Path) -> str:
    """Make a Python in which `import eoreader` gives the toy."""
    path = os.pathsep.join([str(TOYS), *sys.path])
    script = tmp_path / "python with toy"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{sys.executable}" "$@"\n')
    script.chmod(0o755)
    return str(script)


@pytest.fixture
def set_up(python: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name that Python where the core looks."""
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, python)


def toy(folder: Path, name: str = "TOY_SCENE", **said: Any) -> str:
    scene = folder / name
    scene.mkdir()
    facts = {
        "pixel_size": 10.0,
        "side_px": 12,
        "bands": {"RED": 100, "NIR": 200, "TIR_1": 300, "CA": 400},
        **said,
    }
    (scene / "toy.json").write_text(json.dumps(facts))
    for band in facts["bands"]:
        if band != "CA":  # the product should have it, and has not
            place = rasterio.Affine(10, 0, 300_000, 0, -10, 6_700_000)
            pixels = np.zeros((12, 12), "u2")
            make_raster(
                scene / f"{band}.tif", pixels, crs="EPSG:32632", transform=place
            )
    return str(scene)


def pixels(add: float, side: int = 12) -> np.ndarray[Any, Any]:
    """Return what the toy loads as a band."""
    made = np.arange(side * side, dtype="f4").reshape(side, side) + np.float32(add)
    made[0, 0] = np.nan
    return made


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


@pytest.mark.usefixtures("set_up")
class TestEnd:
    """Nothing stays: no file, no process."""

    def test_a_run_leaves_no_file(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        out = str(tmp_path / "stack.tif")
        stack(Request(product=toy(tmp_path), bands=("RED", "NDVI")), out)
        with rasterio.open(out) as src:
            np.testing.assert_array_equal(src.read(1), pixels(100))
            assert src.descriptions == ("RED", "NDVI")
        assert not list(own_temporary_folder.iterdir())

    def test_a_dataset_keeps_its_files_as_long_as_it_lives(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        doubled = load(toy(tmp_path), "RED")["RED"] * 2
        assert list(own_temporary_folder.iterdir())
        np.testing.assert_array_equal(doubled.values[0], 2 * pixels(100))
        del doubled
        assert not list(own_temporary_folder.iterdir())

    def test_a_description_leaves_no_file(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        describe(open_product(toy(tmp_path)))
        assert not list(own_temporary_folder.iterdir())

    def test_a_failed_run_leaves_no_file(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        request = Request(product=toy(tmp_path, bands={"BROKEN": 1}))
        with pytest.raises(EoreaderFailed):
            stack(request, str(tmp_path / "out.tif"))
        assert not list(own_temporary_folder.iterdir())

    def test_cancelling_ends_it_and_what_it_has_started(self, tmp_path: Path) -> None:
        class Impatient(SilentProgress):
            def __init__(self) -> None:
                self.since: float | None = None

            def info(self, message: str) -> None:
                if message.startswith("EOReader reads"):
                    self.since = time.monotonic()

            def is_cancelled(self) -> bool:
                return self.since is not None and time.monotonic() > self.since + 1

        request = Request(product=toy(tmp_path, bands={"SLOW": 1}))
        with pytest.raises(Cancelled):
            stack(request, str(tmp_path / "out.tif"), progress=Impatient())
        time.sleep(0.2)
        assert _sleepers() == []

    def test_it_ends_with_this_process(self, tmp_path: Path) -> None:
        session = Session(_interpreter(), toy(tmp_path, bands={"SLOW": 1}))
        assert session.product() is not None
        assert session._talk is not None
        process = session._talk._process
        session._talk.say({"do": "load", "with": _slow(session)})
        time.sleep(0.5)
        assert process.stdin is not None
        process.stdin.close()  # as the system does when this process is gone
        assert process.wait(5) == 0

    def test_a_session_may_be_closed_twice_and_used_again(self, tmp_path: Path) -> None:
        session = Session(_interpreter(), toy(tmp_path))
        assert session.ask("find", what="find", word="RED")["name"] == "RED"
        session.close()
        session.close()
        assert session.ask("find", what="find", word="RED")["name"] == "RED"

    def test_a_session_stays_where_it_is(self, tmp_path: Path) -> None:
        session = Session(_interpreter(), toy(tmp_path))
        assert pickle.loads(pickle.dumps(session)) is None  # noqa: S301


def _interpreter() -> Interpreter:
    path = os.pathsep.join([str(TOYS), *sys.path])
    return Interpreter(python=sys.executable, environment={"PYTHONPATH": path})


def _slow(session: Session) -> dict[str, Any]:
    band = {"word": "SLOW", "pixel_size": [10, 10], "file": session.new_file()}
    return {"bands": [band], "cleaning": "raw"}


def _sleepers() -> list[str]:
    """List the processes that the toy has started and nobody has ended."""
    listed = subprocess.run(
        ["ps", "-eo", "args"], capture_output=True, text=True, check=True
    )
    wanted = "import time; time.sleep(600)"
    return [line for line in listed.stdout.splitlines() if line.endswith(wanted)]


class TestInterpreter:
    @pytest.fixture(autouse=True)
    def nothing_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)

    def test_there_may_be_none(self) -> None:
        assert find_interpreter() is None

    def test_the_settings_come_before_the_environment(
        self, python: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv(ENVIRONMENT_VARIABLE, sys.executable)
        found = find_interpreter(python)
        assert found is not None
        assert found.python == python
        assert version_of(found, tmp_path) == "0.0.toy"

    def test_it_may_be_a_program_on_the_path(
        self, python: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(Path(python).parent), prepend=os.pathsep)
        found = find_interpreter("python with toy")
        assert found is not None
        assert found.python == python

    def test_this_python_will_do_where_it_has_eoreader(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.syspath_prepend(str(TOYS))
        found = find_interpreter()
        assert found is not None
        assert version_of(found, tmp_path) == "0.0.toy"
        monkeypatch.setattr(sys, "executable", "/usr/bin/qgis.bin")  # as inside QGIS
        np.testing.assert_array_equal(
            load(toy(tmp_path), "RED")["RED"].values[0], pixels(100)
        )

    @pytest.mark.parametrize("named", ["/nowhere/python", "no-such-program"])
    def test_a_program_that_is_not_there_is_told(self, named: str) -> None:
        with pytest.raises(EoreaderUnusable, match=f"'{named}': there is no such"):
            find_interpreter(named)

    def test_a_python_without_eoreader_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(EoreaderUnusable, match="No module named 'eoreader'"):
            open_product(toy(tmp_path), eoreader_python=_bare(tmp_path))

    @pytest.mark.parametrize(
        ("does", "said"),
        [
            ("echo 'not a python' >&2; exit 4", "not a python"),
            ("exit 4", "without a word, exit code 4"),
            ("echo hello; cat", "it answers 'hello'"),
            ("printf 'caf\\351\\n'; cat", "it answers 'caf�'"),
            ("echo '[1]'; cat", r"it answers '\[1\]'"),
            ("echo '{}'; cat", "it answers '{}'"),
            (
                "yes '[' | tr -d '\\n' | head -c 99999; echo; cat",
                r"it answers '\[{60}…'",
            ),
            ("yes", "it answers 'y'"),
        ],
    )
    def test_a_program_that_is_no_python_is_told(
        self, tmp_path: Path, does: str, said: str
    ) -> None:
        session = Session(Interpreter(python=_script(tmp_path, does)), "product")
        with pytest.raises(EoreaderUnusable, match=said) as caught:
            session.product()
        assert "\n" not in str(caught.value)

    def test_a_program_that_cannot_start_is_told(self, tmp_path: Path) -> None:
        script = _script(tmp_path, "")
        Path(script).write_text("#!/nowhere/sh\n")
        with pytest.raises(EoreaderUnusable, match="No such file"):
            Session(Interpreter(python=script), "product").product()

    def test_a_program_that_never_answers_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in ("session", "talk"):
            name = f"exogenous.core.products.eoreader.{module}.GREETING_S"
            monkeypatch.setattr(name, 0.5)
        session = Session(Interpreter(python=_script(tmp_path, "exec cat")), "product")
        with pytest.raises(EoreaderUnusable, match=r"not answered within 0\.5 s"):
            session.product()

    def test_waiting_for_the_greeting_can_be_cancelled(self, tmp_path: Path) -> None:
        interpreter = Interpreter(python=_script(tmp_path, "exec cat"))
        with pytest.raises(Cancelled):
            Session(interpreter, "product", lambda: True).product()

    def test_nonsense_in_the_middle_ends_the_session(self, tmp_path: Path) -> None:
        does = (
            """echo '{"ok": "1"}'; read a; echo '{"ok": null}'; read a; echo x; cat"""
        )
        session = Session(Interpreter(python=_script(tmp_path, does)), "product")
        assert session.product() is None
        with pytest.raises(
            EoreaderFailed, match="find it of 'product': it answers 'x'"
        ):
            session.ask("find", what="find it", word="RED")
        assert session.product() is None  # it starts anew

    def test_one_that_dies_and_leaves_others_behind_is_not_waited_for(
        self, tmp_path: Path
    ) -> None:
        does = """echo '{"ok": "1"}'; read a; sleep 600 & exit 3"""
        session = Session(Interpreter(python=_script(tmp_path, does)), "product")
        with pytest.raises(EoreaderFailed, match="it died: without a word, exit code"):
            session.product()

    def test_our_libraries_settings_stay_ours(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("PYTHONHOME", "PYTHONPATH", "PROJ_LIB", "GDAL_DATA"):
            monkeypatch.setenv(name, "ours")
        monkeypatch.setenv("EOREADER_DEM_PATH", "dem.tif")
        monkeypatch.setenv("EOREADER_DEFAULT_DRIVER", "COG")
        variables = Interpreter(python="python").variables
        assert "ours" not in variables.values()
        assert variables["EOREADER_DEM_PATH"] == "dem.tif"
        assert variables["EOREADER_DEFAULT_DRIVER"] == "COG"

    def test_where_it_is_missing_folders_and_archives_say_how_to_get_it(
        self, tmp_path: Path
    ) -> None:
        folder = toy(tmp_path)
        archive = tmp_path / "scene.tar"
        archive.write_bytes(b"not a raster")
        for path in (folder, str(archive)):
            with pytest.raises(UnknownProduct, match="pip install eoreader") as caught:
                open_product(path)
            assert ENVIRONMENT_VARIABLE in str(caught.value)
        text = tmp_path / "notes.txt"
        text.write_text("nothing")
        with pytest.raises(UnknownProduct) as caught:
            open_product(str(text))
        assert "EOReader" not in str(caught.value)

    def test_where_it_is_missing_bands_of_its_own_say_so(self, tmp_path: Path) -> None:
        safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
        with pytest.raises(
            BandNotFound, match=r"It has RED\. Spectral indices.*_PYTHON"
        ):
            open_product(str(safe)).band("NDVI")


def version_of(interpreter: Interpreter, folder: Path) -> str:
    product = Session(interpreter, toy(folder, "ASKED")).product()
    assert product is not None
    return str(product["facts"]["read_by"]).removeprefix("EOReader ")


def _script(folder: Path, does: str) -> str:
    script = folder / "script"
    script.write_text(f"#!/bin/sh\n{does}\n")
    script.chmod(0o755)
    return str(script)


def _bare(folder: Path) -> str:
    """Make a Python that has nothing installed."""
    script = folder / "bare"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n')
    script.chmod(0o755)
    return str(script)
