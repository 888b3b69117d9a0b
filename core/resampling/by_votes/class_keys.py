# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes of a window of a source, as integers that are equal where values are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassKeys:
    """The class of each source pixel of a window."""

    keys: NDArray[Any]
    """Shape (rows, cols), integers; contiguous."""
    dtype: np.dtype[Any]
    """The type of the values: a view of keys as that type is values again."""
    valid: NDArray[np.bool_] | None
    """False where a pixel has no class and no vote; None where all have."""

    @property
    def width(self) -> int:
        """The window's columns."""
        return self.keys.shape[1]

    @property
    def nothing(self) -> Any:
        """The key of target pixels that cover no class."""
        if self.dtype.kind != "f":
            return self.keys.dtype.type(0)  # of integers all are valid
        return np.array(np.nan, dtype=self.dtype).view(self.keys.dtype)[()]


def keys_of(values: NDArray[Any]) -> ClassKeys:
    """Return the classes of values.

    Args:
        values: Shape (rows, cols), float with NaN where invalid, or integers that are
            all valid.
    """
    if values.dtype.kind != "f":
        keys = np.ascontiguousarray(values)
        return ClassKeys(keys=keys, dtype=values.dtype, valid=None)
    same = values + values.dtype.type(0)  # -0 and 0 are one class
    invalid = np.isnan(values)
    has_invalid = bool(invalid.any())
    if has_invalid:
        same[invalid] = np.nan  # of many NaN one
    return ClassKeys(
        keys=np.ascontiguousarray(same).view(f"u{values.itemsize}"),
        dtype=values.dtype,
        valid=~invalid if has_invalid else None,
    )
