# SPDX-License-Identifier: GPL-3.0-or-later
"""The core knows nothing of QGIS, and its folder may have any name."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from places import ROOT
from rasters import make_raster

if TYPE_CHECKING:
    from pathlib import Path

CORE = ROOT / "core"
MODULES = sorted(CORE.rglob("*.py"))

REFUSED = {"qgis", "osgeo", "PyQt4", "PyQt5", "PyQt6", "PySide2", "PySide6", "sip"}

#: Registers a checkout as the package, as QGIS does with a plugin's folder, where
#: nothing of QGIS can be imported.
WITHOUT_QGIS = f"""
import importlib.util, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {REFUSED!r}:
            raise ImportError(f"{{name}} is refused")

sys.meta_path.insert(0, Refuse())
root, raster = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)

from exogenous.core import load

data = load(raster, exo={{"layer": {{"path": raster}}}})
print(*data, float(data["layer"].sum()))
"""


def checkout(folder: Path) -> Path:
    """Copy what the core needs into a folder of that name."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CORE, folder / "core", ignore=ignore)
    shutil.copy(ROOT / "__init__.py", folder)
    return folder


def imported(tree: ast.AST) -> list[tuple[int, str]]:
    """List the modules that are imported: relative level and name."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(0, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.level, node.module or ""))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CORE)))
def test_core_module_imports_neither_qgis_nor_what_is_outside_the_core(
    path: Path,
) -> None:
    depth = len(path.relative_to(CORE).parts)
    for level, name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        assert name.partition(".")[0] not in REFUSED or level
        assert level <= depth, f"{'.' * level}{name} is outside the core"


def test_the_scan_sees_imports_in_functions_and_behind_checks() -> None:
    code = "def f():\n    if TYPE_CHECKING:\n        from qgis.core import X\n"
    assert imported(ast.parse(code)) == [(0, "qgis.core")]


@pytest.mark.parametrize("name", ["exogenous-1.0", "été 2025"])
def test_core_loads_without_qgis_from_a_folder_of_any_name(
    tmp_path: Path, name: str
) -> None:
    root = checkout(tmp_path / name)
    raster = make_raster(tmp_path / "ramp.tif")
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_QGIS, str(root), str(raster)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["layer", str(float(sum(range(1, 181))))]


def test_the_tests_run_in_a_folder_that_is_no_python_name(tmp_path: Path) -> None:
    root = checkout(tmp_path / "exogenous-1.0")
    (root / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", root / "tests")
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "tests" / "test_it.py").write_text(
        "from exogenous.core import Block\n"
        "from pathlib import Path\n"
        "import exogenous\n\n"
        "def test_it():\n"
        "    assert Block(row_off=0, col_off=0, rows=2, cols=3).pixels == 6\n"
        "    root = Path(__file__).resolve().parent.parent\n"
        "    assert Path(exogenous.__file__).parent == root\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 passed" in run.stdout
