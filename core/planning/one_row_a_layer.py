# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one row a layer of rows that give several: by band, time and class."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..request.time_choice import NO_TIME
from ..sources.vector.recognised import holds_features
from .chosen_bands import rows_by_band
from .chosen_classes import rows_by_class
from .chosen_time import row_at_time
from .first_band import no_times

if TYPE_CHECKING:
    from ..products.table_source import RowReader
    from ..request.exo_layer import ExoLayer
    from ..request.request import Request
    from .wanted_time import Wanted


def with_one_row_a_layer(
    request: Request, reader: RowReader, wanted: Wanted
) -> Request:
    """Return the request with a row for each layer that its rows ask for.

    Args:
        request: What is asked for.
        reader: Opens what rows name.
        wanted: The product's instant.

    Raises:
        ExogenousError: A row's file cannot be opened, it has no such bands, times or
            classes, or two layers get one name.
    """
    rows = tuple(one for row in request.layers for one in rows_of(row, reader, wanted))
    return request if rows == request.layers else replace(request, layers=rows)


def rows_of(row: ExoLayer, reader: RowReader, wanted: Wanted) -> tuple[ExoLayer, ...]:
    """Return a row for each layer that a row asks for.

    Raises:
        ExogenousError: As for `with_one_row_a_layer`.
    """
    if holds_features(row.path, row.label, row.key_of_features):
        return (row,)
    by_band = rows_by_band(row, reader)
    # Tiles are told apart by their own dates, see `overlap`.
    if not reader.count_tiles(row.path, row.label):
        by_band = tuple(row_at_time(one, reader, wanted) for one in by_band)
    elif row.time not in {None, NO_TIME} or row.when or row.within:
        raise no_times(row, None)
    return tuple(one for band in by_band for one in rows_by_class(band, reader))
