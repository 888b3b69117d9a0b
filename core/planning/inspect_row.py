# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the rows of an exogenous table one by one, before anything is run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..environment import raster_environment
from ..errors import ExogenousError, SubdatasetNeeded
from ..io.raster import band_names, open_raster
from ..request.layer_table import parse_exo
from .build import exo_source
from .resampler_choice import with_classes_seen

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the header of a row's raster says, and what is wrong with the row."""

    problem: str = ""
    """Empty where the row can be used; without the row's own label."""
    bands: tuple[str, ...] = ()
    """Of the raster, `number: description` or `number`."""
    subdatasets: tuple[str, ...] = ()
    """Where the file is a container: the rasters inside."""
    is_classes: bool = False
    """The band's values are codes, as `auto` has it."""


@raster_environment()
def inspect_row(row: Mapping[str, object]) -> Finding:
    """Check one row, read the header of its raster, and look at some pixels.

    Args:
        row: As `read_rows` returns one; a resampler may be missing.
    """
    label = str(row.get("name", ""))
    path = str(row.get("path", ""))
    bands: tuple[str, ...] = ()
    try:
        if path.strip():
            with open_raster(path, label) as src:
                bands = band_names(src)
        (layer,) = parse_exo([row])
        source = with_classes_seen(exo_source(layer))
    except SubdatasetNeeded as error:
        return Finding(problem=error.advice, subdatasets=error.subdatasets)
    except ExogenousError as error:
        return Finding(problem=error.advice, bands=bands)
    return Finding(bands=bands, is_classes=source.legend.is_classes)
