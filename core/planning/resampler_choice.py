# SPDX-License-Identifier: GPL-3.0-or-later
"""Which resampler a layer gets that leaves the choice to the plan, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rasterio.enums import Resampling

from ..message import say
from ..sources.coarse_look import classes_seen
from ..sources.known_looks import known_look
from .plan import Empty
from .tiled import replanned

if TYPE_CHECKING:
    from ..sources.source import Source
    from .plan import LayerPlan
    from .target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class ResamplerChoice:
    """A resampler, as far as a header tells."""

    resampler: Resampling
    reason: str = ""
    """Why the resampler was taken, a sentence's end; empty where the user named it."""
    is_open: bool = False
    """The header leaves open whether the source holds classes."""


def choose_resampler(source: Source, asked: Resampling | None) -> ResamplerChoice:
    """Choose the resampler of a layer: nearest for classes, else bilinear.

    Args:
        source: What is read.
        asked: What the user has named; None for `auto`.
    """
    if asked is not None:
        return ResamplerChoice(resampler=asked)
    reason = source.legend.classes_by
    if reason:
        return ResamplerChoice(resampler=Resampling.nearest, reason=reason)
    return ResamplerChoice(
        resampler=Resampling.bilinear,
        reason=say("nothing says that it holds classes"),
        is_open=True,
    )


def settled(layer: LayerPlan, target: Target) -> LayerPlan:
    """Return a plan that knows whether its source holds classes: nearest is for those.

    Args:
        layer: What is planned by headers.
        target: The grid, and the part of it that is asked for.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    if not layer.is_open or layer.source is None or isinstance(layer.method, Empty):
        return replace(layer, is_open=False)
    source = with_classes_seen(layer.source)
    if not source.legend.is_classes:
        return replace(layer, is_open=False)
    nearest = Resampling.nearest
    tags = {**layer.tags, "resampler": nearest.name}
    seen = replanned(layer, source, nearest, target, tags)
    return replace(
        seen,
        reason=source.legend.classes_by,
        domain=layer.domain,
        time=layer.time,
    )


def with_classes_seen(source: Source) -> Source:
    """Return a source whose legend says whether it holds classes, by a look if need be.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    if source.legend.is_classes or source.deferred_file is not None:
        return source
    seen = known_look(source, classes_seen)
    return replace(source, legend=replace(source.legend, classes_by=seen))
