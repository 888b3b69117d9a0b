# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the size of results with the room on the disk, before a run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..errors import OutputNotWritable
from ..message import say
from .committing.destination import true_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..progress import Progress
    from .file_plan import FilePlan

#: No compression makes the pixels of a band so many times smaller.
_MOST_RATIO: Final = 100


def look_at_room(files: Iterable[FilePlan], progress: Progress) -> None:
    """Refuse results that cannot fit onto their disk, and warn of those that may not.

    Args:
        files: The results.
        progress: Receives the warning.

    Raises:
        OutputNotWritable: The pixels are larger than the free room: all of them where
            they are not compressed, else 100 times.
    """
    planned = list(files)
    if not planned:
        return
    first = planned[0]
    needed = sum(map(_bytes, planned))
    free = shutil.disk_usage(_folder(first)).free
    if needed <= free:
        return
    sizes = {"needed": needed / 1e9, "free": free / 1e9}
    is_packed = first.tiff_options["COMPRESS"].upper() != "NONE"
    if not is_packed or needed > _MOST_RATIO * free:
        raise OutputNotWritable(
            first.destination,
            say(
                "it takes {needed:.1f} GB, and {free:.1f} GB are free. Free some, or "
                "choose another place, larger pixels or a smaller area",
                **sizes,
            ),
        )
    progress.warn(
        say(
            "The result has {needed:.1f} GB before it is compressed, and {free:.1f} GB "
            "are free.",
            **sizes,
        )
    )


def _bytes(file: FilePlan) -> int:
    sizes = (np.dtype(one.dtype).itemsize for one in file.encodings)
    return file.plan.target.window.pixels * sum(sizes)


def _folder(file: FilePlan) -> Path:
    """Return the folder of a result, or the one that it will be made in."""
    above = true_place(Path(file.destination)).absolute().parents
    return next(folder for folder in above if folder.exists())
