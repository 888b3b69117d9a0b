# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rows of an exogenous table one by one, before a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..environment import raster_environment
from ..errors import ExogenousError, SubdatasetNeeded
from ..io.remote_names import any_remote
from ..products.table_source import RowReader
from ..request.exo_layer import OF_FEATURES
from ..request.layer_table import parse_exo
from ..request.tile_paths import list_text, paths_in, placeholders_in
from ..resampling.kernels import KERNELS
from ..sources.vector.reading import open_features
from ..sources.vector.recognised import holds_features
from .burnt import open_row
from .found_times import NO_TIMES, FoundTimes, found_times
from .one_row_a_layer import rows_of
from .resampler_choice import with_classes_seen
from .wanted_time import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..request.located import Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the header of a row's raster says, and what is wrong with the row."""

    problem: str = ""
    """Empty where the row can be used; without the row's own label."""
    cause: type[ExogenousError] | None = None
    """The kind of the problem."""
    bands: tuple[str, ...] = ()
    """The raster's bands, `number: description` or `number`."""
    subdatasets: tuple[str, ...] = ()
    """The rasters inside, where the file is a container."""
    is_classes: bool = False
    """The band's values are codes, as `auto` has it."""
    is_features: bool = False
    """The row is one of features."""
    fields: tuple[str, ...] = ()
    """The attributes of its features."""
    tiles: int = 0
    """How many tiles the row's path stands for; 0 for one source."""
    mixes_classes: bool = False
    """The row's resampler would mix these codes wherever it resamples."""
    times: FoundTimes = NO_TIMES
    """The times of the raster's bands, among which a row without a band chooses."""


def inspect_row(row: Mapping[str, object], lookup: Lookup | None = None) -> Finding:
    """Check one row, read the header of its raster, and look at some pixels.

    Args:
        row: A row as `read_rows` returns it; a resampler may be missing.
        lookup: Finds map layers, of which the user may have set times.
    """
    path = row.get("path", "")
    text = list_text(path) if isinstance(path, list) else str(path)
    with raster_environment(online=any_remote(paths_in(text))):
        return _finding({**row, "path": text}, lookup)


def _finding(row: Mapping[str, object], lookup: Lookup | None) -> Finding:
    label = str(row.get("name", ""))
    path = str(row.get("path", ""))
    bands: tuple[str, ...] = ()
    times = NO_TIMES
    tiles = 0
    reader = RowReader(has_product=False)
    try:
        if any(map(placeholders_in, paths_in(path))):
            parse_exo([row], lookup)
            return Finding()
        said = next((key for key in OF_FEATURES if row.get(key)), "")
        if path.strip() and holds_features(path, label, said):
            return _of_features(row)
        if path.strip():
            bands = reader.bands(path, label)
            tiles = reader.count_tiles(path, label)
        (layer,) = parse_exo([row], lookup)
        times = NO_TIMES if tiles else found_times(layer)
        sources = [
            with_classes_seen(reader.source(one).source)
            for one in rows_of(layer, reader, Wanted(is_known=False))
        ]
    except SubdatasetNeeded as error:
        return Finding(
            problem=error.advice, cause=type(error), subdatasets=error.subdatasets
        )
    except ExogenousError as error:
        return Finding(
            problem=error.advice,
            cause=type(error),
            bands=bands,
            tiles=tiles,
            times=times,
        )
    is_classes = any(source.legend.is_classes for source in sources)
    asked = layer.resampler
    kernel = None if asked is None else KERNELS[asked]
    mixes = is_classes and kernel is not None and not kernel.suits_classes
    return Finding(
        bands=bands,
        tiles=tiles,
        is_classes=is_classes,
        mixes_classes=mixes,
        times=times,
    )


def _of_features(row: Mapping[str, object]) -> Finding:
    """Check a row of features: its file, filter and attribute; no shape is read."""
    fields: tuple[str, ...] = ()
    try:
        path, label = str(row["path"]), str(row.get("name", ""))
        fields = tuple(open_features(path, label).header.fields)
        (layer,) = parse_exo([row])
        open_row(layer)
    except ExogenousError as error:
        return Finding(
            problem=error.advice, cause=type(error), fields=fields, is_features=True
        )
    return Finding(fields=fields, is_features=True)
