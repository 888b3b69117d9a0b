# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample data need numpy and rasterio alone, and nothing of the plugin."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "sampledata"
MODULES = sorted(PACKAGE.rglob("*.py"))

ALLOWED = {"affine", "numpy", "rasterio", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_it_imports_numpy_rasterio_and_itself(path: Path) -> None:
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= ALLOWED
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= depth, "leaves the package"
            assert node.level or str(node.module).partition(".")[0] in ALLOWED
