# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands that say how much of each pixel other bands are made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rasterio.enums import Resampling

from ..sources.contents import Coverage
from .method_choice import choose_method
from .plan import AllValid, Empty, LayerPlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..request.request import Request
    from .plan import Target

#: What the band that tells whether all others have a value is called.
VALIDITY: Final = "validity"


def is_validity(layer: LayerPlan) -> bool:
    """Tell whether a band says where all others have a value."""
    return layer.name == VALIDITY and isinstance(layer.method, AllValid)


def coverage_name(name: str) -> str:
    """Return the name of the band that tells how far a layer covers each pixel."""
    return f"{name} coverage"


def extra_layers(
    request: Request, layers: Sequence[LayerPlan], target: Target
) -> Iterator[LayerPlan]:
    """Plan what the request asks for beside its bands and layers.

    Args:
        request: What is asked for.
        layers: All its bands and layers, the exogenous ones last.
        target: The grid, and the part of it that is asked for.
    """
    if request.coverage and request.layers:
        for layer in layers[-len(request.layers) :]:
            yield _coverage(layer, target)
    if request.validity:
        yield LayerPlan(
            name=VALIDITY,
            method=AllValid(layers=tuple(layers)),
            dst_grid=target.grid,
            dtype="float32",
            resampler=Resampling.nearest,
            source=None,
            seen=None,
            tags={"measure": "1 where every band has a value, else 0"},
        )


def _coverage(layer: LayerPlan, target: Target) -> LayerPlan:
    """Plan the share of each target pixel that valid source pixels cover, 0 to 1.

    It is the average of 1 where the source is valid and 0 where it is not, or where
    there is no source, over the whole of the target pixel: GDAL's kernel `average`,
    whatever the layer's own is.
    """
    tags = {
        "source": layer.tags["source"],
        "source_band": layer.tags["source_band"],
        "measure": "share of the pixel that valid source pixels cover, 0 to 1",
    }
    name = coverage_name(layer.name)
    if layer.source is None or layer.seen is None:
        return replace(layer, name=name, tags=tags, method=AllValid(layers=(layer,)))
    # Shares of pixels are no codes, whatever the layer holds.
    legend = replace(layer.source.legend, is_classes=False)
    source = replace(layer.source, contents=Coverage(), dtype="float32", legend=legend)
    method = choose_method(source, Resampling.average, target.grid, layer.seen)
    return LayerPlan(
        name=name,
        # Nothing covers anything where nothing is read: 0, not nodata.
        method=AllValid(layers=(layer,)) if isinstance(method, Empty) else method,
        dst_grid=target.grid,
        dtype="float32",
        resampler=Resampling.average,
        source=source,
        seen=layer.seen,
        tags=tags,
    )
