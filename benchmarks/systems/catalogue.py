# SPDX-License-Identifier: GPL-3.0-or-later
"""Every system by its name: the command that does a job, and which version it is."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import gdal_tools
import qgis_algorithms as qgis
import qgis_process
from cases import (
    EOREADER,
    FLOOR,
    GDAL,
    GDAL_PIXELS,
    ODC_GEO,
    OURS,
    OURS_QGIS,
    QGIS_WARP,
    RIOXARRAY,
)
from paths import HERE, ROOT
from peers import python_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from job import Job

_PROGRAMS = HERE / "systems"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A job, and the files that go with it."""

    job: Job
    saved: Path
    """The job as JSON."""
    folder: Path
    """Where the output goes, and where the command runs."""
    content: Path
    """The array that the floor encodes."""


def command(system: str, task: Task) -> list[str]:
    """Return the command with which a system does a task."""
    return _COMMANDS[system](task)


def _ours(task: Task) -> list[str]:
    return [sys.executable, _program("exogenous_core"), str(task.saved)]


def _ours_qgis(task: Task) -> list[str]:
    return qgis.exogenous(task.job, task.folder)


def _eoreader(task: Task) -> list[str]:
    python = str(python_of("eoreader"))
    return [python, _program("eoreader_product"), str(task.saved)]


def _gdal_tools(task: Task, *more: str) -> list[str]:
    return ["sh", "-e", "-c", gdal_tools.script(task.job, *more)]


def _gdal_pixels(task: Task) -> list[str]:
    return _gdal_tools(task, "-ovr", "NONE")


def _arrays(library: str, task: Task) -> list[str]:
    return [str(python_of("arrays")), _program("arrays"), library, str(task.saved)]


def _qgis_warp(task: Task) -> list[str]:
    return qgis.warpreproject(task.job, task.folder)


def _floor(task: Task) -> list[str]:
    return [sys.executable, _program("floor"), str(task.saved), str(task.content)]


_COMMANDS: dict[str, Callable[[Task], list[str]]] = {
    OURS: _ours,
    OURS_QGIS: _ours_qgis,
    EOREADER: _eoreader,
    GDAL: _gdal_tools,
    GDAL_PIXELS: _gdal_pixels,
    RIOXARRAY: partial(_arrays, "rioxarray"),
    ODC_GEO: partial(_arrays, "odc-geo"),
    QGIS_WARP: _qgis_warp,
    FLOOR: _floor,
}


def environment() -> dict[str, str]:
    """Return the environment that all systems run in.

    They may keep their bytecode, as where they are used: compiling takes half a second
    of each start, and more with pandas.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **qgis_process.OFFSCREEN}


def versions(systems: Iterable[str]) -> dict[str, str]:
    """Say what took part, and which version of it."""
    names = set(systems)
    found = {OURS: _said(["git", "-C", str(ROOT), "describe", "--always", "--dirty"])}
    if names & {GDAL, GDAL_PIXELS, QGIS_WARP}:
        found[GDAL] = _said(["gdalwarp", "--version"])
    if names & {OURS_QGIS, QGIS_WARP}:
        found["QGIS"] = _said([qgis_process.find(), "--version"]).splitlines()[0]
    if EOREADER in names:
        found[EOREADER] = _package("eoreader", "eoreader")
    for system, package in ((RIOXARRAY, "rioxarray"), (ODC_GEO, "odc-geo")):
        if system in names:
            found[system] = _package("arrays", package)
    return found


def _program(name: str) -> str:
    return str(_PROGRAMS / f"{name}.py")


def _package(environment_name: str, package: str) -> str:
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    return _said([str(python_of(environment_name)), "-c", code])


def _said(words: list[str]) -> str:
    done = subprocess.run(
        words, env=environment(), capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
