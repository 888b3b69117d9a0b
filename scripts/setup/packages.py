# SPDX-License-Identifier: GPL-3.0-or-later
"""Install Python packages beside QGIS's own, and never over them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

from ..root import SetupError
from .installed import SearchPath, requirements_of

if TYPE_CHECKING:
    from pathlib import Path


def ensure_packages(requirements: Path, folder: Path) -> bool:
    """Make the folder, appended to QGIS's path, meet the requirements.

    The new state is built aside and takes the folder's place by renaming, so that an
    interruption leaves the old one. What other plugins keep in the folder stays.

    Returns:
        Whether anything had to be installed.

    Raises:
        SetupError: pip failed; the folder is as it was.
    """
    old, new = (
        folder.with_name(f"{folder.name}.old"),
        folder.with_name(f"{folder.name}.new"),
    )
    _recover(folder, old)
    missing = SearchPath((*sys.path, str(folder))).missing(
        requirements_of(requirements)
    )
    if not missing:
        return False
    print(f"Installing into {folder}: {', '.join(missing)}", flush=True)
    try:
        site = _build(new, folder, requirements)
        if folder.exists():
            folder.rename(old)
        site.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return True


def make_environment(folder: Path) -> Path:
    """Make a virtual environment on top of QGIS's Python; return its site folder.

    It has no pip of its own: the system's serves it, and sees the system's packages.
    """
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, system_site_packages=True, symlinks=True)
    return site_folder(folder)


def site_folder(environment: Path) -> Path:
    """Return where a virtual environment of this Python keeps its packages."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return environment / "lib" / version / "site-packages"


def pip_install(environment: Path, requirements: Path, known: SearchPath) -> None:
    """Install requirements into an environment, at the versions known where known.

    Raises:
        SetupError: pip failed, and has said why.
    """
    constraints = environment / "constraints.txt"
    constraints.write_text("\n".join(known.constraints()) + "\n", encoding="utf-8")
    options = [
        "--quiet",
        "--no-input",
        "--prefer-binary",
        "--disable-pip-version-check",
    ]
    _pip(
        environment,
        "install",
        *options,
        "-c",
        str(constraints),
        "-r",
        str(requirements),
    )


def _build(new: Path, folder: Path, requirements: Path) -> Path:
    """Build the folder's next state as the site folder of a new environment."""
    site = make_environment(new)
    if folder.exists():
        shutil.copytree(folder, site, symlinks=True, dirs_exist_ok=True)
    foreign = SearchPath((str(site),)).foreign()
    if foreign:
        _pip(new, "uninstall", "--quiet", "--yes", *foreign)
    pip_install(new, requirements, SearchPath(tuple(sys.path)))
    return site


def _pip(environment: Path, *arguments: str) -> None:
    command = [str(environment / "bin" / "python"), "-m", "pip", *arguments]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError(f"pip failed (above): {' '.join(command)}")


def _recover(folder: Path, old: Path) -> None:
    """Put back what a run that was stopped between two renamings had moved away."""
    if old.exists() and not folder.exists():
        old.rename(folder)
