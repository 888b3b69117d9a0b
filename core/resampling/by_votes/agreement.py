# SPDX-License-Identifier: GPL-3.0-or-later
"""Where all source pixels around a target pixel are of one class: no area matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..window_values import meeting

if TYPE_CHECKING:
    from numpy.typing import NDArray


def are_mixed(keys: NDArray[Any], rows: int, cols: int) -> NDArray[np.bool_]:
    """Tell which rectangles of source pixels hold several classes.

    Args:
        keys: Shape (rows, cols) of a window.
        rows: The rectangles'.
        cols: The rectangles'.

    Returns:
        The shape of `keys`, at each rectangle's first pixel. What lies beyond the
        window does not count.
    """
    mixed = np.zeros(keys.shape, dtype=bool)
    if cols > 1 and keys.shape[1] > 1:
        differ = keys[:, 1:] != keys[:, :-1]
        mixed[:, :-1] = meeting(differ, rows, cols - 1)
    if rows > 1 and keys.shape[0] > 1:
        differ = keys[1:] != keys[:-1]
        mixed[:-1] |= meeting(differ, rows - 1, cols)
    return mixed
