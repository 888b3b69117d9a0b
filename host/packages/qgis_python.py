# SPDX-License-Identifier: GPL-3.0-or-later
"""Where QGIS's own Python is as a program, which its pip is run by.

In QGIS `sys.executable` is QGIS itself on Windows and macOS, and on Linux the first
`python3` on PATH, which may be another one. Python's own folders say more.
"""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, kw_only=True)
class Running:
    """What the Python inside of a QGIS says of itself."""

    platform: str
    """As `sys.platform`: win32, darwin, linux."""
    version: tuple[int, int]
    executable: str
    prefix: str
    base_prefix: str = ""
    scripts: str = ""
    """Where the installation has its programs."""

    @classmethod
    def here(cls) -> Running:
        """Return what this Python says."""
        return cls(
            platform=sys.platform,
            version=(sys.version_info.major, sys.version_info.minor),
            executable=sys.executable or "",
            prefix=sys.prefix,
            base_prefix=sys.base_prefix,
            scripts=str(sysconfig.get_config_var("BINDIR") or ""),
        )


def candidates(running: Running) -> tuple[PurePath, ...]:
    """List where the program may be, the likeliest first."""
    kind = PureWindowsPath if running.platform == "win32" else PurePosixPath
    names = _names(running)
    every = [folder / name for folder in _folders(running, kind) for name in names]
    own = kind(running.executable)
    if running.executable and own.stem.startswith("python"):
        every.append(own)
    return tuple(dict.fromkeys(every))


def find(
    running: Running, is_file: Callable[[PurePath], bool] = lambda p: Path(p).is_file()
) -> str | None:
    """Return the program's path; None where there is none to be found."""
    return next((str(one) for one in candidates(running) if is_file(one)), None)


def _names(running: Running) -> tuple[str, ...]:
    major, minor = running.version
    if running.platform == "win32":
        return ("python.exe", "python3.exe")
    return (f"python{major}.{minor}", "python3", "python")


def _folders(running: Running, kind: type[PurePath]) -> Iterator[PurePath]:
    prefixes = [kind(one) for one in (running.prefix, running.base_prefix) if one]
    program = kind(running.executable).parent if running.executable else None
    if running.platform == "win32":
        # OSGeo4W and QGIS's installers have it in apps\Python312, conda at the top.
        yield from prefixes
        yield from (prefix / "Scripts" for prefix in prefixes)
        if program is not None:
            major, minor = running.version
            yield program.parent / "apps" / f"Python{major}{minor}"
            yield program
        return
    yield from (prefix / "bin" for prefix in prefixes)
    if running.scripts:
        yield kind(running.scripts)
    if running.platform == "darwin" and program is not None:
        # QGIS.app has it in Contents/MacOS/bin, or as a framework.
        major, minor = running.version
        frameworks = program.parent / "Frameworks"
        version = frameworks / "Python.framework" / "Versions" / f"{major}.{minor}"
        yield from (program / "bin", program, frameworks / "bin", version / "bin")
