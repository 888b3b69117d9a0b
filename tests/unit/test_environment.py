# SPDX-License-Identifier: GPL-3.0-or-later
"""The core works whatever PROJ database the process is told to use."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import rasterio
import rasterio._env
from places import ROOT
from rasterio.crs import CRS
from rasters import box_ring, make_polygons, make_raster, placed, ramp, read_back

from exogenous.core.environment import raster_environment
from exogenous.core.memory import CACHE_BYTES

#: Where another PROJ than rasterio's keeps its database, as QGIS's does.
FOREIGN = Path("/usr/share/proj")

RUN = """
import importlib.util, sys
root, product, layer, area, out = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)
from exogenous.core import OutputOptions, Request, load, parse_exo, stack
from exogenous.core.request.aoi_parsing import from_text

layers = parse_exo({"a": {"path": layer}, "b": {"path": layer, "crs": "EPSG:4258"}})
request = Request(
    product=product, bands=("1",), layers=layers, aoi=from_text(area), mask_aoi=True
)
stack(request, out, OutputOptions(threads=3))
data = load(product, exo=layer, window="-3.1,-2.9,45,46 [EPSG:4326]")
print(float(data["layer"].sum().compute(scheduler="threads")))
"""


def run(tmp_path: Path, name: str, **environment: str) -> tuple[str, Path]:
    product = make_raster(tmp_path / "product.tif", ramp(1200, 1100, "uint16"))
    layer = make_raster(
        tmp_path / "layer.tif",
        ramp(60, 60),
        crs="EPSG:4326",
        transform=placed(left=-3.05, top=45.2, pixel=0.01),
    )
    ring = box_ring(500_050, 4_989_000, 510_000, 4_999_950)
    area = make_polygons(tmp_path / "area.geojson", [ring])
    out = tmp_path / f"{name}.tif"
    clean = {k: v for k, v in os.environ.items() if k not in {"PROJ_LIB", "PROJ_DATA"}}
    done = subprocess.run(
        [sys.executable, "-c", RUN, ROOT, product, layer, area, out],
        capture_output=True,
        text=True,
        check=False,
        env={**clean, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr, out


@pytest.mark.skipif(
    not (FOREIGN / "proj.db").exists(), reason=f"there is no PROJ in {FOREIGN}"
)
def test_another_projs_database_changes_nothing(tmp_path: Path) -> None:
    words, plain = run(tmp_path, "plain")
    named = str(FOREIGN)
    told, other = run(tmp_path, "other", PROJ_LIB=named, PROJ_DATA=named)
    assert told == words
    one, two = read_back(other), read_back(plain)
    assert one.values.tobytes() == two.values.tobytes()
    assert str(one.profile) == str(two.profile)
    assert one.profile["crs"].to_epsg() == 32630


def test_the_threads_of_linear_algebra_change_nothing(tmp_path: Path) -> None:
    names = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
    _, one = run(tmp_path, "one", **dict.fromkeys(names, "1"))
    _, four = run(tmp_path, "four", **dict.fromkeys(names, "4"))
    assert read_back(one).values.tobytes() == read_back(four).values.tobytes()


def test_threads_find_systems_within_it() -> None:
    found = []

    def look() -> None:
        with raster_environment():
            found.append(CRS.from_epsg(3035).to_authority())

    with raster_environment():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        found.append(CRS.from_epsg(3035).to_authority())
    assert found == [("EPSG", "3035")] * 2


@pytest.mark.parametrize("variable", ["PROJ_LIB", "PROJ_DATA"])
def test_rasterio_does_not_see_which_database_others_use(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "/nowhere")
    found = []

    def look() -> None:
        for _ in range(2):
            with raster_environment():
                with raster_environment():
                    found.append(CRS.from_epsg(3035).to_authority())
                found.append(CRS.from_epsg(2154).to_authority())

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(("EPSG", "3035")) == found.count(("EPSG", "2154")) == 8
    assert os.environ[variable] == "/nowhere"
    with raster_environment():
        assert rasterio._env.os.environ.get(variable) is None
        assert rasterio._env.os.environ.get("PATH") == os.environ["PATH"]
        assert variable not in list(rasterio._env.os.environ)
        assert rasterio._env.os.path is os.path


def test_it_may_be_nested_and_leaves_the_callers_settings() -> None:
    with rasterio.Env(GDAL_NUM_THREADS="1"):
        with raster_environment(), raster_environment():
            assert rasterio.env.getenv()["GDAL_NUM_THREADS"] == "1"
            assert rasterio.env.getenv()["GDAL_CACHEMAX"] == CACHE_BYTES
        assert "GDAL_CACHEMAX" not in rasterio.env.getenv()
    assert CRS.from_epsg(3035).to_authority() == ("EPSG", "3035")
