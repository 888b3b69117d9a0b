# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel `mode` where a source has the target's axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .agreement import are_mixed
from .class_keys import keys_of
from .mixed import settled
from .mixed_along import MixedAlong

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .mixed_along import Lengths


def mode_along(values: NDArray[Any], rows: Lengths, cols: Lengths) -> NDArray[Any]:
    """Return the values that cover most of a tile's pixels.

    Args:
        values: Shape (rows, cols), float with NaN where invalid, or integers that are
            all valid.
        rows: What the tile's rows cover.
        cols: What the tile's columns cover.

    Returns:
        Shape of the tile and type of `values`; NaN where nothing valid is covered.
    """
    window = keys_of(values)
    first = rows.index[:, 0], cols.index[:, 0]
    out = _at(window.keys, *first)
    shape = rows.index.shape[1], cols.index.shape[1]
    if shape != (1, 1):
        row, col = np.nonzero(_at(are_mixed(window.keys, *shape), *first))
        mixed = MixedAlong(window=window, rows=rows, cols=cols, pixels=(row, col))
        out[row, col] = settled(mixed)
    return out.view(window.dtype)


def _at(
    of: NDArray[Any], rows: NDArray[np.intp], cols: NDArray[np.intp]
) -> NDArray[Any]:
    return of.take(rows, axis=0).take(cols, axis=1)
