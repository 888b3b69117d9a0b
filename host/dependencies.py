# SPDX-License-Identifier: GPL-3.0-or-later
"""The packages that QGIS does not bring: which are missing, and how to get them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import sys
import sysconfig
from pathlib import Path
from typing import Final

from .text import tr

REQUIREMENTS: Final = Path(__file__).parents[1] / "requirements.txt"

#: `name[extra]>=version,<version`; every package is imported by its own name.
_REQUIREMENT: Final = re.compile(r"^([\w-]+)(?:\[[\w,-]+\])?([<>=,.\d\s]*)(?:#.*)?$")
_BOUND: Final = re.compile(r"(>=|<)\s*([\d.]+)")


def folder(profile: Path) -> Path:
    """Return a QGIS profile's folder of packages for plugins, the same as QPIP's."""
    return profile / "python" / "dependencies"


def append_folder(profile: Path) -> None:
    """Let Python find a profile's packages, after QGIS's own packages.

    QGIS's own numpy must stay first: with another numpy, GDAL's Python bindings
    and other plugins fail.
    """
    path = folder(profile)
    known = {Path(entry) for entry in sys.path if entry}
    if path.is_dir() and path not in known:
        sys.path.append(str(path))


def lacking() -> tuple[str, ...]:
    """List the required packages that are absent, too old or too new; import none."""
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    matches = (_REQUIREMENT.match(line.strip()) for line in lines)
    found = (_lack(*match.groups()) for match in matches if match)
    return tuple(lack for lack in found if lack)


def explain(lacks: tuple[str, ...], profile: Path) -> str:
    """Return a line that names the missing packages and how to get them."""
    return tr(
        "Exogenous needs Python packages that this QGIS lacks: {packages}. Install "
        "them with the QPIP plugin, or with this command, then restart QGIS: {command}"
    ).format(packages=", ".join(lacks), command=pip_command(profile))


def _lack(name: str, bounds: str) -> str:
    """Return the requirement that a package does not meet, or an empty text.

    Bounds are in words: QGIS shows some messages as HTML, where `<` is lost.
    """
    if importlib.util.find_spec(name) is None:
        return name
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""  # A package without a version is accepted.
    for sign, bound in _BOUND.findall(bounds):
        is_below = _numbers(version) < _numbers(bound)
        if is_below != (sign == "<"):
            words = (
                tr("{name} below {bound} (found {version})")
                if sign == "<"
                else tr("{name} at least {bound} (found {version})")
            )
            return words.format(name=name, bound=bound, version=version)
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def pip_command(profile: Path) -> str:
    """Return the command that installs the packages into a QGIS profile."""
    target = folder(profile)
    has_numpy = importlib.util.find_spec("numpy") is not None
    pin = f"numpy=={importlib.metadata.version('numpy')} " if has_numpy else ""
    return f'{_python()} -m pip install --target "{target}" {pin}-r "{REQUIREMENTS}"'


def _python() -> str:
    """Return QGIS's own Python; `sys.executable` is the first on PATH, or QGIS."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    folders = (sysconfig.get_config_var("BINDIR"), sys.prefix, f"{sys.prefix}/bin")
    found = (Path(folder or "") / name for folder in folders)
    return next((str(python) for python in found if python.is_file()), "python3")
