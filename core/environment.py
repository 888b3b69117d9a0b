# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of GDAL and PROJ that the core needs, for as long as it works."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import rasterio
import rasterio.env

if TYPE_CHECKING:
    from collections.abc import Iterator

#: GDAL keeps decoded tiles of inputs and unfinished tiles of outputs in here.
_CACHE_BYTES: Final = 256 * 1024**2

_SETTINGS: Final = {
    "GDAL_CACHEMAX": _CACHE_BYTES,
    # Reading a warped raster at once leaves the memory as it is, whatever is in
    # there, where the source has no pixel for it (GDAL 3.10); by blocks it is nodata.
    "GDAL_VRT_WARP_USE_DATASET_RASTERIO": "NO",
    # The other method finds no place at all in some geolocation arrays, and puts
    # temporary files into the working directory (GDAL 3.10).
    "GDAL_GEOLOC_INVERSE_METHOD": "QUADTREE",
}


@contextmanager
def raster_environment() -> Iterator[None]:
    """Bound GDAL's cache, and let rasterio use the PROJ database it came with.

    QGIS on Windows sets `PROJ_LIB` to a database that belongs to another PROJ.
    rasterio hands that to its own PROJ whenever a thread enters an environment,
    and then finds no CRS any more; so its database is named after entering. Every
    thread that uses rasterio has to be inside.
    """
    with rasterio.Env(**_SETTINGS):
        own = rasterio.env.PROJDataFinder().search_wheel()
        if own:
            rasterio.env.set_proj_data_search_path(own)
        yield
