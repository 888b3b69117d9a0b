# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of GDAL and PROJ that the core needs, set while the core works."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
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
    # No program in a file runs, and raw bytes come from beside a virtual raster alone
    # (GDAL 3.11 and later know the second).
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE": "SIBLING_OR_CHILD_OF_VRT_PATH",
}

#: Lets GDAL ask no server: a proxy of no known kind stops curl before it looks up a
#: name, and no file is allowed that GDAL would fetch by parts.
OFFLINE: Final = {
    "GDAL_HTTP_PROXY": "offline://",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/offline",
    "GML_DOWNLOAD_SCHEMA": "NO",
}

#: Whether the work at hand reads from an address that a user typed.
_ONLINE: Final = ContextVar("online", default=False)


@contextmanager
def raster_environment(
    memory_bytes: int | None = None,
    *,
    gdal_keeps_blocks: bool = True,
    online: bool | None = None,
) -> Iterator[None]:
    """Bound GDAL's cache, and let rasterio use the PROJ database it came with.

    Every thread that uses rasterio has to enter this environment.

    Args:
        memory_bytes: The run's memory limit; the same for all of its threads, which
            share the cache.
        gdal_keeps_blocks: GDAL's cache has blocks to keep: of inputs whose tiles
            `DatasetPool` does not keep, or of outputs that are being written.
        online: A user typed an address, so GDAL may ask servers; None for what the
            thread's environment has, no where it has none.
    """
    before = _ONLINE.set(is_online() if online is None else online)
    try:
        with _environment(memory_bytes, gdal_keeps_blocks=gdal_keeps_blocks):
            yield
    finally:
        _ONLINE.reset(before)


def is_online() -> bool:
    """Tell whether GDAL may ask servers on this thread."""
    return _ONLINE.get()


def enter_for_good(
    memory_bytes: int | None = None,
    *,
    gdal_keeps_blocks: bool = True,
    online: bool = False,
) -> None:
    """Enter the environment on a worker thread, until the thread ends.

    Other threads wait whenever a thread enters or leaves, which may take as long as a
    block: a worker enters once.

    Args:
        memory_bytes: As for `raster_environment`.
        gdal_keeps_blocks: As for `raster_environment`.
        online: GDAL may ask servers.
    """
    _ONLINE.set(online)
    _environment(memory_bytes, gdal_keeps_blocks=gdal_keeps_blocks).__enter__()


def enter_for_headers(*, online: bool = False) -> None:
    """Enter the environment on a thread that reads the headers of many files.

    GDAL lists the folder for each file that it opens, up to 1000 names of it, to see
    what lies beside; here it asks for what may lie there one by one.

    Args:
        online: GDAL may ask servers.
    """
    enter_for_good(online=online)
    rasterio.env.setenv(GDAL_DISABLE_READDIR_ON_OPEN="TRUE")


def _environment(memory_bytes: int | None, *, gdal_keeps_blocks: bool) -> rasterio.Env:
    use_own_proj()
    most_bytes = cache_bytes(memory_bytes)
    if not gdal_keeps_blocks:
        most_bytes = min(most_bytes, SMALL_CACHE_BYTES)
    settings = _SETTINGS if is_online() else {**_SETTINGS, **OFFLINE}
    return rasterio.Env(GDAL_CACHEMAX=most_bytes, **settings)
