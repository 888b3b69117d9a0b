# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's icon, version, guide on disk, and the address of its documentation."""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]

ICON: Final = _ROOT / "resources" / "icon.svg"

#: Made by `make setup` and `make package`.
GUIDE: Final = _ROOT / "docs" / "guide.html"


def guide() -> str:
    """Return the address of the guide on this disk, else that of the documentation."""
    return GUIDE.as_uri() if GUIDE.is_file() else homepage()


def homepage() -> str:
    """Return the address of the plugin's documentation."""
    return _metadata("homepage")


def version() -> str:
    """Return the plugin's version."""
    return _metadata("version")


def _metadata(key: str) -> str:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(_ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", key, fallback="")
