# SPDX-License-Identifier: GPL-3.0-or-later
"""The contents of a source's values: the file's numbers, coverage, or a drawn mask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .masks import Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The file's numbers, scaled."""

    floor: float | None = None
    """Resampled values below the floor become the floor (reflectance: 0)."""
    beyond_edges: ClassVar[float] = math.nan
    """The value beyond the file's edges."""
    are_everywhere: ClassVar[bool] = False
    """There is a value everywhere, beyond the file's edges as well."""

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return resampled values as results have them; `values` may be changed."""
        if self.floor is None:
            return values
        return np.maximum(values, self.floor, out=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """1 where the file has a value, else 0, beyond the file's edges as well."""

    beyond_edges: ClassVar[float] = 0.0
    are_everywhere: ClassVar[bool] = True

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the covered shares, 0 where no source pixel was read."""
        values[np.isnan(values)] = 0
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """1 where a mask is valid and 0 elsewhere, on the pixels of a file."""

    mask: Mask
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """The upper or the lower 32 bits of integers that no float holds, as a number."""

    is_upper: bool
    beyond_edges: ClassVar[float] = math.nan
    are_everywhere: ClassVar[bool] = False

    def finished(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values as they are."""
        return values


Contents = Values | Coverage | Drawn | Half

#: The file's numbers without a floor.
UNBOUNDED: Final = Values()
