# SPDX-License-Identifier: GPL-3.0-or-later
"""Where grids of datums are looked for: the user's folder, QGIS's, the system's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from exogenous.core import proj_folders

#: The plugin finds a grid of the system's, and so lands where QGIS's own map is.
SYSTEM = Path("/usr/share/proj")

MOVED = """
import importlib.util, sys
root, *folders = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)
from exogenous.core import proj_folders
from exogenous.core.environment import raster_environment
import rasterio
proj_folders.tell_folders(folders)
with raster_environment():
    pass
with rasterio.Env(), raster_environment():
    from rasterio.warp import transform
    (x,), (y,) = transform("EPSG:27200", "EPSG:32760", [2660431.447], [5988397.72])
    print(x, y)
"""


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("PROJ_DATA", "PROJ_LIB", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PROJ_USER_WRITABLE_DIRECTORY", str(tmp_path / "own"))
    monkeypatch.setattr(proj_folders, "_TOLD", [])
    monkeypatch.setattr(proj_folders, "_SYSTEM", ())
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    return tmp_path


def test_the_users_folder_comes_first(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [nowhere / name for name in ("own", "told", "named", "other")]
    for folder in folders:
        folder.mkdir()
    named = os.pathsep.join(map(str, [*folders[2:], nowhere / "missing"]))
    monkeypatch.setenv("PROJ_DATA", named)
    proj_folders.tell_folders([str(nowhere / "told"), str(nowhere / "told")])
    assert proj_folders.grid_folders() == tuple(map(str, folders))


def test_folders_that_are_not_there_are_left_out(nowhere: Path) -> None:
    assert proj_folders.grid_folders() == ()


def moved(*folders: Path, **environment: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", MOVED, ROOT, *folders],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return [float(word) for word in done.stdout.split()]


@pytest.mark.skipif(
    not (SYSTEM / "nzgd2kgrid0005.gsb").exists(), reason=f"there is no grid in {SYSTEM}"
)
def test_a_grid_of_the_system_is_used_in_every_environment() -> None:
    # gdaltransform with the system's grids: 315509.99987 5425899.99615
    assert moved() == pytest.approx([315509.99987, 5425899.99615], abs=1e-3)


def test_a_grid_of_the_users_is_used(tmp_path: Path) -> None:
    """The system's grid under another name is no grid; in the user's folder it is."""
    named = {"PROJ_USER_WRITABLE_DIRECTORY": str(tmp_path)}
    with_system = moved(**named)
    (tmp_path / "nz_linz_nzgd2kgrid0005.tif").write_bytes(b"no grid")
    assert moved(**named) != with_system
