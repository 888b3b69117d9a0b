# SPDX-License-Identifier: GPL-3.0-or-later
"""The method of a layer of features: what is burnt of them, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..sources.legend import UNKNOWN

if TYPE_CHECKING:
    from ..sources.legend import Legend
    from ..sources.vector.grid_features import GridFeatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Burnt:
    """Features are burnt onto the target's pixels."""

    features: GridFeatures
    measure: str
    """What of them: one of `MEASURES`."""
    touch: str
    """Which pixels have something of a feature: one of `TOUCHES`."""
    dtype: str
    """The type of the numbers in a file."""
    legend: Legend = UNKNOWN
    """Names of the numbers, where they are codes of classes."""
