# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of GDAL and PROJ that the core needs, set while the core works."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import rasterio

from .memory import SMALL_CACHE_BYTES, cache_bytes
from .rasterio_private import use_own_proj

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTINGS: Final = {
    # Read in one call, a warped raster leaves the buffer uninitialised where the
    # source has no pixel (GDAL 3.10); read by blocks, those pixels are nodata.
    "GDAL_VRT_WARP_USE_DATASET_RASTERIO": "NO",
    # GDAL's other method finds no position at all in some geolocation arrays, and
    # writes temporary files into the working directory (GDAL 3.10).
    "GDAL_GEOLOC_INVERSE_METHOD": "QUADTREE",
}


@contextmanager
def raster_environment(
    memory_bytes: int | None = None, *, gdal_keeps_blocks: bool = True
) -> Iterator[None]:
    """Bound GDAL's cache, and let rasterio use the PROJ database it came with.

    Every thread that uses rasterio has to enter this environment.

    Args:
        memory_bytes: The run's memory limit; the same for all of its threads, which
            share the cache.
        gdal_keeps_blocks: GDAL's cache has blocks to keep: of inputs whose tiles
            `DatasetPool` does not keep, or of outputs that are being written.
    """
    with _environment(memory_bytes, gdal_keeps_blocks=gdal_keeps_blocks):
        yield


def enter_for_good(
    memory_bytes: int | None = None, *, gdal_keeps_blocks: bool = True
) -> None:
    """Enter the environment on a worker thread, until the thread ends.

    Other threads wait whenever a thread enters or leaves, which may take as long as a
    block: a worker enters once.

    Args:
        memory_bytes: As for `raster_environment`.
        gdal_keeps_blocks: As for `raster_environment`.
    """
    _environment(memory_bytes, gdal_keeps_blocks=gdal_keeps_blocks).__enter__()


def _environment(memory_bytes: int | None, *, gdal_keeps_blocks: bool) -> rasterio.Env:
    use_own_proj()
    most_bytes = cache_bytes(memory_bytes)
    if not gdal_keeps_blocks:
        most_bytes = min(most_bytes, SMALL_CACHE_BYTES)
    return rasterio.Env(GDAL_CACHEMAX=most_bytes, **_SETTINGS)
