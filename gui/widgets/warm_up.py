# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the core while a dialog opens, before any of the dialog's values needs it.

Loading the core's libraries for the first time holds Python for moments in which a
user's typing would stall; while a dialog opens nobody notices.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ...host import readiness
from ...host.packages.needed import lacking
from .background import POOL

if TYPE_CHECKING:
    from concurrent.futures import Future


@cache
def warm_up() -> Future[None] | None:
    """Start loading the core, once; None where packages are missing."""
    return None if lacking() else POOL.submit(_load)


def is_warm() -> bool:
    """Tell whether the core is loaded; elsewhere its loading is started."""
    loading = warm_up()
    return loading is not None and loading.done() and loading.exception() is None


def _load() -> None:
    # This thread may have begun before the packages were installed.
    readiness.packages_loaded()
    from rasterio.warp import transform

    from ...core import preview  # noqa: F401
    from ...core.environment import raster_environment
    from ...core.planning import inspect_row as inspecting  # noqa: F401
    from ...host import values  # noqa: F401

    with raster_environment():
        # This loads GDAL's drivers and PROJ's database, too.
        transform("EPSG:4326", "EPSG:32631", [3.0], [45.0])
