# SPDX-License-Identifier: GPL-3.0-or-later
"""Edges that are straight in one CRS, as the curves that they are in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

    #: Moves points of shape (n, 2); not finite where there is no such place.
    Mover = Callable[[Floats], Floats]

    #: The greatest distance from its curve, in the unit of the result, that an edge may
    #: have, by its bounds: (lowest x and y, highest x and y), each of shape (n, 2).
    Slack = Callable[[Floats, Floats], Floats]

#: An edge is halved so often at most.
_MOST_HALVINGS: Final = 16

#: Every edge is halved so often where it matters: the middle of an S lies on its chord.
_LEAST_HALVINGS: Final = 1


def moved_edges(
    xy: Floats, ring: Ints, move: Mover, slack: Slack
) -> tuple[Floats, Ints]:
    """Move lines of points to another CRS, with more points where edges become curves.

    Args:
        xy: Points of shape (n, 2), line by line.
        ring: The number of each point's line, ascending.
        move: To the other CRS.
        slack: How far edges may be off.

    Returns:
        Points there, and the number of each point's line.
    """
    there = move(xy)
    is_open = np.append(ring[1:] == ring[:-1], False)[: ring.size]
    for halving in range(_MOST_HALVINGS):
        edge = np.flatnonzero(is_open)
        middle = (xy[edge] + xy[edge + 1]) / 2
        middle_there = move(middle)
        start, end = there[edge], there[edge + 1]
        with np.errstate(invalid="ignore"):
            off = np.hypot(*(middle_there - (start + end) / 2).T)
            margin = 2 * off[:, np.newaxis]
            allowed = slack(
                np.minimum(start, end) - margin, np.maximum(start, end) + margin
            )
            wanted = off > np.where(halving < _LEAST_HALVINGS, 0.0, allowed)
            wanted &= np.isfinite(off) & np.isfinite(allowed)
        cut = edge[wanted]
        if not cut.size:
            break
        at = cut + 1
        xy = np.insert(xy, at, middle[wanted], axis=0)
        there = np.insert(there, at, middle_there[wanted], axis=0)
        ring = np.insert(ring, at, ring[cut])
        is_open = np.zeros(ring.size, dtype=np.bool_)
        new = at + np.arange(at.size)
        is_open[new] = is_open[new - 1] = True
    return there, ring
