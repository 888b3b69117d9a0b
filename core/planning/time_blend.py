# SPDX-License-Identifier: GPL-3.0-or-later
"""Weighs two bands of a source, and says of which time a layer is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..errors import InvalidLayer
from ..message import say
from ..sources.source import Blend

if TYPE_CHECKING:
    from ..products.table_source import RowReader
    from ..request.exo_layer import ExoLayer
    from ..request.time_chosen import ChosenTime
    from ..sources.source import Source

#: Tags of a band that say its own time, which is not that of two.
_OF_TIME: Final = re.compile(r"(?i)^(?:NETCDF_DIM_|GRIB_(?:REF|VALID)_TIME|GRIB_FORE)")


def with_time(row: ExoLayer, source: Source, reader: RowReader) -> Source:
    """Return a source that weighs two bands where a row's time lies between them.

    Args:
        row: The row, its time chosen.
        source: The band before the time.
        reader: Opens the other band.

    Raises:
        InvalidLayer: The bands hold classes, or another program reads them.
        ExogenousError: The other band cannot be opened.
    """
    chosen = row.chosen_time
    if chosen is None or chosen.after is None:
        return source
    if source.legend.is_classes:
        raise InvalidLayer(
            row.label,
            say("classes of two times have no mean, which linear is"),
            say("Use nearest, previous or next."),
        )
    if source.deferred_file is not None:
        raise InvalidLayer(
            row.label,
            say("another program reads the file, a band at a time"),
            say("Use nearest, previous or next."),
        )
    other = reader.source(replace(row, band=chosen.after)).source
    facts = source.facts
    kept = {key: text for key, text in facts.tags.items() if not _OF_TIME.match(key)}
    return replace(
        source,
        blend=Blend(source=other, weight=chosen.weight_after),
        facts=replace(facts, tags=kept, time=chosen.time),
        levels=(),
    )


def time_tags(chosen: ChosenTime) -> dict[str, str]:
    """Return the tags that say which time a band of a result has."""
    tags = {"time": chosen.time} if chosen.time else {}
    if chosen.away_h is not None:
        tags["hours_from_wanted_time"] = f"{chosen.away_h:.4f}"
    if chosen.after is not None:
        tags["source_band_after"] = str(chosen.after)
        tags["weight_after"] = f"{chosen.weight_after:.9g}"
    return tags
