# SPDX-License-Identifier: GPL-3.0-or-later
"""A row's raster that no product is around, by its header and what the row says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import SourceUnreadable
from ..geometry.crs import parse_crs
from ..io.paths import stem
from ..io.patience import got_no_answer
from ..message import say
from ..request.exo_layer import NO_MASK
from ..sources.other_reader import borrow
from ..sources.source import Decoding, open_source

if TYPE_CHECKING:
    from ..request.exo_layer import ExoLayer
    from ..sources.source import Source
    from .tile_set import TileSet


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSource:
    """What a row is read from, and what the user should know of it."""

    source: Source
    """Of several tiles some, which stand for all."""
    warnings: tuple[str, ...] = ()
    tiles: TileSet | None = None
    """All tiles, where the row has several; which are read is for the plan to say."""


def of_raster(row: ExoLayer) -> RowSource:
    """Open a raster, with somebody else's help where rasterio has no driver for it."""
    said = said_by(row)
    try:
        source = open_source(row.path, row.band, label=row.label, decoding=said)
    except SourceUnreadable as error:
        is_gone = got_no_answer(error)
        borrowed = None if is_gone else borrow(row.path, stem(row.path), row.label)
        if borrowed is None:
            raise
        source = open_source(borrowed.path, row.band, label=row.label, decoding=said)
        source = replace(source, deferred_file=borrowed.deferred(source.band))
    return RowSource(source=source)


def without_metadata(row: ExoLayer) -> RowSource:
    """Open a file of a product that is not there, and warn of that where need be."""
    found = of_raster(row)
    if says_values(row) and row.nodata is not None:
        return found
    warning = say(
        "{label} is named like a band of Sentinel-2, and no metadata of a product lie "
        "above it: its numbers are taken as they are, without offset and with 0 as a "
        "value. Put the file back into its product, or give nodata, scale and offset "
        "in the row.",
        label=row.label,
    )
    return RowSource(source=found.source, warnings=(warning,))


def says_values(row: ExoLayer) -> bool:
    """Tell whether a row says how numbers become values."""
    return row.scale is not None or row.offset is not None


def said_by(row: ExoLayer) -> Decoding:
    """Return what a row says of the numbers of its file."""
    return Decoding(
        nodata=row.nodata,
        crs=parse_crs(row.crs, "crs") if row.crs else None,
        scale=row.scale,
        offset=row.offset,
        has_masks=row.mask != NO_MASK,
    )
