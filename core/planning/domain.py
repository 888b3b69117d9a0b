# SPDX-License-Identifier: GPL-3.0-or-later
"""What is averaged of a layer: its values, the power or the directions behind them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.enums import Resampling

from ..errors import InvalidLayer
from ..io.paths import stem
from ..message import say
from ..request.domains import DECIBELS, FLAGS, FLAGS_ANY, LINEAR
from ..resampling.kernels import KERNELS
from ..sources.coarse_look import has_negatives
from ..sources.contents import Angles, Decibels, Flags
from .plan import Scaled, Warped
from .resampler_choice import ResamplerChoice

if TYPE_CHECKING:
    from ..request.exo_layer import ExoLayer
    from ..sources.contents import Contents
    from ..sources.source import Source
    from .plan import LayerPlan

_TURN_DEGREES: Final = 360.0

#: Decibels in units and names: `dB`, `Sigma0_VV_db`, `gamma0 [decibel]`.
_DECIBELS: Final = re.compile(
    r"(?:^|[^A-Za-z])(?:d[Bb]|DB|[Dd]ecibels?)(?:[^A-Za-z]|$)"
)

_RADIANS: Final = frozenset({"rad", "radian", "radians"})


def in_domain(layer: LayerPlan) -> LayerPlan:
    """Return a plan that averages what the layer's domain says.

    Kernels that pick one of the source's values, and copies, leave them as they are.

    Raises:
        SourceUnreadable: The pixels of angles, which are looked at, are damaged.
    """
    source, method = layer.source, layer.method
    is_bits = layer.domain in FLAGS and isinstance(method, Warped)
    if source is None or layer.domain == LINEAR:
        return layer
    if not (is_bits or mixes_values(layer)):
        return layer
    contents = _contents(source, layer.domain)
    # Levels of a JPEG2000 are averages of the numbers.
    source = replace(source, contents=contents, levels=())
    if isinstance(method, Scaled):
        method = replace(method, shrink=1)
    if isinstance(method, Warped):
        method = replace(method, source=source)
    tags = {key: text for key, text in layer.tags.items() if key != "overview"}
    tags["domain"] = layer.domain
    return replace(layer, source=source, method=method, tags=tags)


def _contents(source: Source, domain: str) -> Contents:
    if domain == DECIBELS:
        return Decibels()
    if domain in FLAGS:
        kind = np.dtype(source.dtype)
        return Flags(bits=8 * kind.itemsize, is_signed=kind.kind == "i")
    is_radians = source.facts.unit.casefold() in _RADIANS
    turn = 2 * math.pi if is_radians else _TURN_DEGREES
    return Angles(turn=turn, is_signed=has_negatives(source))


def of_flags(source: Source, domain: str) -> ResamplerChoice:
    """Choose what resamples single bits: the greatest of them for any, else the least.

    Raises:
        InvalidLayer: The source's numbers have no bits of their own.
    """
    kind = np.dtype(source.dtype)
    if kind.kind not in "iu" or source.is_scaled or source.may_be_long:
        raise InvalidLayer(
            source.label,
            say("flags are whole numbers of up to 32 bits, and its numbers are others"),
            say("Leave the domain out; scale 1 and offset 0 take numbers as they are."),
        )
    is_any = domain == FLAGS_ANY
    resampler = Resampling.max if is_any else Resampling.min
    reason = say("any has a bit") if is_any else say("all have a bit")
    return ResamplerChoice(resampler=resampler, reason=reason)


def mixes_values(layer: LayerPlan) -> bool:
    """Tell whether values of the result are made of several of the source's."""
    is_picked = KERNELS[layer.resampler].suits_classes
    is_resampled = any(isinstance(part.method, Warped) for part in layer.parts)
    return is_resampled and not is_picked


def says_decibels(source: Source, row: ExoLayer) -> str:
    """Return the unit or name that says that values are decibels, empty for none."""
    said = (source.facts.unit, source.legend.description, row.name, stem(row.path))
    return next((word for word in said if _DECIBELS.search(word)), "")
