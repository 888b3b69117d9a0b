# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of a profile that holds the plugin's packages, of one Python version.

It belongs to this plugin alone: other tools have folders of their own, and some delete
what they find in a shared one. A QGIS with another Python has another folder.

A loaded library cannot be replaced or removed on Windows. What is to become of the
folder then is written beside it, and done when the plugin starts next, before anything
is loaded.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Beside the folder: its next state, whole and tried.
NEXT: Final = ".next"
#: Beside the folder: its next state, while it is being made.
UNFINISHED: Final = ".new"
#: Beside the folder: its last state, which the next took the place of.
_LAST: Final = ".old"
#: In the folder: it is to be removed.
_REMOVE: Final = "remove at the next start"


def own_folder(profile: Path) -> Path:
    """Return the folder of this Python in a QGIS profile, which need not be there."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return profile / "python" / "exogenous" / version


def beside(folder: Path, suffix: str) -> Path:
    """Return the path beside the folder that holds another state of it."""
    return folder.with_name(folder.name + suffix)


def settle(folder: Path) -> bool:
    """Do what could not be done while files were in use; return whether all is done.

    Call this before anything of the folder is loaded.
    """
    if (folder / _REMOVE).exists():
        remove(folder)
    following = beside(folder, NEXT)
    if following.is_dir():
        try:
            replace(folder, following)
        except OSError:
            return False
    shutil.rmtree(beside(folder, _LAST), ignore_errors=True)
    return True


def replace(folder: Path, by: Path) -> None:
    """Put another folder in the place of this one.

    Raises:
        OSError: Files of the folder are in use; both are as they were.
    """
    last = beside(folder, _LAST)
    shutil.rmtree(last, ignore_errors=True)
    if folder.exists():
        folder.rename(last)
    try:
        by.rename(folder)
    except OSError:
        if last.exists():
            last.rename(folder)
        raise
    shutil.rmtree(last, ignore_errors=True)


def remove(folder: Path) -> bool:
    """Remove the folder; return False where that has to wait for the next start."""
    for suffix in (NEXT, UNFINISHED, _LAST):
        shutil.rmtree(beside(folder, suffix), ignore_errors=True)
    if not folder.exists():
        return True
    last = beside(folder, _LAST)
    try:
        folder.rename(last)
    except OSError:
        (folder / _REMOVE).touch()
        return False
    shutil.rmtree(last, ignore_errors=True)
    return not os.path.lexists(last)
