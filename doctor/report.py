# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the report together: sections of lines, and what was found wrong first.

The report is in English whatever QGIS's language, for it is to be pasted where others
read it. It has no password, and the home folder is `~` in it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from . import libraries, machine, packages

if TYPE_CHECKING:
    from .section import Section

#: Who is signed in at an address.
_LOGIN: Final = re.compile(r"(?<=://)[^/@\s]+@")


def report(folder: Path | None = None) -> str:
    """Return the report, ending with a line break.

    Args:
        folder: The plugin's folder of packages in the profile; None where it has none.
    """
    sections = [
        machine.plugin(),
        machine.system(),
        machine.qgis(),
        packages.packages(),
        libraries.numpy(),
        libraries.qgis_gdal(),
        libraries.rasterio_gdal(),
        libraries.proj(),
        machine.folders(folder),
        machine.variables(),
    ]
    wrong = [problem for section in sections for problem in section.problems]
    head = [f"! {problem}" for problem in wrong] or ["Nothing was found wrong."]
    return _without_secrets("\n".join([*head, *map(_text, sections)]) + "\n")


def _text(section: Section) -> str:
    return "\n".join(["", f"## {section.title}", *section.lines])


def _without_secrets(text: str) -> str:
    home = str(Path.home())
    shorter = text.replace(home, "~") if len(home) > 1 else text
    return _LOGIN.sub("…@", shorter)
