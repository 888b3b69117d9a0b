# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers whose rows and columns meet askew, which kernels along them cannot follow."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ..georeferencing.local_shear import layer_shear
from ..message import say
from ..resampling.kernels import KERNELS
from .plan import Warped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .plan import LayerPlan

#: Cosines from which a kernel's width along rows and columns is told of.
_TOLD: Final = 0.3


def shear_notes(layers: Sequence[LayerPlan]) -> Iterator[str]:
    """Name the layers that a widened kernel smooths along the wrong directions.

    Args:
        layers: Of a plan.
    """
    for layer in layers:
        method = layer.method
        if not isinstance(method, Warped) or KERNELS[method.resampler].shape is None:
            continue
        least = method.least_ratio or min(method.ratio)
        if max(method.widening) == 1 and least >= 1:
            continue
        cosine = layer_shear(method.source.georeference, layer.dst_grid)
        if cosine > _TOLD:
            yield say(
                "{label}: its rows and columns meet at {angle:.0f} degrees on the "
                "ground, and {resampler} smooths along them, so more one way than the "
                "other; average follows the pixels' true outline.",
                label=method.source.label,
                angle=math.degrees(math.acos(cosine)),
                resampler=method.resampler.name,
            )
