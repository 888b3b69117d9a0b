# SPDX-License-Identifier: GPL-3.0-or-later
"""What the shell reads from the plugin's folder: the icon and where the docs are."""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]

ICON: Final = _ROOT / "resources" / "icon.svg"


def homepage() -> str:
    """Return the address of the plugin's pages, as its metadata have it."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(_ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "homepage", fallback="")
