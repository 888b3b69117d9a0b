# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns what the system and GDAL refuse into errors, wherever nobody knows better.

Whoever knows which file is meant catches refusals nearer to it, and names the file.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rasterio.errors import CRSError, RasterioError

from .errors import OutOfMemory, SystemRefused
from .errors.library_words import own_words, words_of_system
from .rasterio_private import GdalError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refusals_told() -> Iterator[None]:
    """Raise errors of the core where the system or GDAL refuses something.

    Raises:
        OutOfMemory: There is too little memory.
        SystemRefused: Anything else is refused.
    """
    try:
        yield
    except MemoryError as error:
        raise OutOfMemory from error
    except (RasterioError, CRSError, GdalError) as error:
        raise SystemRefused("", own_words(str(error))) from error
    except OSError as error:
        path = error.filename if isinstance(error.filename, str) else ""
        raise SystemRefused(path, words_of_system(error)) from error
