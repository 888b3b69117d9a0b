# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies a raster by GDAL, and stops where the run is cancelled.

rasterio hands no progress on to GDAL, which would let a copy stop. It does stop where
it can read no further.
"""

from __future__ import annotations

import os
from concurrent.futures import wait
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import rasterio.shutil
from rasterio.errors import RasterioError, RasterioIOError

from ..environment import enter_for_good
from ..errors import Cancelled
from ..io.complaints import whole_header
from ..io.patience import ASK_S
from ..rasterio_private import GdalError
from ..workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def copy_unless(
    is_cancelled: Callable[[], bool], src: Path, dst: Path, **options: Any
) -> None:
    """Copy a raster.

    Args:
        is_cancelled: Asked again and again.
        src: A file that nobody needs any more: cancelled, the run empties it.
        dst: A new file.
        options: The driver and its creation options.

    Raises:
        Cancelled: The run was cancelled.
        RasterioError: GDAL refuses it.
        GdalError: GDAL refuses it.
    """
    copier = Workers(1, "exogenous-copy", enter_for_good)

    def copy() -> None:
        with whole_header():
            rasterio.shutil.copy(src, dst, **options)

    future = copier.submit(copy)
    is_given_up = False
    while not wait([future], timeout=ASK_S).done:
        if is_cancelled() and not is_given_up:
            is_given_up = True
            _empty(src, dst)
    copier.end(lambda: None)
    if is_given_up:
        with suppress(RasterioError, GdalError, SystemError):
            future.result()
        raise Cancelled
    try:
        future.result()
    except SystemError:  # so rasterio says that GDAL failed without a word
        raise RasterioIOError("GDAL could not make all of it") from None


def _empty(src: Path, dst: Path) -> None:
    """Empty what GDAL reads: the source, and overviews that it has made of it."""
    made = dst.parent.glob(f"{dst.name}.*.tmp")
    for path in (src, *made):
        with suppress(OSError):  # Where the system forbids it, the copy goes on.
            os.truncate(path, 0)
