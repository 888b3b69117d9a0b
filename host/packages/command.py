# SPDX-License-Identifier: GPL-3.0-or-later
"""The command that installs the packages, for the panel and for a terminal."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .qgis_python import Running, find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The program, which runs by its path: it imports nothing of the plugin.
PROGRAM: Final = Path(__file__).with_name("program.py")

#: Settings of a user's pip that would send packages elsewhere, or ask questions.
_SETTINGS: Final = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_REQUIRE_VIRTUALENV": "false",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True, kw_only=True)
class InstallCommand:
    """What is to be run."""

    python: str
    folder: Path
    requirements: tuple[str, ...]
    wheels: Path | None = None
    """A folder that has the packages; None for the network."""

    def arguments(self) -> tuple[str, ...]:
        """Return the program and its arguments, behind Python's own name."""
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        offline = ("--wheels", str(self.wheels)) if self.wheels else ()
        into = ("--into", str(self.folder), "--python", version)
        return (str(PROGRAM), *into, *offline, *self.requirements)

    def line(self) -> str:
        """Return the command as a line for a terminal of this system."""
        return command_line([self.python, *self.arguments()], sys.platform)


def install_command(
    folder: Path, requirements: tuple[str, ...], wheels: Path | None = None
) -> InstallCommand:
    """Return the command for this QGIS; its Python is `python3` where none is found."""
    python = find(Running.here()) or "python3"
    return InstallCommand(
        python=python, folder=folder, requirements=requirements, wheels=wheels
    )


def command_line(parts: Sequence[str], platform: str) -> str:
    """Return a command as a line to paste.

    Args:
        parts: The program and its arguments.
        platform: As `sys.platform`. On Windows the line is for its command prompt and
            the OSGeo4W shell, where < and > lead into files unless they are quoted.
    """
    if platform == "win32":
        return " ".join(
            f'"{part}"' if set(part) & set(" <>&^,") else part for part in parts
        )
    return shlex.join(parts)


def environment(proxy: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that the command runs with, behind a proxy."""
    return {**os.environ, **_SETTINGS, **proxy}
