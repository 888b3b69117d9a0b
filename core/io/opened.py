# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens a raster without reaching out, unless its own name is an address."""

from __future__ import annotations

import os
import warnings
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioIOError
from rasterio.io import DatasetReader

from ..errors import ReachesOut, ReadsAnyFile
from .named_inside import Named, named_inside
from .remote_names import REMOTE_DRIVERS, is_remote, may_ask

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Formats that a file has by its name alone: the images of satellite products.
_DRIVERS_BY_END: Final = {".jp2": "JP2"}

#: The metadata in which a raster's header names other rasters.
_NAMING_DOMAINS: Final = ("OVERVIEWS", "GEOLOCATION")


def opened(name: str, label: str = "", *, level: int | None = None) -> DatasetReader:
    """Open a raster; from a local one, nothing leads to the network.

    Args:
        name: What a user typed, or a name for GDAL that was made of it.
        label: The row or parameter that asks, for messages.
        level: The overview, counted from 0; None for full resolution.

    Raises:
        ReachesOut: A local file has the raster read from the network.
        ReadsAnyFile: A local file has another read byte by byte.
        RasterioError: GDAL cannot open it.
    """
    options = {} if level is None else {"overview_level": level}
    try:
        if may_ask(name):
            return rasterio.open(name, **options)
        refuse_reaching(name, label)
        with warnings.catch_warnings():
            # Whoever needs a position says what is lacking.
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            src = DatasetReader(name, driver=_drivers(_end(name)), **options)
    except UnicodeDecodeError as error:  # GDAL's message quotes bytes of the file
        raise RasterioIOError("text in it is not UTF-8") from error
    for domain in _NAMING_DOMAINS:
        found = next(filter(is_remote, src.tags(ns=domain).values()), None)
        if found:
            src.close()
            raise ReachesOut(label, name, found)
    return src


def refuse_reaching(name: str, label: str) -> None:
    """Refuse what leads to the network, through whatever names it.

    Args:
        name: A name for GDAL of something on this machine.
        label: The row or parameter that asks, for messages.

    Raises:
        ReachesOut: A file names an address.
        ReadsAnyFile: A virtual raster reads a file outside of its folder as raw bytes.
    """
    refused = _refused(name, _state(name))
    if refused is not None:
        kind = ReadsAnyFile if refused.is_raw else ReachesOut
        raise kind(label, name, refused.name)


@lru_cache(maxsize=256)
def _refused(name: str, _state: tuple[int, int]) -> Named | None:
    """Find the first name behind a raster that must not be read."""
    seen, waiting = {name}, [name]
    while waiting:
        for found in named_inside(waiting.pop()):
            if found.is_service or is_remote(found.name) or _is_foreign_raw(found):
                return found
            if found.name not in seen:
                seen.add(found.name)
                waiting.extend(_openable(found))
    return None


def _is_foreign_raw(found: Named) -> bool:
    """Tell whether raw bytes come from a file that lies not below its description."""
    if not found.is_raw or not _may_be_path(found.name):
        return False
    if found.folder is None:
        return os.path.exists(found.name)  # noqa: PTH110  (any text)
    folder = os.path.realpath(found.folder)
    file = os.path.realpath(found.name)
    return os.path.exists(file) and not Path(file).is_relative_to(folder)  # noqa: PTH110


def _openable(found: Named) -> Iterator[str]:
    """Yield the names under which GDAL may find what is named."""
    name = found.name
    if not _may_be_path(name):
        return
    yield name
    if found.folder is not None and not os.path.isabs(name):  # noqa: PTH117
        yield os.path.join(found.folder, name)  # noqa: PTH118
    # `NETCDF:"file":variable` and the like.
    for part in name.replace('"', ":").split(":"):
        if part != name and os.path.isfile(part):  # noqa: PTH113
            yield part


def _may_be_path(name: str) -> bool:
    return "\0" not in name


def _state(name: str) -> tuple[int, int]:
    try:
        found = os.stat(name)  # noqa: PTH116  (names that only GDAL opens)
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _end(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122  (any text)


@cache
def _drivers(end: str) -> list[str]:
    """List the drivers of files, of one format where the name's end says which."""
    with rasterio.Env() as environment:
        known = environment.drivers()
    start = _DRIVERS_BY_END.get(end, "")
    return sorted(
        name for name in known if name.startswith(start) and name not in REMOTE_DRIVERS
    )
