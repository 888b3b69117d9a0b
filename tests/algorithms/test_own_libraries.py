# SPDX-License-Identifier: GPL-3.0-or-later
"""In QGIS's own programs, whose libraries come first unless one takes care."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES

import pytest
from qgis.core import QgsProcessingException

from exogenous.host import own_libraries

#: What a package says of the libraries it runs with, and what they do.
LOOK = """
import json, rasterio, pyogrio, shapely
def look():
    box = shapely.box(0, 0, 1, 1)
    return json.dumps([
        rasterio.__gdal_version__,
        rasterio.__proj_version__,
        list(pyogrio.__gdal_version__),
        shapely.to_wkb(box).hex(),
        shapely.make_valid(shapely.from_wkt("POLYGON((0 0,1 1,1 0,0 1,0 0))")).wkt,
        bool(shapely.contains_xy(box, 0.5, 0.5)),
    ])
"""

IMPORTED = """
import json, sys
def look():
    return json.dumps(sorted({"pyogrio", "geopandas", "pandas"} & set(sys.modules)))
"""

SCRIPT = """
from qgis.core import QgsProcessingAlgorithm, QgsProcessingOutputString
class Look(QgsProcessingAlgorithm):
    def name(self):
        return "look"
    displayName = name
    def createInstance(self):
        return Look()
    def initAlgorithm(self, configuration=None):
        self.addOutput(QgsProcessingOutputString("SEEN", ""))
    def processAlgorithm(self, parameters, context, feedback):
        from exogenous.host import own_libraries
        own_libraries.load()
        names = {}
        exec(%r, names)
        return {"SEEN": names["look"]()}
"""


def _said_by_qgis(qgis_process, profile, look):
    scripts = profile / "profiles" / "default" / "processing" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "look.py").write_text(SCRIPT % look)
    done = qgis_process("run", "script:look")
    assert done.returncode == 0, done.stderr
    (seen,) = [line for line in done.stdout.splitlines() if line.startswith("SEEN:")]
    return json.loads(seen.partition(":")[2])


def test_packages_use_what_they_came_with(qgis_process, profile):
    seen = _said_by_qgis(qgis_process, profile, LOOK)
    alone = subprocess.run(
        [sys.executable, "-c", f"{LOOK}\nprint(look())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen == json.loads(alone.stdout)


def test_all_compiled_parts_are_found():
    found = {
        part.name.split(".")[0] for part in own_libraries._compiled_parts("rasterio")
    }
    assert {"_base", "_warp", "_features"} <= found
    assert own_libraries._compiled_parts("no_such_package") == []


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        (f"_speedups{EXTENSION_SUFFIXES[0]}", True),
        ("_speedups.abi3.so", True),
        ("_speedups.so", True),
        ("_speedups.cpython-315-x86_64-linux-gnu.so", False),
        ("_speedups.cpython-36m-x86_64-linux-gnu.so", False),
        ("_speedups.cp311-win_amd64.pyd", False),
        ("libgeos.so.3", False),
    ],
)
def test_parts_of_another_python_are_left_alone(tmp_path, monkeypatch, name, is_ours):
    """Debian's packages hold those of several Pythons side by side."""
    package = tmp_path / "two_pythons"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / name).touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert own_libraries._compiled_parts("two_pythons") == (
        [package / name] if is_ours else []
    )


def test_nothing_is_imported_that_a_run_may_not_need(qgis_process, profile):
    assert _said_by_qgis(qgis_process, profile, IMPORTED) == []


def test_package_that_does_not_load_is_an_answer(run, scene, monkeypatch):
    def broken():
        raise ImportError("libgdal.so: undefined symbol", name="rasterio._base")

    monkeypatch.setattr(own_libraries, "load", broken)
    message = r"lacks: rasterio\._base \(libgdal\.so: undefined symbol\)\. Install"
    with pytest.raises(QgsProcessingException, match=message):
        run("stack", PRODUCT=scene.product, OUTPUT="TEMPORARY_OUTPUT")
