# SPDX-License-Identifier: GPL-3.0-or-later
"""From QGIS alone to the first stack: the panel gets the packages by pip itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
#: QGIS's Python without the environment of the tests, and so without the packages.
PYTHON = Path(sys.base_prefix) / "bin" / f"python{VERSION}"


@pytest.fixture(scope="module")
def bare():
    """Return QGIS's own Python, where it lacks the packages and can get them."""
    code = "import qgis.core, pip, importlib.util as u; print(u.find_spec('rasterio'))"
    tried = subprocess.run(
        [PYTHON, "-c", code], capture_output=True, text=True, check=False
    )
    if tried.stdout.strip() != "None":
        pytest.skip(f"{PYTHON} has the packages, or no QGIS or pip")
    pip = [PYTHON, "-m", "pip", "install", "--dry-run", "--quiet", "--no-input"]
    reached = subprocess.run(
        [*pip, "--target", "/nowhere", "defusedxml"], capture_output=True, check=False
    )
    if reached.returncode:
        pytest.skip("no package index is reached")
    return str(PYTHON)


def test_first_stack_of_a_qgis_without_packages(bare, tmp_path):
    kept = {
        k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}
    }
    done = subprocess.run(
        [bare, str(ROOT / "tests" / "gui" / "first_use.py"), str(ROOT), str(tmp_path)],
        env={
            **kept,
            "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["clicks"] <= 5
    assert seen["bands"] == [6]
    assert seen["before"] == seen["after"]
    assert seen["folder"].endswith(f"/python/exogenous/{VERSION}")
    assert {"rasterio", "shapely"} <= set(seen["names"])
    assert not {"numpy", "pandas", "xarray"} & set(seen["names"])
    assert seen["megabytes"] < 150
