# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans a layer of tiles: those on one grid as one source, then all grids together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.enums import Resampling

from ..geometry.grid import Grid
from ..message import say
from ..secrets import without_secrets
from ..sources.contents import UNBOUNDED
from .method_choice import plan_layer
from .part_boxes import box_of
from .plan import Copied, Empty, Merged, Warped
from .seen_places import seen_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..products.tile_set import TileGroup, TileSet
    from ..sources.source import Source
    from .plan import LayerPlan
    from .target import Target

#: How many tiles' names a tag has.
_MOST_NAMED: Final = 500


def plan_tiles(
    name: str,
    tiles: TileSet,
    resampler: Resampling,
    target: Target,
    tags: Mapping[str, str],
    seen_as: Callable[[Source], Source],
) -> LayerPlan:
    """Plan the band that the tiles of a row become on a grid.

    Args:
        name: The name of the resulting band.
        tiles: All tiles of the row.
        resampler: The kernel.
        target: The grid, and the window of it that is asked for.
        tags: The band's metadata in a file.
        seen_as: Returns a source as the layer reads it, for shares of classes.
    """
    parts = []
    for group in tiles.groups:
        layer = plan_layer(name, seen_as(tiles.some(group)), resampler, target, tags)
        part = None if isinstance(layer.method, Empty) else _part(layer, tiles, group)
        if part is not None:
            parts.append(with_source(part, seen_as(_source(part))))
    if not parts:
        nowhere = seen_as(tiles.some(tiles.groups[0]))
        layer = plan_layer(name, nowhere, resampler, target, tags)
        return replace(layer, method=Empty())
    return with_told_tiles(merged(parts, target, is_mean=tiles.is_mean), tiles)


def merged(parts: Sequence[LayerPlan], target: Target, *, is_mean: bool) -> LayerPlan:
    """Return the plan of a layer of parts, in the order in which they count."""
    first = parts[0]
    if len(parts) == 1:
        return first
    sources = [_source(part) for part in parts]
    dtypes = {np.dtype(one.dtype) for one in sources}
    nodata = {one.nodata for one in sources}
    source = replace(
        sources[0],
        dtype=np.result_type(*dtypes).name,
        nodata=nodata.pop() if len(nodata) == 1 else None,
    )
    dtype = np.result_type(*{np.dtype(part.dtype) for part in parts}).name
    boxes = tuple(box_of(part, target.grid) for part in parts)
    ranks = () if is_mean else tuple(_ranks(parts, target))
    method = Merged(parts=tuple(parts), boxes=boxes, is_mean=is_mean, ranks=ranks)
    return replace(first, method=method, source=source, dtype=dtype)


def over_parts(
    layer: LayerPlan, changed: Callable[[LayerPlan], LayerPlan]
) -> LayerPlan:
    """Return a plan all of whose parts are changed; it takes over what they tell."""
    method = layer.method
    if not isinstance(method, Merged):
        return changed(layer)
    parts = tuple(map(changed, method.parts))
    first = parts[0]
    source = layer.source
    if source is not None and first.source is not None:
        source = replace(
            source,
            contents=first.source.contents,
            legend=first.source.legend,
            facts=first.source.facts,
        )
    return replace(
        layer,
        method=replace(method, parts=parts),
        source=source,
        heights=first.heights,
        has_other_heights=first.has_other_heights,
        height_shift=first.height_shift,
        tags={**layer.tags, **first.tags},
        dtype=np.result_type(*{np.dtype(part.dtype) for part in parts}).name,
    )


def replanned(
    layer: LayerPlan,
    source: Source,
    resampler: Resampling,
    target: Target,
    tags: Mapping[str, str],
) -> LayerPlan:
    """Return the plan of a layer by another kernel.

    Args:
        layer: What is planned.
        source: Its source, with the legend that is known by now.
        resampler: The other kernel.
        target: The grid, and the part of it that is asked for.
        tags: The band's metadata in a file.
    """
    method = layer.method
    if not isinstance(method, Merged):
        again = plan_layer(layer.name, source, resampler, target, tags)
        return replace(again, tile_names=layer.tile_names)
    parts = [
        plan_layer(
            part.name,
            replace(_source(part), legend=source.legend),
            resampler,
            target,
            tags,
        )
        for part in method.parts
    ]
    again = merged(parts, target, is_mean=method.is_mean)
    return replace(again, tile_names=layer.tile_names)


def with_source(layer: LayerPlan, source: Source) -> LayerPlan:
    """Return the plan of a layer that another source of the same grid is read for."""
    method = layer.method
    if isinstance(method, Copied | Warped):
        method = replace(method, source=source)
    return replace(layer, source=source, dtype=source.working_dtype, method=method)


def with_told_tiles(layer: LayerPlan, tiles: TileSet) -> LayerPlan:
    """Return a plan whose tags and parts say which tiles are read."""
    paths = [source.path for source in layer.sources]
    told = [without_secrets(path) for path in paths[:_MOST_NAMED]]
    if len(paths) > _MOST_NAMED:
        told.append(say("and {count} more", count=len(paths) - _MOST_NAMED))
    tags = {
        **layer.tags,
        "tiles": str(len(paths)),
        "tiles_read": "\n".join(told),
    }
    return replace(layer, tags=tags, tile_names=tiles.names)


def _part(layer: LayerPlan, tiles: TileSet, group: TileGroup) -> LayerPlan | None:
    """Return the plan of what the target sees of a group; None for nothing."""
    if not isinstance(group.georeference, Grid):
        return layer
    chosen = seen_places(layer, group.places)
    return with_source(layer, tiles.source(group, chosen)) if chosen.any() else None


def _ranks(parts: Sequence[LayerPlan], target: Target) -> Iterator[LayerPlan]:
    """Yield the plans of tiles' ranks, where tiles of one grid are not in a row."""
    mosaics = [_source(part).mosaic for part in parts]
    ranks = [one.ranks for one in mosaics if one is not None and one.ranks is not None]
    ends = [int(one.max()) for one in ranks]
    starts = [int(one.min()) for one in ranks]
    is_in_order = all(end < start for end, start in zip(ends, starts[1:], strict=False))
    if len(ranks) < len(parts) or is_in_order:
        return
    for part in parts:
        source = _source(part)
        if source.mosaic is None:
            raise ValueError(f"{part.name} has no tiles")
        mosaic = replace(
            source.mosaic, dtype="float64", is_decoded=True, reads_ranks=True
        )
        ranked = replace(
            source,
            mosaic=replace(mosaic, is_mean=False),
            dtype="float64",
            scale=1.0,
            offset=0.0,
            contents=UNBOUNDED,
        )
        yield plan_layer(part.name, ranked, Resampling.nearest, target, {})


def _source(layer: LayerPlan) -> Source:
    if layer.source is None:
        raise ValueError(f"{layer.name} has no source")
    return layer.source
