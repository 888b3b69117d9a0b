# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of GDAL and PROJ that a run needs, for the time of the run."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import rasterio

if TYPE_CHECKING:
    from collections.abc import Iterator

#: GDAL keeps decoded tiles of inputs and unfinished tiles of outputs in here.
_CACHE_BYTES: Final = 256 * 1024**2


@contextmanager
def raster_environment() -> Iterator[None]:
    """Bound GDAL's cache and keep it from looking for sidecars in every folder."""
    with rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES):
        yield
