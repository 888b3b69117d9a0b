# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's icon and the address of its documentation."""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]

ICON: Final = _ROOT / "resources" / "icon.svg"


def homepage() -> str:
    """Return the address of the plugin's documentation from its metadata."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(_ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "homepage", fallback="")
