# SPDX-License-Identifier: GPL-3.0-or-later
"""What a band of a result says of itself, in a file and in a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..geometry.vertical import without_heights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rasterio.crs import CRS

    from ..geometry.grid import Grid
    from ..planning.plan import LayerPlan


def band_tags(layer: LayerPlan) -> dict[str, str]:
    """Return the tags of a band: what its source says, and how it was made."""
    facts = layer.facts
    own = {"time": facts.time} if facts.time else {}
    if layer.heights:
        own["vertical_crs"] = layer.heights
    if layer.keeps_values and layer.source and layer.source.nodata is not None:
        # A GeoTIFF has one nodata value for all of its bands.
        own["source_nodata"] = f"{layer.source.nodata:.17g}"
    return {**facts.tags, **own, **layer.tags}


def told_crs(grid: Grid, layers: Iterable[LayerPlan]) -> CRS:
    """Return the CRS of a result, without heights where a band's are others."""
    if any(layer.has_other_heights for layer in layers):
        return without_heights(grid.crs)
    return grid.crs


def band_attributes(layer: LayerPlan) -> dict[str, object]:
    """Return the attributes of a variable: tags, unit and classes, as CF has them."""
    facts, names = layer.facts, layer.legend.categories
    found: dict[str, object] = {**facts.imagery, **band_tags(layer)}
    # xarray would take a variable in days since then for times.
    found.pop("units", None)
    if facts.unit and " since " not in facts.unit:
        found["units"] = facts.unit
    if names:
        named = {code: name for code, name in enumerate(names) if name}
        found["flag_values"] = list(named)
        # CF (section 3.5) has the meanings in one text, separated by blanks.
        found["flag_meanings"] = " ".join("_".join(n.split()) for n in named.values())
    return found
