# SPDX-License-Identifier: GPL-3.0-or-later
"""Polygons of one owner that lie on each other, made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .edges import Ints

#: DE-9IM: the interiors of two polygons share ground.
_ON_EACH_OTHER = "T********"


def groups_on_each_other(
    polygons: NDArray[np.object_], owner: Ints, feature: Ints
) -> Ints:
    """Number groups of polygons of one owner that share ground.

    Args:
        polygons: Valid; those of one feature do not share ground.
        owner: Of each.
        feature: Of each.

    Returns:
        The number of each polygon's group, which is that of its first polygon.
    """
    group: Ints = np.arange(polygons.size)
    a, b = shapely.STRtree(polygons).query(polygons)
    wanted = (a < b) & (owner[a] == owner[b]) & (feature[a] != feature[b])
    a, b = a[wanted], b[wanted]
    if not a.size:
        return group
    shapely.prepare(polygons[np.unique(a)])
    shared = shapely.relate_pattern(polygons[a], polygons[b], _ON_EACH_OTHER)
    a, b = a[shared], b[shared]
    while True:
        least = np.minimum(group[a], group[b])
        before = group.copy()
        np.minimum.at(group, a, least)
        np.minimum.at(group, b, least)
        group = group[group]
        if (group == before).all():
            return group


def united(
    polygons: NDArray[np.object_], group: Ints
) -> tuple[NDArray[np.object_], Ints]:
    """Return the union of each group as simple polygons, and the group of each."""
    numbers = np.unique(group)
    unions = np.array(
        [shapely.union_all(polygons[group == number]) for number in numbers],
        dtype=np.object_,
    )
    parts, of = shapely.get_parts(unions, return_index=True)
    areas = shapely.get_dimensions(parts) == 2
    return parts[areas], numbers[of[areas]]
