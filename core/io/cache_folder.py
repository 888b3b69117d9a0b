# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of the user's in which is kept what can be found out again."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

#: Names another folder.
ENVIRONMENT_VARIABLE: Final = "EXOGENOUS_CACHE"

_NAME: Final = "exogenous"


def cache_folder() -> Path:
    """Return the folder, which need not exist.

    Source of the places: the XDG Base Directory Specification; Apple's File System
    Programming Guide; Microsoft's Known Folders.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE, "").strip()
    if named:
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        data = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
        return Path(data) / _NAME / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / _NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / _NAME
