# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a run from replacing what it reads: a bare layer has its file's name."""

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
    """Look whether a result would take the place of an input.

    Args:
        request: What is asked for.
        plan: What comes of it.
        destinations: Where results will be.

    Raises:
        OutputNotWritable: The run reads a file there, by whatever name: as a part of
            a virtual raster, through a link, in a driver's own words.
    """
    there = [Path(one) for one in destinations if _is_there(one)]
    if not there:
        return
    named = (*product_paths(request.product), *(row.path for row in request.layers))
    read = {*named, *(path for layer in plan.layers for path in _files(layer))}
    for destination in there:
        if any(_is_there(one) and destination.samefile(one) for one in read):
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


def _is_there(name: str) -> bool:
    # Not Path.exists: it fails where nobody may look, and where what GDAL opens is
    # longer than a file's name can be.
    return os.path.exists(name)  # noqa: PTH110
