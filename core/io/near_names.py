# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies where a file is missing: names that are nearly its own."""

from __future__ import annotations

import difflib
import os
from itertools import islice
from pathlib import Path
from typing import Final

from ..message import Message, joined, say

#: Names that are told, and names of a folder that are looked at.
_MOST_TOLD: Final = 3
_MOST_SEEN: Final = 2000


def what_is_there(path: str) -> Message:
    """Say how far a path leads that names no file, and what else it may have meant.

    Args:
        path: A file's name in a file system.

    Returns:
        A sentence on what to do.
    """
    last = Path(path)
    while not _is_folder(last.parent) and last.parent != last:
        last = last.parent
    if last.parent == last or not last.name:
        return say("Check the path.")
    near = joined(
        difflib.get_close_matches(last.name, _names(last.parent), n=_MOST_TOLD)
    )
    folder = str(last.parent)
    if last == Path(path):
        if not near:
            return say("Check the path.")
        return say("Its folder has {names}: check the path.", names=near)
    if not near:
        return say(
            "{folder!r} has no {name!r}: check the path.", folder=folder, name=last.name
        )
    return say(
        "{folder!r} has no {name!r}, but {names}: check the path.",
        folder=folder,
        name=last.name,
        names=near,
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # too long, or not to be looked into
        return False


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in islice(entries, _MOST_SEEN)]
    except OSError:  # not to be looked into
        return []
