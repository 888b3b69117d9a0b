# SPDX-License-Identifier: GPL-3.0-or-later
"""What arrays beside a raster's own say: bounds of times, and calendars of a Zarr."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from ...io.opened import opened

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: `NETCDF:"file":variable`, `ZARR:"folder":/array`, or the file alone.
_INSIDE: Final = re.compile(
    r'(?P<format>[A-Za-z0-9]+):(?:"(?P<quoted>[^"]+)"|(?P<plain>.+?))'
    r"(?::(?P<array>[^:/\\]+|/[^:\\]+))?"
)

#: A Windows path begins with a letter and a colon.
_FORMATS: Final = frozenset({"NETCDF", "ZARR", "HDF5"})


def read_bounds(name: str, bounds: str) -> NDArray[np.float64] | None:
    """Read the bounds of a file's times.

    Args:
        name: The raster, as GDAL names it.
        bounds: The array of bounds.

    Returns:
        Shape (times, 2), in the order in which GDAL has them, which may be from the
        last; None where they cannot be read.
    """
    found = _array(name, bounds)
    if found is None:
        return None
    values, _ = found
    return values if values.ndim == 2 and values.shape[1] == 2 else None


def zarr_attributes(name: str, coordinate: str) -> dict[str, str]:
    """Return the attributes of a Zarr's coordinate; none where it cannot be read."""
    found = _array(name, coordinate)
    return {} if found is None else found[1]


def _array(name: str, array: str) -> tuple[NDArray[Any], dict[str, str]] | None:
    kind, file, own = _parts(name)
    folder = own.rpartition("/")[0] if kind == "ZARR" else ""
    inside = f"{folder}/{array}" if kind == "ZARR" else array
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with opened(f'{kind}:"{file}":{inside}') as src:
                return src.read(1).astype(np.float64), src.tags()
    except RasterioError:
        return None


def _parts(name: str) -> tuple[str, str, str]:
    """Return a raster's format, file and array."""
    found = _INSIDE.fullmatch(name)
    if found is not None and found["format"].upper() in _FORMATS:
        file = found["quoted"] or found["plain"]
        return found["format"].upper(), file, found["array"] or ""
    is_zarr = re.search(r"\.zarr(?:/|$)", name, re.IGNORECASE)
    return ("ZARR" if is_zarr else "NETCDF"), name, ""
