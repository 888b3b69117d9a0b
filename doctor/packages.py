# SPDX-License-Identifier: GPL-3.0-or-later
"""Which packages are found, where, and which copies of them are not."""

from __future__ import annotations

import importlib.util
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from .section import Section

#: Of a run in QGIS, then of what only some work needs.
RUN: Final = ("numpy", "rasterio", "affine", "shapely", "defusedxml")
MORE: Final = ("xarray", "dask", "pyogrio", "sertit", "distributed", "pyproj", "pandas")


def packages() -> Section:
    """Say which copy of each package is found, and which are behind it."""
    lines, problems = [], []
    for name in (*RUN, *MORE):
        where, copies = _found(name), _copies(name)
        is_needed = name in RUN
        if not where:
            lines.append(f"{name}: not there{'' if is_needed else ', and not needed'}")
            if is_needed:
                problems.append(
                    f"{name} is missing: Raster, Exogenous, Python packages…"
                )
            continue
        lines += _lines(name, where, copies)
        if name == "numpy" and len(copies) > 1:
            problems.append(
                f"numpy is there {len(copies)} times ({_listed(copies)}), and "
                f"{where} is used: QGIS's GDAL was built with one of them."
            )
    return Section(title="Packages", lines=tuple(lines), problems=tuple(problems))


def _lines(name: str, where: str, copies: list[tuple[str, str]]) -> list[str]:
    versions = [version for version, folder in copies if folder == where]
    line = f"{name} {versions[0] if versions else '(no version)'} in {where}"
    others = [one for one in copies if one[1] != where]
    behind = [f"  behind it: {version} in {folder}" for version, folder in others]
    return [line, *behind]


def _found(name: str) -> str:
    """Return the folder that a package is found in; empty where it is not."""
    module = sys.modules.get(name)
    spec = module.__spec__ if module is not None else importlib.util.find_spec(name)
    return str(Path(spec.origin).parents[1]) if spec and spec.origin else ""


def _copies(name: str) -> list[tuple[str, str]]:
    """Return the version and folder of each copy on the path, in its order."""
    found = []
    for folder in dict.fromkeys(filter(None, sys.path)):
        found += [
            (one.version, str(Path(folder)))
            for one in distributions(name=name, path=[folder])
        ]
    return found


def _listed(copies: list[tuple[str, str]]) -> str:
    return ", ".join(f"{version} in {folder}" for version, folder in copies)
