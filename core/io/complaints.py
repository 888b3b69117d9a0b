# SPDX-License-Identifier: GPL-3.0-or-later
"""Listens to what GDAL only warns of, through rasterio's log.

GDAL goes on where it could not read a part of a header: the file then has no nodata
value, or lies elsewhere. It goes on where it could decode a part of a tile alone, too.
What is a warning to GDAL is an error here.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from rasterio.errors import RasterioIOError

from ..rasterio_private import GDAL_LOGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The messages of a part that could not be read, as libtiff and GDAL word them.
_UNREAD: Final = re.compile(r"(?i)\bi/?o error|read(?:ing)? error|can ?not read")

#: The messages of pixels that were not decoded as they were written. Those on headers
#: come where the rasters of a virtual one are opened: they are of no pixel.
_UNDECODED: Final = re.compile(
    r"(?i)error|fail|corrupt|invalid|truncated|truncation|damaged|unexpected|premature|"
    r"not enough|too (?:short|long|large|many|few)|can ?not|unable|missing|bad |wrong"
)
_OF_HEADER: Final = re.compile(r"TIFFReadDirectory|TIFFFetch|Unknown field|georef")

#: Follows the work to another thread, see `Watch`.
_MESSAGES: Final[ContextVar[list[str] | None]] = ContextVar("messages", default=None)


@contextmanager
def whole_header() -> Iterator[None]:
    """Have an opening fail if GDAL has not read all that it wanted to.

    Raises:
        RasterioIOError: A part of the header could not be read.
    """
    with _heard() as messages:
        yield
    unread = next(filter(_UNREAD.search, messages), None)
    if unread is not None:
        raise RasterioIOError(unread)


@contextmanager
def whole_pixels() -> Iterator[None]:
    """Have a reading fail if GDAL has complained of what it decoded.

    Raises:
        RasterioIOError: A part of the pixels could not be decoded.
    """
    with _heard() as messages:
        yield
    undecoded = next(filter(_is_of_pixels, messages), None)
    if undecoded is not None:
        raise RasterioIOError(undecoded)


def _is_of_pixels(message: str) -> bool:
    return bool(_UNDECODED.search(message)) and not _OF_HEADER.search(message)


@contextmanager
def _heard() -> Iterator[list[str]]:
    messages: list[str] = []
    token = _MESSAGES.set(messages)
    try:
        yield messages
    finally:
        _MESSAGES.reset(token)


def _hear(record: logging.LogRecord) -> bool:
    messages = _MESSAGES.get()
    if messages is not None:
        messages.append(record.getMessage())
    return True


for _name in GDAL_LOGGERS:
    logging.getLogger(_name).addFilter(_hear)
