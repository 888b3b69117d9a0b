# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication

import exogenous

ROOT = Path(exogenous.__file__).parent


@pytest.fixture
def registry(qgis_app):
    return QgsApplication.processingRegistry()


def test_provider_is_there_until_unload(registry):
    plugin = exogenous.classFactory(None)
    plugin.initGui()
    provider = registry.providerById("exo")
    assert provider.name() == "Exogenous"
    assert {algorithm.name() for algorithm in provider.algorithms()} == {
        "stack",
        "collocate",
        "describe",
    }
    plugin.unload()
    assert registry.providerById("exo") is None
    plugin.unload()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("stack", "Stack product with exogenous"),
        ("collocate", "Collocate exogenous layers"),
        ("describe", "Describe product"),
    ],
)
def test_algorithms_have_their_names_and_icon(plugin, registry, name, title):
    algorithm = registry.createAlgorithmById(f"exo:{name}")
    assert algorithm.displayName() == title
    assert not algorithm.icon().isNull()
    assert Path(algorithm.svgIconPath()).is_file()
    assert algorithm.helpUrl().startswith(("https://", "file:///"))
    assert algorithm.canExecute() == (True, "")


#: Loads the package as QGIS does, and lists what it brought along.
LOAD = f"""
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location(
    "exogenous", {str(ROOT / "__init__.py")!r},
    submodule_search_locations=[{str(ROOT)!r}],
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
def brought(before):
    return sorted({{name.split(".")[0] for name in set(sys.modules) - before}})
"""


def printed_by(code):
    done = subprocess.run(
        [sys.executable, "-c", LOAD + code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip().splitlines()


def test_package_imports_nothing_of_qgis():
    code = """
before = set(sys.modules)
spec.loader.exec_module(module)
print("qgis" in brought(before), "rasterio" in brought(before))
"""
    assert printed_by(code) == ["False False"]


def test_plugin_loads_without_the_core(qgis_app):
    """QGIS starts as fast as ever: the core's packages wait for the first run."""
    code = """
import os
from qgis.core import QgsApplication, QgsProcessingAlgorithm
app = QgsApplication([], False)
app.initQgis()
before, start = set(sys.modules), time.process_time()
spec.loader.exec_module(module)
module.classFactory(None).initProcessing()
print(time.process_time() - start)
print({"numpy", "rasterio", "shapely", "sertit", "dask"} & set(brought(before)))
print("exogenous.algorithms.stack" in sys.modules, "exogenous.core" in sys.modules)
sys.stdout.flush()
os._exit(0)
"""
    seconds, heavy, modules = printed_by(code)[-3:]
    assert heavy == "set()"
    assert modules == "True False"
    assert float(seconds) < 0.1
