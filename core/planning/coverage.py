# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans the extra bands: coverage of each layer, and validity of all bands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rasterio.enums import Resampling

from ..sources.contents import Coverage
from .method_choice import choose_method
from .plan import AllValid, Empty, LayerPlan, Merged
from .tiled import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..request.request import Request
    from ..sources.source import Source
    from .target import Target

#: The name of the band that is 1 where all other bands have a value.
VALIDITY: Final = "validity"


def is_validity(layer: LayerPlan) -> bool:
    """Tell whether a band says where all others have a value."""
    return layer.name == VALIDITY and isinstance(layer.method, AllValid)


def coverage_name(name: str) -> str:
    """Return the name of the band that holds a layer's coverage of each pixel."""
    return f"{name} coverage"


def extra_names(request: Request, layers: Sequence[LayerPlan]) -> Iterator[str]:
    """Name the extra bands that a request asks for, in the order of `extra_layers`.

    Args:
        request: What is asked for.
        layers: The plans of all its bands and layers, the exogenous ones last.
    """
    yield from (coverage_name(layer.name) for layer in _with_coverage(request, layers))
    if request.validity:
        yield VALIDITY


def _with_coverage(
    request: Request, layers: Sequence[LayerPlan]
) -> Sequence[LayerPlan]:
    is_asked = request.coverage and request.layers
    return layers[-len(request.layers) :] if is_asked else ()


def extra_layers(
    request: Request, layers: Sequence[LayerPlan], target: Target
) -> Iterator[LayerPlan]:
    """Plan the extra bands that a request asks for beside its bands and layers.

    Args:
        request: What is asked for.
        layers: The plans of all its bands and layers, the exogenous ones last.
        target: The grid, and the window of it that is asked for.
    """
    for layer in _with_coverage(request, layers):
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

    The share is the mean over the whole target pixel of 1 where the source is valid and
    0 where it is invalid or has no pixel: the kernel `average`, whatever kernel the
    layer itself has.
    """
    tags = {
        "source": layer.tags["source"],
        "source_band": layer.tags["source_band"],
        "measure": "share of the pixel that valid source pixels cover, 0 to 1",
    }
    name = coverage_name(layer.name)
    if isinstance(layer.method, Merged):
        shares = [_coverage(part, target) for part in layer.method.parts]
        # Where a part has nothing to read, none of its pixels is covered.
        there = [one for one in shares if not isinstance(one.method, AllValid)]
        return merged(there, target, is_mean=False) if there else shares[0]
    if layer.source is None or layer.seen is None:
        return replace(layer, name=name, tags=tags, method=AllValid(layers=(layer,)))
    source = as_shares(layer.source)
    method = choose_method(source, Resampling.average, target.grid, layer.seen)
    covered = LayerPlan(
        name=name,
        method=method,
        dst_grid=target.grid,
        dtype="float32",
        resampler=Resampling.average,
        source=source,
        seen=layer.seen,
        tags=tags,
    )
    return with_zeros(covered)


def as_shares(source: Source, number: float | None = None) -> Source:
    """Return a source whose average is the share of a pixel that the source covers.

    Args:
        source: What is read.
        number: The one number of the file that counts; None for all valid pixels.
    """
    # Shares of pixels are no codes, whatever the layer holds.
    legend = replace(source.legend, classes_by="")
    contents = Coverage(of_number=number)
    return replace(source, contents=contents, dtype="float32", legend=legend)


def with_zeros(layer: LayerPlan) -> LayerPlan:
    """Return the plan of shares, 0 where no source is read and others are nodata."""
    if not isinstance(layer.method, Empty):
        return layer
    empty = replace(layer, source=None, seen=None)
    return replace(layer, method=AllValid(layers=(empty,)))
