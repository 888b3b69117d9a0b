# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the place of a result before the work: whether a file may be written there.

A link stands for the file it leads to. Nothing but a regular file is ever replaced.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import OutputNotWritable
from ...errors.library_words import words_of_system
from ...message import say

if TYPE_CHECKING:
    from collections.abc import Iterable

_WRITE_BITS: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def true_place(path: Path) -> Path:
    """Return where a result's file lies: behind links, if there are any.

    Raises:
        OutputNotWritable: Links lead round in a circle.
    """
    try:
        return path.resolve() if path.is_symlink() else path
    except OSError as error:
        raise OutputNotWritable(str(path), words_of_system(error)) from error
    except RuntimeError as error:  # so pathlib says it
        circle = say("its links lead round in a circle. Choose another place.")
        raise OutputNotWritable(str(path), circle) from error


def refuse_unwritable(destinations: Iterable[str]) -> None:
    """Refuse destinations that hold something which must not be replaced.

    Raises:
        OutputNotWritable: There is a folder, a device, a pipe, or a file that is
            protected from writing.
    """
    for destination in destinations:
        place = true_place(Path(destination))
        if os.path.exists(place):  # noqa: PTH110  (a name may be too long for pathlib)
            _refuse(destination, place)


def _refuse(destination: str, place: Path) -> None:
    try:
        mode = place.stat().st_mode
        if stat.S_ISDIR(mode):
            raise OutputNotWritable(
                destination,
                say("a folder has that name. Choose another."),
            )
        if not stat.S_ISREG(mode):
            raise OutputNotWritable(
                destination,
                say("a device or a pipe has that name. Choose another."),
            )
        # The system lets an administrator write to protected files too.
        if not mode & _WRITE_BITS:
            raise OutputNotWritable(
                destination,
                say(
                    "the file is protected. Allow writing to it, or choose another "
                    "name."
                ),
            )
        with place.open("r+b"):
            pass
    except OSError as error:
        raise OutputNotWritable(destination, words_of_system(error)) from error
