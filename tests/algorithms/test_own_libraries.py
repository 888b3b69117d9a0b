# SPDX-License-Identifier: GPL-3.0-or-later
"""In QGIS's own programs, whose libraries come first unless one takes care."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from qgis.core import QgsProcessingException

from exogenous.algorithms import own_libraries

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
        from exogenous.algorithms import own_libraries
        own_libraries.load()
        names = {}
        exec(%r, names)
        return {"SEEN": names["look"]()}
"""


def test_packages_use_what_they_came_with(qgis_process, profile):
    scripts = profile / "profiles" / "default" / "processing" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "look.py").write_text(SCRIPT % LOOK)
    done = qgis_process("run", "script:look")
    assert done.returncode == 0, done.stderr
    (seen,) = [line for line in done.stdout.splitlines() if line.startswith("SEEN:")]
    alone = subprocess.run(
        [sys.executable, "-c", f"{LOOK}\nprint(look())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(seen.partition(":")[2]) == json.loads(alone.stdout)


def test_all_compiled_parts_are_found():
    found = own_libraries._compiled_modules("rasterio")
    assert {"rasterio._base", "rasterio._warp", "rasterio._features"} <= set(found)
    assert own_libraries._compiled_modules("no_such_package") == []


def test_flags_are_put_back():
    before = sys.getdlopenflags()
    with own_libraries._own_libraries_first():
        assert sys.getdlopenflags() & os.RTLD_DEEPBIND
    assert sys.getdlopenflags() == before


def test_package_that_does_not_load_is_an_answer(run, scene, monkeypatch):
    def broken():
        raise ImportError("libgdal.so: undefined symbol", name="rasterio._base")

    monkeypatch.setattr(own_libraries, "load", broken)
    message = r"lacks: rasterio\._base \(libgdal\.so: undefined symbol\)\. Install"
    with pytest.raises(QgsProcessingException, match=message):
        run("stack", PRODUCT=scene.product, OUTPUT="TEMPORARY_OUTPUT")
