# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what a run takes with the memory and the room on the disk, before it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..errors import OutOfMemory, OutputNotWritable
from ..memory import free_bytes
from ..message import say
from .committing.destination import true_place
from .needs import needs, needs_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..progress import Progress
    from ..request.request import OutputOptions
    from .file_plan import FilePlan

#: No compression makes the pixels of a band so many times smaller.
_MOST_RATIO: Final = 100


def look_at_room(
    files: Iterable[FilePlan], options: OutputOptions, progress: Progress
) -> OutputOptions:
    """Tell what results take, and refuse those that their disk or memory cannot have.

    Args:
        files: The results.
        options: Threads and memory.
        progress: Receives what the run takes, and a warning where it may be too much.

    Returns:
        The options, with a limit of memory where there is less than the run would take.

    Raises:
        OutOfMemory: There is too little for a single block.
        OutputNotWritable: The pixels are larger than the free room: all of them where
            they are not compressed, else 100 times.
    """
    planned = list(files)
    if not planned:
        return options
    options = _within_memory(planned, options)
    progress.info(needs_text(needs(planned, options)))
    _look_at_disk(planned, progress)
    return options


def _within_memory(files: Sequence[FilePlan], options: OutputOptions) -> OutputOptions:
    """Let a run that takes more memory than there is work on fewer blocks at once.

    Raises:
        OutOfMemory: That is not enough.
    """
    free = free_bytes()
    if free is None or needs(files, options).memory_bytes <= free:
        return options
    least = replace(options, memory_bytes=1, threads=1)
    if needs(files, least).memory_bytes > free:
        raise OutOfMemory
    for memory_bytes in (free / 2, free / 4, 1):
        fewer = replace(options, memory_bytes=max(int(memory_bytes), 1))
        if needs(files, fewer).memory_bytes <= free:
            return fewer
    return least


def _look_at_disk(planned: Sequence[FilePlan], progress: Progress) -> None:
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
