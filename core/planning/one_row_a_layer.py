# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one row a layer of rows that give several: by band, and by class."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .chosen_bands import rows_by_band
from .chosen_classes import rows_by_class

if TYPE_CHECKING:
    from ..products.table_source import RowReader
    from ..request.exo_layer import ExoLayer
    from ..request.request import Request


def with_one_row_a_layer(request: Request, reader: RowReader) -> Request:
    """Return the request with a row for each layer that its rows ask for.

    Args:
        request: What is asked for.
        reader: Opens what rows name.

    Raises:
        ExogenousError: A row's file cannot be opened, it has no such bands or
            classes, or two layers get one name.
    """
    rows = tuple(one for row in request.layers for one in rows_of(row, reader))
    return request if rows == request.layers else replace(request, layers=rows)


def rows_of(row: ExoLayer, reader: RowReader) -> tuple[ExoLayer, ...]:
    """Return a row for each layer that a row asks for.

    Raises:
        ExogenousError: As for `with_one_row_a_layer`.
    """
    by_band = rows_by_band(row, reader)
    return tuple(one for band in by_band for one in rows_by_class(band, reader))
