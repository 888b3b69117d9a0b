# SPDX-License-Identifier: GPL-3.0-or-later
"""One module uses what rasterio keeps to itself, and refuses a rasterio without it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import types
from pathlib import Path

import pytest
import rasterio
import rasterio._env
import rasterio._err
import rasterio.warp
from rasterio.crs import CRS

from exogenous.core import errors, rasterio_private

ROOT = Path(__file__).resolve().parents[2]
ADAPTER = Path(rasterio_private.__file__)
PARTS = ("core", "host", "algorithms", "gui", "benchmarks", "scripts", "demo")
MODULES = sorted(
    path
    for path in [
        *ROOT.glob("*.py"),
        *(p for d in PARTS for p in ROOT.glob(f"{d}/**/*")),
    ]
    if path.suffix == ".py"
)

#: As in `rasterio._err`, and not as in `rasterio.__version__`.
PRIVATE = re.compile(r"\brasterio(\.\w+)*\._(?!_)")


def private_names(code: str) -> list[str]:
    """List what a module names of rasterio that begins with one underscore."""
    names = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            names.append(ast.unparse(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.append(node.value)
    return [name for name in names if PRIVATE.search(name)]


def adapter_with(monkeypatch: pytest.MonkeyPatch, name: str, without: str) -> None:
    """Import the adapter anew where a module of rasterio lacks a name."""
    full = sys.modules[name]
    less = types.ModuleType(name)
    less.__dict__.update({k: v for k, v in vars(full).items() if k != without})
    monkeypatch.setitem(sys.modules, name, less)
    package = rasterio_private.__package__
    spec = importlib.util.spec_from_file_location(f"{package}.adapter_anew", ADAPTER)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_other_module_names_what_is_private_to_rasterio(path: Path) -> None:
    found = private_names(path.read_text(encoding="utf-8"))
    assert (path == ADAPTER) == bool(found), found


@pytest.mark.parametrize(
    "code",
    [
        "from rasterio._err import CPLE_BaseError",
        "from rasterio import _env",
        "from rasterio.crs import _epsg_treats_as_latlong",
        "import rasterio._warp as warp",
        "def f():\n    return rasterio.io._thing()",
        "import_module('rasterio._io')",
    ],
)
def test_the_scan_sees_private_names_however_they_are_reached(code: str) -> None:
    assert private_names(code)


@pytest.mark.parametrize(
    "code",
    ["rasterio.__version__", "from rasterio.crs import CRS", "from ._env import a"],
)
def test_the_scan_lets_public_names_be(code: str) -> None:
    assert not private_names(code)


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        ("rasterio._err", "CPLE_BaseError", "CPLE_BaseError"),
        ("rasterio._err", "CPLE_AppDefinedError", "CPLE_AppDefinedError"),
        ("rasterio._env", "os", "os.environ"),
        ("rasterio._env", "PROJDataFinder", "PROJDataFinder"),
        ("rasterio._env", "set_proj_data_search_path", "set_proj_data_search_path"),
    ],
)
def test_a_rasterio_without_the_name_is_refused_by_its_version(
    monkeypatch: pytest.MonkeyPatch, module: str, name: str, said: str
) -> None:
    monkeypatch.setattr(rasterio, "__version__", "9.8.7")
    with pytest.raises(errors.UnknownRasterio) as caught:
        adapter_with(monkeypatch, module, without=name)
    assert f"rasterio 9.8.7 has no {module}.{said}" in str(caught.value)
    assert isinstance(caught.value, ImportError)
    assert caught.value.name == "rasterio"


@pytest.mark.parametrize("module", ["rasterio._err", "rasterio._env"])
def test_a_rasterio_without_the_module_is_refused(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(errors.UnknownRasterio, match=re.escape(module)):
        adapter_with(monkeypatch, "rasterio.env", without="nothing")


def test_transforms_raise_what_the_adapter_names() -> None:
    local = CRS.from_wkt('LOCAL_CS["a",UNIT["metre",1]]')
    with pytest.raises(rasterio_private.GdalError) as unrelated:
        rasterio.warp.transform(local, "EPSG:4326", [0.0], [0.0])
    assert not isinstance(unrelated.value, rasterio_private.GdalAppDefinedError)
    with pytest.raises(rasterio_private.GdalAppDefinedError):
        rasterio.warp.transform("EPSG:4326", "EPSG:32631", [200.0], [95.0])
