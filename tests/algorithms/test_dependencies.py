# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens where QGIS is, and the core's packages are not."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import sys
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
)

import exogenous
from exogenous.host.packages import needed, search_order
from exogenous.host.packages.folder import own_folder

ROOT = Path(exogenous.__file__).parent


@pytest.fixture
def without(monkeypatch):
    """Let packages be missing, as far as Python's finder says."""
    find = importlib.util.find_spec

    def without(*missing):
        monkeypatch.setattr(
            importlib.util,
            "find_spec",
            lambda name, *rest: None if name in missing else find(name, *rest),
        )

    return without


def test_nothing_is_lacking_here():
    assert needed.lacking() == ()


def test_missing_packages_are_listed(without):
    without("rasterio", "affine")
    assert needed.lacking() == ("affine", "rasterio")


def test_a_run_needs_few_packages(without):
    without("pyogrio", "xarray", "dask", "sertit", "distributed", "geopandas")
    assert needed.lacking() == ()


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ("shapely>=2.0", "shapely at least 2.0 (found 1.8.5)"),
        ("shapely[test]>=1.8,<1.8.5", "shapely below 1.8.5 (found 1.8.5)"),
        ("shapely>=1.8.5,<2", ""),
        ("shapely>=1.10", "shapely at least 1.10 (found 1.8.5)"),
        ("shapely", ""),
        ("no_such_package>=1", "no_such_package"),
    ],
)
def test_versions_are_compared(monkeypatch, requirement, words):
    monkeypatch.setattr(search_order, "version_of", lambda _name: "1.8.5")
    assert needed.lack(requirement) == words


def test_every_requirement_is_understood():
    lines = needed.REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    named = {line for line in lines if line and not line.startswith("#")}
    assert {"numpy", *needed.RUN.requirements} == named


def test_requirements_cover_what_the_core_imports():
    known = {*sys.stdlib_module_names, "exogenous", "__future__"}
    files = (ROOT / "requirements.txt", ROOT / "requirements-full.txt")
    listed = [line for one in files for line in one.read_text("utf-8").splitlines()]
    required = {re.match(r"[\w-]*", line)[0] for line in listed}
    # These come with the packages named: affine and click with rasterio.
    known |= required | {"affine", "typing_extensions"}
    for path in (ROOT / "core").rglob("*.py"):
        if "exogenous_child" in path.parts:  # runs in EOReader's own Python
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            else:
                continue
            for name in names:
                assert name.split(".")[0] in known, f"{path}: {name}"


@pytest.mark.parametrize("name", ["stack", "collocate", "describe"])
def test_algorithms_say_what_is_missing_and_how_to_get_it(plugin, without, name):
    without("rasterio", "shapely")
    algorithm = QgsApplication.processingRegistry().algorithmById(f"exo:{name}")
    ok, message = algorithm.canExecute()
    assert not ok
    assert "\n" not in message
    assert "rasterio, shapely" in message
    assert "by Raster, Exogenous, Python packages…" in message
    python, program, *arguments = shlex.split(message.partition("QGIS again: ")[2])
    assert Path(python).is_file()
    assert Path(python).name == f"python3.{sys.version_info.minor}"
    assert Path(program) == ROOT / "host" / "packages" / "program.py"
    profile = Path(QgsApplication.qgisSettingsDirPath())
    assert arguments[:2] == ["--into", str(own_folder(profile))]
    assert {"rasterio>=1.4.2,<1.6", "shapely>=2.0"} <= set(arguments)


def test_run_says_so_too(run, scene, without):
    without("rasterio")
    with pytest.raises(QgsProcessingException, match="lacks: rasterio"):
        run("stack", PRODUCT=scene.product, OUTPUT="TEMPORARY_OUTPUT")


def test_model_says_so_too(plugin, scene, without, make_feedback):
    import processing

    model = QgsProcessingModelAlgorithm("model", "tests")
    child = QgsProcessingModelChildAlgorithm("exo:stack")
    child.setChildId("stack")
    model.addChildAlgorithm(child)
    without("rasterio")
    feedback = make_feedback()
    with pytest.raises(QgsProcessingException):
        processing.run(model, {}, feedback=feedback)
    assert any("lacks: rasterio" in error for error in feedback.errors)
