# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS's own Python is found on every system, by layouts that are made up here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from exogenous.host.packages.qgis_python import Running, candidates, find

DARWIN = "/Applications/QGIS.app/Contents"
LAYOUTS = {
    "the installer of Windows": (
        Running(
            platform="win32",
            version=(3, 12),
            executable=r"C:\Program Files\QGIS 3.40.5\bin\qgis-ltr-bin.exe",
            prefix=r"C:\PROGRA~1\QGIS34~1.5\apps\Python312",
        ),
        {r"C:\PROGRA~1\QGIS34~1.5\apps\Python312\python.exe"},
        r"C:\PROGRA~1\QGIS34~1.5\apps\Python312\python.exe",
    ),
    "OSGeo4W, its prefix unknown": (
        Running(
            platform="win32",
            version=(3, 12),
            executable=r"C:\OSGeo4W\bin\qgis-bin.exe",
            prefix="",
        ),
        {
            r"C:\OSGeo4W\apps\Python312\python.exe",
            r"C:\OSGeo4W\apps\Python39\python.exe",
            r"C:\OSGeo4W\bin\python.exe",
        },
        r"C:\OSGeo4W\apps\Python312\python.exe",
    ),
    "conda on Windows": (
        Running(
            platform="win32",
            version=(3, 11),
            executable=r"C:\conda\envs\gis\Library\bin\qgis.exe",
            prefix=r"C:\conda\envs\gis",
        ),
        {r"C:\conda\envs\gis\python.exe"},
        r"C:\conda\envs\gis\python.exe",
    ),
    "qgis_process on Windows, run by a shell": (
        Running(
            platform="win32",
            version=(3, 12),
            executable=r"C:\OSGeo4W\apps\Python312\python3.exe",
            prefix=r"C:\OSGeo4W\apps\Python312",
        ),
        {r"C:\OSGeo4W\apps\Python312\python3.exe"},
        r"C:\OSGeo4W\apps\Python312\python3.exe",
    ),
    "the bundle of macOS": (
        Running(
            platform="darwin",
            version=(3, 9),
            executable=f"{DARWIN}/MacOS/QGIS",
            prefix=f"{DARWIN}/MacOS",
        ),
        {f"{DARWIN}/MacOS/bin/python3", "/usr/bin/python3"},
        f"{DARWIN}/MacOS/bin/python3",
    ),
    "a bundle with a framework": (
        Running(
            platform="darwin",
            version=(3, 12),
            executable=f"{DARWIN}/MacOS/QGIS",
            prefix=f"{DARWIN}/Frameworks",
        ),
        {f"{DARWIN}/Frameworks/Python.framework/Versions/3.12/bin/python3.12"},
        f"{DARWIN}/Frameworks/Python.framework/Versions/3.12/bin/python3.12",
    ),
    "a bundle with its Python beside QGIS": (
        Running(
            platform="darwin",
            version=(3, 12),
            executable=f"{DARWIN}/MacOS/QGIS",
            prefix="/build/machine/gone",
        ),
        {f"{DARWIN}/MacOS/python3.12"},
        f"{DARWIN}/MacOS/python3.12",
    ),
    "Debian, with another Python first on PATH": (
        Running(
            platform="linux",
            version=(3, 13),
            executable="/home/me/.pyenv/shims/python3",
            prefix="/usr",
            scripts="/usr/bin",
        ),
        {"/home/me/.pyenv/shims/python3", "/usr/bin/python3.13", "/usr/bin/python3"},
        "/usr/bin/python3.13",
    ),
    "Flatpak": (
        Running(
            platform="linux",
            version=(3, 12),
            executable="",
            prefix="/usr",
            base_prefix="/usr",
            scripts="/app/bin",
        ),
        {"/app/bin/python3.12"},
        "/app/bin/python3.12",
    ),
    "conda on Linux": (
        Running(
            platform="linux",
            version=(3, 12),
            executable="/opt/conda/envs/gis/bin/qgis",
            prefix="/opt/conda/envs/gis",
        ),
        {"/opt/conda/envs/gis/bin/python3.12", "/usr/bin/python3.12"},
        "/opt/conda/envs/gis/bin/python3.12",
    ),
    "nowhere": (
        Running(
            platform="linux", version=(3, 12), executable="/usr/bin/qgis", prefix="/usr"
        ),
        set(),
        None,
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_found(layout):
    running, files, python = LAYOUTS[layout]
    assert find(running, lambda path: str(path) in files) == python


def test_qgis_itself_is_never_taken_for_it():
    for running, _, _ in LAYOUTS.values():
        assert not any("qgis" in one.stem.lower() for one in candidates(running))


def test_here_it_is_the_python_that_runs():
    python = find(Running.here())
    code = "import sys; print(*sys.version_info[:2], sys.prefix)"
    done = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [*map(str, sys.version_info[:2]), sys.prefix]
