# SPDX-License-Identifier: GPL-3.0-or-later
"""A tile in a source, and what all of its pixels have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..over_areas import slopes
from ..over_areas.strips import bend
from .agreement import are_mixed
from .few_classes import few_in
from .patterns import MOST_IN_PATTERN, patterns_in
from .shares import shares_of
from .winners import winners_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..transform_fit import SourceCoords
    from .around import Around
    from .class_keys import ClassKeys
    from .few_classes import FewClasses
    from .shapes import Shape
    from .shares import Shares
    from .winners import Winners


@dataclass(frozen=True, kw_only=True)
class TileUnder:
    """A tile that lies anywhere in a source."""

    window: ClassKeys
    window_origin: tuple[int, int]
    """The window's first row and column."""
    coords: SourceCoords
    """Where the tile's pixels lie in the source."""
    around: Around
    """The source pixels around them in the window."""

    @property
    def shape(self) -> Shape:
        """The pixels' shape."""
        return self.around.shape

    @property
    def bend_px(self) -> tuple[float, float]:
        """How far along x and y no corner is from its own pixel's parallelogram."""
        along, down = slopes.per_col(self.coords), slopes.per_row(self.coords)
        x, y = bend(self.coords, along, down).tolist()
        return x, y

    @property
    def shares(self) -> Shares:
        """What pixels cover, about."""
        return shares_of(self.shape)

    @property
    def winners(self) -> Winners:
        """The winners by place and pattern."""
        return winners_of(self.shape)

    @property
    def has_patterns(self) -> bool:
        """Few enough source pixels are around."""
        return len(self.around.offsets) <= MOST_IN_PATTERN

    @cached_property
    def mixed(self) -> NDArray[np.bool_]:
        """Whether there are several classes around, by the first source pixel."""
        return are_mixed(self.window.keys, *self.shape.around).reshape(-1)

    @cached_property
    def few(self) -> FewClasses | None:
        """The classes of the window, if they are few."""
        return few_in(self.window)

    @cached_property
    def patterns(self) -> NDArray[Any]:
        """The patterns of source pixels, by the first of them."""
        return patterns_in(self.window, self.around.offsets.tolist())
