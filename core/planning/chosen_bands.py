# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one row a band of rows that have several bands, from headers alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import InvalidLayer
from ..message import say
from ..request.band_choice import choose_bands
from ..request.name_pattern import named_of_several

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..products.table_source import RowReader
    from ..request.band_choice import ListedBand, Several
    from ..request.exo_layer import ExoLayer


def rows_by_band(row: ExoLayer, reader: RowReader) -> tuple[ExoLayer, ...]:
    """Return a row for each band of a row.

    Args:
        row: One row of the table.
        reader: Opens what rows name.

    Raises:
        ExogenousError: The row's file cannot be opened, or it has no such bands.
    """
    if row.several is None:
        return (row,)
    there = reader.listed(row.path, row.label)
    bands = row.several.bands
    chosen = choose_bands(bands, there, row.label)
    if len(chosen) == 1 and isinstance(bands, str) and chosen[0].is_called(bands):
        return (_row(row, row.several, chosen[0], row.name),)
    return tuple(_named_rows(row, row.several, chosen, there))


def _named_rows(
    row: ExoLayer,
    several: Several,
    chosen: Sequence[ListedBand],
    there: Sequence[ListedBand],
) -> Iterator[ExoLayer]:
    """Yield rows that are named by the bands' names, where no two bands share one."""
    if not chosen:
        raise InvalidLayer(
            row.label, say("it names no band"), say("Bands count from 1.")
        )
    names = {band.key: band.name for band in there}
    count = Counter(names.values())
    for band in chosen:
        name = names.get(band.key, "")
        word = name if name and count[name] == 1 else band.key
        yield _row(
            row, several, band, named_of_several(several.pattern, several.layer, word)
        )


def _row(row: ExoLayer, several: Several, band: ListedBand, name: str) -> ExoLayer:
    nodata = dict(several.nodata).get(str(band.key), row.nodata)
    return replace(row, name=name, band=band.key, several=None, nodata=nodata)
