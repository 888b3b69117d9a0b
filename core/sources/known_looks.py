# SPDX-License-Identifier: GPL-3.0-or-later
"""What looks at pixels have found, known as long as the files stay as they are.

A dialog plans anew with each key that is typed, and checks each row beside that.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from rasterio.errors import RasterioIOError

from ..io.opened import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from .source import Source

    #: A file's name, identity, size, and times of its content and its inode.
    _State = tuple[str, int, int, int, int]

Found = TypeVar("Found")

#: Formats in which all numbers are in the files that GDAL lists: a virtual raster is
#: another when a raster changes that it is made of.
_WHOLE: Final = frozenset({"GTiff", "COG", "JP2OpenJPEG", "PNG", "netCDF", "ENVI"})

#: A file that was written this short a time ago may be written again in the same tick
#: of its clock (two seconds, on FAT).
_TICK_S: Final = 3.0

_MOST: Final = 256

_KNOWN: Final[OrderedDict[object, tuple[tuple[_State, ...], object]]] = OrderedDict()
_LOCK: Final = Lock()


def known_look(source: Source, look: Callable[[Source], Found]) -> Found:
    """Return what a look at a source finds, without looking again at the same pixels.

    Args:
        source: A band; one with masks beside it is always looked at.
        look: Looks at the source's pixels, and at nothing else.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    seen = source.looked_at
    if any(one.masks or one.deferred_file is not None for one in seen):
        return look(source)
    key = look, tuple(map(_said, seen))
    with _LOCK:
        before, found = _KNOWN.get(key, ((), None))
    if before and _states(tuple(state[0] for state in before)) == before:
        return found  # type: ignore[return-value]  # found by the look in the key
    files = tuple(file for one in seen for file in _files(one.path) or ("",))
    states = _states(files)
    found_now = look(source)
    if states and _states(files) == states and _are_settled(states):
        with _LOCK:
            _KNOWN[key] = states, found_now
            while len(_KNOWN) > _MOST:
                _KNOWN.popitem(last=False)
    return found_now


def _said(source: Source) -> tuple[object, ...]:
    """Return what decides on a source's values beside its files' numbers."""
    return (
        *(source.path, source.band, source.dtype, source.contents),
        *(source.nodata, source.nodata_ranges, source.has_mask, source.alpha_band),
        *(source.scale, source.offset, source.facts.unit),
        *(source.legend.classes_by, source.legend.description),
    )


def _files(path: str) -> tuple[str, ...]:
    """Return the files of a raster, none where they are not all there is."""
    try:
        with opened(path) as src:
            return tuple(src.files) if src.driver in _WHOLE else ()
    except RasterioIOError:  # the look says what is wrong
        return ()


def _states(files: tuple[str, ...]) -> tuple[_State, ...]:
    """Return the states of files, nothing where one of them is in no file system."""
    try:
        found = [os.stat(file) for file in files]  # noqa: PTH116  (no Path: speed)
    except OSError:
        return ()
    return tuple(
        (file, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns)
        for file, one in zip(files, found, strict=True)
    )


def _are_settled(states: tuple[_State, ...]) -> bool:
    newest_s = max(max(state[3:]) for state in states) / 1e9
    return time.time() - newest_s > _TICK_S
