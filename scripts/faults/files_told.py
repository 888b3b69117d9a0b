# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells all that a file says, so that two files can be compared."""

from __future__ import annotations

import hashlib
import warnings
from typing import TYPE_CHECKING

import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioError

if TYPE_CHECKING:
    from pathlib import Path


def told_of(path: Path) -> dict[str, str]:
    """Return texts that are the same for files of the same content.

    Of a raster: its form, its tags, its overviews and a digest of its pixels; the same
    blocks may come in another order from other threads.
    """
    if path.suffix != ".tif":
        return {"bytes": hashlib.sha256(path.read_bytes()).hexdigest()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            return _told_of_raster(path)
    except RasterioError as error:
        return {"no raster": str(error)}


def _told_of_raster(path: Path) -> dict[str, str]:
    with rasterio.open(path) as src:
        told: dict[str, object] = dict(src.profile)
        told["descriptions"] = src.descriptions
        told["packing"] = src.scales, src.offsets
        told["colours"] = src.colorinterp
        for band in (0, *src.indexes):
            told[f"tags of {band}"] = sorted(src.tags(band).items())
        for band in src.indexes:
            told[f"overviews of {band}"] = src.overviews(band)
            numbers = src.read(band).tobytes()
            told[f"pixels of {band}"] = hashlib.sha256(numbers).hexdigest()
    return {key: str(value) for key, value in told.items()}
