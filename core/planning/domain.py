# SPDX-License-Identifier: GPL-3.0-or-later
"""What is averaged of a layer: its values, the power or the directions behind them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..io.paths import stem
from ..request.domains import DECIBELS, LINEAR
from ..resampling.kernels import KERNELS
from ..sources.coarse_look import has_negatives
from ..sources.contents import Angles, Decibels
from .plan import Scaled, Warped

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
    if source is None or layer.domain == LINEAR or not mixes_values(layer):
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
    is_radians = source.facts.unit.casefold() in _RADIANS
    turn = 2 * math.pi if is_radians else _TURN_DEGREES
    return Angles(turn=turn, is_signed=has_negatives(source))


def mixes_values(layer: LayerPlan) -> bool:
    """Tell whether values of the result are made of several of the source's."""
    is_picked = KERNELS[layer.resampler].suits_classes
    return isinstance(layer.method, Warped) and not is_picked


def says_decibels(source: Source, row: ExoLayer) -> str:
    """Return the unit or name that says that values are decibels, empty for none."""
    said = (source.facts.unit, source.legend.description, row.name, stem(row.path))
    return next((word for word in said if _DECIBELS.search(word)), "")
