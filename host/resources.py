# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's icon, version and the address of its documentation."""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]

ICON: Final = _ROOT / "resources" / "icon.svg"


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
