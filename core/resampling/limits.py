# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a tile is not resampled by the kernels of this package, but by GDAL's."""

from __future__ import annotations

from enum import Enum, auto


class Limit(Enum):
    """What is beyond the kernels here in a tile."""

    INVALID_PIXELS = auto()
    """Some of the kernel's source pixels have no value, or an infinite one."""
    SOURCE_EDGE = auto()
    """The kernel reaches over the source's edge and is another one there."""
    OFF_SOURCE = auto()
    """No kernel of the tile touches the source."""
    NOT_SMOOTH = auto()
    """The transform cannot be interpolated over the tile."""
    ROUND_THE_EARTH = auto()
    """The tile goes most of the way round, so that places jump somewhere in it."""
    TURNED = auto()
    """Pixels' first and last corners are above one another, or change sides."""
    TOO_MANY_TOUCHED = auto()
    """A target pixel touches more source pixels than are picked from."""
    PLANNED = auto()
    """The plan says so for every tile."""
