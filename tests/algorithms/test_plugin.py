# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication

import exogenous
from exogenous import dependencies

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
    assert algorithm.helpUrl().startswith("https://")
    assert algorithm.canExecute() == (True, "")


def test_package_imports_neither_qgis_nor_the_core():
    code = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('exogenous', {str(ROOT)!r}"
        f" + '/__init__.py', submodule_search_locations=[{str(ROOT)!r}])\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(module)\n"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('qgis', 'rasterio', 'numpy')])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_provider_loads_without_the_core(qgis_app):
    """QGIS starts as fast as ever: the core's packages wait for the first run."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "import importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('exogenous', {str(ROOT)!r}"
        f" + '/__init__.py', submodule_search_locations=[{str(ROOT)!r}])\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['exogenous'] = module\n"
        "spec.loader.exec_module(module)\n"
        "from qgis.core import QgsApplication\n"
        "app = QgsApplication([], False)\n"
        "app.initQgis()\n"
        "import time\n"
        "start = time.process_time()\n"
        "plugin = module.classFactory(None)\n"
        "plugin.initProcessing()\n"
        "print(time.process_time() - start)\n"
        "print([name for name in ('numpy', 'rasterio', 'shapely', 'sertit',"
        " 'exogenous.core') if name in sys.modules])\n"
        "sys.stdout.flush()\n"
        "import os\n"
        "os._exit(0)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    seconds, heavy = found.stdout.strip().splitlines()[-2:]
    assert heavy == "[]"
    assert float(seconds) < 0.1


def test_folder_of_packages_comes_last_and_once(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", ["/first"])
    dependencies.append_folder(tmp_path)
    assert sys.path == ["/first"]
    folder = dependencies.folder(tmp_path)
    assert folder == tmp_path / "python" / "dependencies"
    folder.mkdir(parents=True)
    dependencies.append_folder(tmp_path)
    dependencies.append_folder(tmp_path)
    assert sys.path == ["/first", str(folder)]
