# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan in sentences, as the log shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..geometry.grid import Grid
from ..geometry.grid_text import crs_name, size_text
from ..geometry.vertical import heights_name
from ..message import say
from .burnt_method import Burnt
from .plan import AllValid, Copied, Merged, Scaled, Warped

if TYPE_CHECKING:
    from ..sources.source import Source
    from .plan import LayerPlan, Plan


def summary(plan: Plan) -> tuple[str, ...]:
    """Describe the result in one line, and each layer's method in one line each."""
    grid = plan.target.dst_grid
    count = len(plan.layers)
    head = say(
        "{cols} x {rows} px at {size}, {crs}, {bands}",
        cols=grid.cols,
        rows=grid.rows,
        size=size_text(grid),
        crs=crs_name(grid.crs),
        bands=say("1 band") if count == 1 else say("{count} bands", count=count),
    )
    return (head, *map(layer_summary, plan.layers))


def layer_summary(layer: LayerPlan) -> str:
    """Describe a layer's method in one line, and why, if the user left it open."""
    line = _method_line(layer)
    if layer.tile_names:
        line = say(
            "{line}, from {read} of {count} tiles",
            line=line,
            read=len(layer.sources),
            count=len(layer.tile_names),
        )
    if layer.height_shift is not None:
        own = heights_name(layer.height_shift.src_crs)
        line = say(
            "{line}, {own} to {wanted}", line=line, own=own, wanted=layer.heights
        )
    if "domain" in layer.tags:
        line = say("{line}, averaged as {domain}", line=line, domain=layer.domain)
    if layer.time:
        line = say("{line}, {time}", line=line, time=layer.time)
    if layer.reason and isinstance(layer.method, Merged | Warped):
        return say("{line} ({reason})", line=line, reason=layer.reason)
    return line


def _method_line(layer: LayerPlan) -> str:  # noqa: PLR0911  (one a method)
    match layer.method:
        case Copied():
            return say(
                "{name}: copied, {size}",
                name=layer.name,
                size=size_text(layer.dst_grid),
            )
        case Scaled(source=source, shrink=shrink) if shrink > 1:
            return say(
                "{name}: {resampler}, {source} to {size}, from an overview "
                "{shrink} times coarser",
                name=layer.name,
                resampler=layer.resampler.name,
                source=_src_size_name(source),
                size=size_text(layer.dst_grid),
                shrink=shrink,
            )
        case Warped(source=source):
            return say(
                "{name}: {resampler}, {source} to {size}",
                name=layer.name,
                resampler=layer.resampler.name,
                source=_src_size_name(source),
                size=size_text(layer.dst_grid),
            )
        case Merged(parts=parts):
            return say(
                "{name}: {resampler}, {count} grids to {size}",
                name=layer.name,
                resampler=layer.resampler.name,
                count=len(parts),
                size=size_text(layer.dst_grid),
            )
        case Burnt():
            return say(
                "{name}: {what} of features, burnt at {size}",
                name=layer.name,
                what=layer.tags["burn"],
                size=size_text(layer.dst_grid),
            )
        case AllValid():
            return say("{name}: from the bands before it", name=layer.name)
    return say("{name}: nothing to read, all nodata", name=layer.name)


def _src_size_name(source: Source) -> str:
    """Return the size of a source's pixels, or the kind of tie points or arrays."""
    if isinstance(source.georeference, Grid):
        return size_text(source.georeference)
    return say("from {points}", points=source.georeference.name)
