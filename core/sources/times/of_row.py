# SPDX-License-Identifier: GPL-3.0-or-later
"""The times of the bands of a row: of its file, or set for its map layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...errors import SourceUnreadable, SubdatasetNeeded
from ...io.paths import without_end
from ...io.raster import open_raster
from .band_times import BandTimes, of_instants
from .read import read_band_times
from .written_dates import position_of

if TYPE_CHECKING:
    from ...request.exo_layer import ExoLayer


def times_of_row(row: ExoLayer) -> BandTimes | None:
    """Read the times of a row's bands; None where nothing says any, or no raster is.

    Raises:
        ExogenousError: There is no such file, or it leads elsewhere.
    """
    by_band = any(one.band is not None for one in row.layer_times)
    try:
        with open_raster(without_end(row.path), row.label) as src:
            found = None if by_band else read_band_times(src)
            count = src.count
    except (SourceUnreadable, SubdatasetNeeded):  # whoever opens it says what it is
        return None
    if found is not None and found.is_known and found.counts:
        return found
    return _set_by_user(row, count) or found


def _set_by_user(row: ExoLayer, count: int) -> BandTimes | None:
    begins, ends = np.full(count, np.nan), np.full(count, np.nan)
    for one in row.layer_times:
        begin, end = position_of(one.begin), position_of(one.end)
        bands = slice(None) if one.band is None else slice(one.band - 1, one.band)
        if begin is not None and end is not None:
            begins[bands], ends[bands] = begin, end
    if not np.isfinite(begins).any():
        return None
    by_band = any(one.band is not None for one in row.layer_times)
    return of_instants(begins, ends, counts=by_band)
