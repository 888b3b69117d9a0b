# SPDX-License-Identifier: GPL-3.0-or-later
"""Link the checkout into a profile's plugins."""

from __future__ import annotations

from configparser import ConfigParser
from typing import TYPE_CHECKING

from ..root import ROOT, SetupError

if TYPE_CHECKING:
    from pathlib import Path


def ensure_link(link: Path) -> bool:
    """Make a path a link to the checkout; return whether that was new.

    Raises:
        SetupError: something else than an old link to this plugin is there.
    """
    if link.is_symlink():
        if link.resolve() == ROOT:
            return False
        if link.exists() and not _is_exogenous(link):
            raise SetupError(
                f"{link} links to another plugin: move it away, then try again."
            )
        link.unlink()
    elif link.exists():
        raise SetupError(
            f"{link} is an installed copy of the plugin, not a link: "
            "uninstall it in QGIS's plugin manager, or move it away, then try again."
        )
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(ROOT, target_is_directory=True)
    return True


def _is_exogenous(folder: Path) -> bool:
    metadata = ConfigParser(interpolation=None, strict=False)
    metadata.read(folder / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "name", fallback="") == "Exogenous"
