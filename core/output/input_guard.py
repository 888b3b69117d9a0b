# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a run from replacing its own inputs, as where a layer has its file's name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import OutputNotWritable
from ..io.files_behind import files_behind, files_of_tile
from ..message import say
from ..request.product_paths import product_paths
from ..request.tile_paths import paths_in
from ..sources.contents import Drawn
from ..sources.masks import RasterMask
from .committing.destination import true_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..planning.plan import LayerPlan, Plan
    from ..request.request import Request


def refuse_inputs(request: Request, plan: Plan, destinations: Iterable[str]) -> None:
    """Refuse destinations that are inputs of the run.

    Args:
        request: What is asked for.
        plan: The plan of the request.
        destinations: The paths of the results.

    Raises:
        OutputNotWritable: The run reads the file at a destination, by whatever name:
            as a part of a virtual raster, through a link, by a driver's own syntax.
    """
    existing = [Path(one) for one in destinations if _exists(one)]
    if not existing:
        return
    read = [name for name in _read(request, plan) if _exists(name)] if existing else []
    for destination in existing:
        if any(destination.samefile(name) for name in read):
            raise OutputNotWritable(
                str(destination), say("the run reads it. Choose another place.")
            )


def refuse_products_folder(request: Request, destinations: Iterable[str]) -> None:
    """Refuse destinations in the folder that is the product itself, as a .SAFE is.

    Raises:
        OutputNotWritable: A destination lies there; the product would no longer be
            what its publisher made.
    """
    folders = [Path(one) for one in product_paths(request.product) if _is_folder(one)]
    for destination in destinations:
        above = true_place(Path(destination)).parents
        for folder in folders:
            if any(_exists(str(one)) and folder.samefile(one) for one in above):
                raise OutputNotWritable(
                    destination,
                    say("it lies in the product's own folder. Choose another place."),
                )


def _read(request: Request, plan: Plan) -> set[str]:
    """Return the names of all local files that the run reads."""
    rows = (path for row in request.layers for path in paths_in(row.path))
    # A tile that is not read is an input all the same: it would be another next time.
    tiles = {name for layer in plan.layers for name in layer.tile_names}
    rasters = {path for layer in plan.layers for path in _rasters(layer)} - tiles
    behind = [
        *(file for path in rasters for file in files_behind(path)),
        *(file for path in tiles for file in files_of_tile(path)),
    ]
    return {*product_paths(request.product), *rows, *map(str, behind)}


def _rasters(layer: LayerPlan) -> Iterator[str]:
    for source in layer.sources:
        masks, contents = source.masks, source.contents
        if isinstance(contents, Drawn):
            masks = (*masks, contents.mask)
        else:
            yield source.path
        yield from (m.path for m in masks if isinstance(m, RasterMask))


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112  (as below)


def _exists(name: str) -> bool:
    # Not Path.exists: it fails in folders without permission, and for names that GDAL
    # opens but that are longer than a file's name can be.
    return os.path.exists(name)  # noqa: PTH110
