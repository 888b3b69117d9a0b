# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a run from replacing its own inputs, as where a layer has its file's name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import rasterio

from ..errors import OutputNotWritable
from ..message import say
from ..request.product_paths import product_paths
from ..sources.contents import Drawn
from ..sources.masks import RasterMask

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
    named = (*product_paths(request.product), *(row.path for row in request.layers))
    read = {*named, *(path for layer in plan.layers for path in _files(layer))}
    for destination in existing:
        if any(_exists(one) and destination.samefile(one) for one in read):
            raise OutputNotWritable(
                str(destination), say("the run reads it. Choose another place")
            )


def _files(layer: LayerPlan) -> Iterator[str]:
    if layer.source is None or isinstance(layer.source.contents, Drawn):
        return
    masks = [mask for mask in layer.source.masks if isinstance(mask, RasterMask)]
    for path in (layer.source.path, *(mask.path for mask in masks)):
        with rasterio.open(path) as src:
            yield from src.files


def _exists(name: str) -> bool:
    # Not Path.exists: it fails in folders without permission, and for names that GDAL
    # opens but that are longer than a file's name can be.
    return os.path.exists(name)  # noqa: PTH110
