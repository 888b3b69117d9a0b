# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages that only some work needs are asked for by that work alone."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rasters import make_raster

import exogenous
from exogenous.core import ExogenousError, load
from exogenous.core.errors import MissingPackage
from exogenous.core.io.paths import any_path
from exogenous.core.message import say
from exogenous.core.packages import require
from exogenous.core.request.aoi_parsing import from_text

ROOT = Path(exogenous.__file__).parent

#: Runs the core with finders that know none of the packages of the full installation.
BARE = """
import importlib.util, json, sys
from importlib.machinery import PathFinder
GONE = {"pyogrio", "xarray", "dask", "sertit", "pandas", "geopandas", "distributed"}
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        gone = name.partition(".")[0] in GONE
        return None if gone else super().find_spec(name, path, target)
sys.meta_path[:] = [m for m in sys.meta_path if m is not PathFinder] + [Without]
spec = importlib.util.spec_from_file_location(
    "exogenous", sys.argv[1] + "/__init__.py", submodule_search_locations=[sys.argv[1]]
)
sys.modules["exogenous"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from exogenous.core import Request, load, parse_exo, stack
from exogenous.core.errors import MissingPackage
raster, out = sys.argv[2:]
request = Request(product=raster, bands=("1",), layers=parse_exo(raster))
print(json.dumps(stack(request, out).band_names))
try:
    load(raster, 1)
except MissingPackage as error:
    print(error)
"""


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch):
    find = importlib.util.find_spec

    def without(*missing: str) -> None:
        monkeypatch.setattr(
            importlib.util,
            "find_spec",
            lambda name, *rest: None if name in missing else find(name, *rest),
        )

    return without


def test_what_is_there_is_not_asked_for(without) -> None:
    without("pyogrio")
    require("numpy", "json", purpose=say("load"))


@pytest.mark.parametrize("missing", ["dask", "xarray"])
def test_load_says_which_package_it_needs(without, tmp_path: Path, missing) -> None:
    without(missing)
    raster = make_raster(tmp_path / "a.tif", np.ones((2, 2), dtype="uint8"))
    with pytest.raises(
        MissingPackage, match=f"load needs the Python package {missing}"
    ):
        load(str(raster), 1)


def test_a_vector_file_says_so(without, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("exogenous.core.io.vector_reader._CHOSEN", [])
    without("pyogrio")
    (tmp_path / "a.geojson").write_text("{}")
    with pytest.raises(MissingPackage, match=r"A vector file needs .* pyogrio"):
        from_text(str(tmp_path / "a.geojson"))


def test_an_extent_does_not(without) -> None:
    without("pyogrio")
    assert from_text("0,1,0,1").geometry.area == 1


def test_a_product_in_a_cloud_says_so(without) -> None:
    without("sertit")
    with pytest.raises(MissingPackage, match=r"in a cloud needs .* pip install sertit"):
        any_path("s3://bucket/S2A.SAFE")


def test_it_is_an_error_of_the_plugin_and_of_an_import() -> None:
    error = MissingPackage("dask", say("load"))
    assert isinstance(error, ExogenousError)
    assert isinstance(error, ImportError)
    assert error.name == "dask"


def test_a_run_needs_none_of_them(tmp_path: Path) -> None:
    raster = make_raster(tmp_path / "a.tif", np.ones((4, 4), dtype="uint8"))
    done = subprocess.run(
        [sys.executable, "-c", BARE, ROOT, raster, tmp_path / "out.tif"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names, missing = done.stdout.splitlines()
    assert json.loads(names) == ["1", "a"] or len(json.loads(names)) == 2
    assert missing.startswith("load needs the Python package xarray")
