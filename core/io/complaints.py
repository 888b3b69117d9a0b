# SPDX-License-Identifier: GPL-3.0-or-later
"""Listens to what GDAL only warns of, through rasterio's log.

GDAL goes on where it could not read a part of a header: the file then has no nodata
value, or lies elsewhere. What is a warning to GDAL is an error here.
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

#: Follows the work to another thread, see `Watch`.
_MESSAGES: Final[ContextVar[list[str] | None]] = ContextVar("messages", default=None)


@contextmanager
def whole_header() -> Iterator[None]:
    """Have an opening fail if GDAL has not read all that it wanted to.

    Raises:
        RasterioIOError: A part of the header could not be read.
    """
    messages: list[str] = []
    token = _MESSAGES.set(messages)
    try:
        yield
    finally:
        _MESSAGES.reset(token)
    unread = next(filter(_UNREAD.search, messages), None)
    if unread is not None:
        raise RasterioIOError(unread)


def _hear(record: logging.LogRecord) -> bool:
    messages = _MESSAGES.get()
    if messages is not None:
        messages.append(record.getMessage())
    return True


for _name in GDAL_LOGGERS:
    logging.getLogger(_name).addFilter(_hear)
