# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmarks name functions of the core by text: all of them are there."""

from __future__ import annotations

import importlib.util
import re
from pkgutil import resolve_name

import pytest
from places import ROOT, own_modules

BENCHMARKS = ROOT / "benchmarks"


def named() -> list[str]:
    """List the dotted names below `exogenous` in the benchmarks, whatever they name."""
    texts = (path.read_text(encoding="utf-8") for path in own_modules(BENCHMARKS))
    names = (re.findall(r"\bexogenous(?:\.\w+)+", text) for text in texts)
    return sorted({name for found in names for name in found})


def test_names_are_found() -> None:
    assert "exogenous.core.compute.polygon_mask" in named()


@pytest.mark.parametrize("name", named())
def test_what_is_named_is_there(name: str) -> None:
    if name != "exogenous.classFactory":  # which needs QGIS
        assert resolve_name(name)


def test_what_the_profiler_marks_is_called_by_that_name() -> None:
    path = BENCHMARKS / "systems" / "marked.py"
    spec = importlib.util.spec_from_file_location("marked", path)
    assert spec is not None
    assert spec.loader is not None
    marked = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(marked)
    for owner, function, mark in marked._MARKS["exogenous_core"]:
        assert callable(getattr(resolve_name(owner), function))
        assert mark in {marked.BLOCK, marked.POSITIONS}
