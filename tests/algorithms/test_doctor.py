# SPDX-License-Identifier: GPL-3.0-or-later
"""The report says what is there and what is wrong, and gives nothing away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from osgeo import gdal
from qgis.core import Qgis

import exogenous
from exogenous.doctor import libraries, machine, packages
from exogenous.doctor.report import report

ROOT = Path(exogenous.__file__).parent

#: As `python -m exogenous.doctor`, whatever the folder of the checkout is called.
RUN = """
import importlib.util, runpy, sys
root = sys.argv.pop(1)
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["exogenous"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
runpy.run_module("exogenous.doctor", run_name="__main__")
"""


def printed(*options: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, *options, "-c", RUN, str(ROOT)],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Put a copy of a package before all others."""

    def made(name: str, version: str, code: str = "") -> Path:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(code)
        info = tmp_path / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n")
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
        return tmp_path

    return made


def test_it_says_what_runs_here(qgis_app, tmp_path):
    said = report(tmp_path / "nothing")
    assert f"numpy {np.__version__}" in said
    assert f"rasterio {rasterio.__version__}, GDAL {rasterio.__gdal_version__}" in said
    assert f"\nGDAL {gdal.__version__}\n" in said
    assert f"QGIS {Qgis.QGIS_VERSION}" in said
    assert "osgeo.gdal_array works" in said
    assert f"packages {tmp_path / 'nothing'}: not there" in said
    assert "JP2OpenJPEG" in said


def test_a_sound_machine_has_nothing_wrong():
    assert printed().startswith("Nothing was found wrong.\n\n## Exogenous\nversion ")


def test_it_works_without_any_package():
    """Where it is needed most: -S leaves out all folders of packages."""
    said = printed("-S", "-E")
    for name in packages.RUN:
        assert f"! {name} is missing: Raster, Exogenous, Python packages…" in said
    assert "none in this Python" in said


def test_a_numpy_before_qgis_own_is_named(made):
    folder = made("numpy", "99.0")
    section = packages.packages()
    (problem,) = [one for one in section.problems if one.startswith("numpy")]
    assert f"99.0 in {folder}" in problem
    assert np.__version__ in problem


def test_a_copy_behind_another_is_named(made):
    folder = made("affine", "1.0")
    assert f"  behind it: 1.0 in {folder}" in packages.packages().lines


def test_a_numpy_in_the_own_folder_is_wrong(tmp_path):
    (tmp_path / "numpy").mkdir()
    (problem,) = machine.folders(tmp_path).problems
    assert problem.endswith(f"remove {tmp_path / 'numpy'}.")


def test_a_variable_that_names_no_database_is_wrong(monkeypatch, tmp_path):
    monkeypatch.setenv("PROJ_DATA", str(tmp_path))
    assert f"PROJ_DATA names {tmp_path}, which has no proj.db." in (
        libraries.proj().problems
    )


def test_a_broken_rasterio_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "rasterio", None)
    (problem,) = libraries.rasterio_gdal().problems
    assert problem.startswith("rasterio does not load (")


def test_no_secret_and_no_name_is_in_it():
    said = printed(
        GDAL_DATA="http://me:hunter2@host.org/data",
        AWS_SECRET_ACCESS_KEY="hunter3",  # noqa: S106
        EXOGENOUS_EOREADER_PYTHON=f"{Path.home()}/eo/bin/python",
    )
    assert "hunter" not in said
    assert "http://…@host.org" in said
    assert "EXOGENOUS_EOREADER_PYTHON=~/eo/bin/python" in said
    assert f"{Path.home()}/" not in said
