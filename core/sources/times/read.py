# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads when each band of a raster is, from its header, whatever the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .band_times import BandTimes, of_instants
from .of_dimensions import of_dimensions
from .of_grib import of_grib
from .written_dates import interval_in, position_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rasterio.io import DatasetReader

#: The metadata in which datasets have the time of a picture.
_OF_PICTURE = ("IMAGERY", "ENVI")


def read_band_times(src: DatasetReader) -> BandTimes | None:
    """Read the times of a raster's bands; None where it says nothing of time.

    Asked in this order: the dimensions of an array, the messages of a GRIB file, the
    bands' own tags, their descriptions, and what the whole file says of itself.
    """
    found = of_dimensions(src) or of_grib(src)
    if found is not None:
        return found
    return _of_tags(src) or _of_descriptions(src) or _of_file(src)


def _of_tags(src: DatasetReader) -> BandTimes | None:
    found = [
        interval_in({**src.tags(band), **src.tags(band, ns="IMAGERY")})
        for band in range(1, src.count + 1)
    ]
    return _of_pairs(found, counts=True) if any(found) else None


def _of_descriptions(src: DatasetReader) -> BandTimes | None:
    """Read dates in descriptions, where every band has one of its own."""
    found = [position_in(text or "") for text in src.descriptions]
    if None in found or len(set(found)) < len(found) or len(found) == 1:
        return None
    return of_instants(np.array(found, np.float64))


def _of_file(src: DatasetReader) -> BandTimes | None:
    domains = [src.tags(ns=name) for name in _OF_PICTURE]
    found = next(filter(None, map(interval_in, (*domains, src.tags()))), None)
    return None if found is None else _of_pairs([found] * src.count, counts=False)


def _of_pairs(
    pairs: Sequence[tuple[float, float] | None], *, counts: bool
) -> BandTimes:
    unknown = (float("nan"), float("nan"))
    both = np.array([pair or unknown for pair in pairs], np.float64)
    counts = counts and len(pairs) > 1
    return of_instants(both[:, 0], both[:, 1], counts=counts)
