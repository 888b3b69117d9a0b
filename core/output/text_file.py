# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes texts that appear whole or not at all: pages and logs beside results."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ..errors import OutputNotWritable
from ..errors.library_words import words_of_system
from .committing.destination import refuse_unwritable, true_place
from .committing.run_files import UNFINISHED, new_name


def write_text(destination: str, text: str) -> None:
    """Write a text in UTF-8; a file that is there stays until all of it is written.

    Args:
        destination: The file, in a folder that is there.
        text: What it will hold.

    Raises:
        OutputNotWritable: The disk refuses it; the former file is as it was.
    """
    refuse_unwritable([destination])
    place = true_place(Path(destination))
    draft = new_name(place.parent, UNFINISHED)
    try:
        draft.write_text(text, encoding="utf-8")
        if place.exists():
            draft.chmod(place.stat().st_mode)
        draft.replace(place)
    except (OSError, ValueError) as error:  # a name with NUL is the second
        with suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)
        reason = words_of_system(error) if isinstance(error, OSError) else str(error)
        raise OutputNotWritable(destination, reason) from error
