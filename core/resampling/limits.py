# SPDX-License-Identifier: GPL-3.0-or-later
"""The reasons why a tile is cut, or left to GDAL's kernels instead of this folder's."""

from __future__ import annotations

from enum import Enum, auto


class Limit(Enum):
    """What in a tile is beyond this folder's kernels."""

    INVALID_PIXELS = auto()
    """Some of the kernel's source pixels have no value, or an infinite one."""
    SOURCE_EDGE = auto()
    """The kernel reaches over the source's edge, where GDAL changes its weights."""
    OFF_SOURCE = auto()
    """No kernel of the tile touches the source."""
    NOT_SMOOTH = auto()
    """The transform cannot be interpolated over the tile."""
    ROUND_THE_EARTH = auto()
    """The tile goes most of the way round, or nears a pole: places jump in it."""
    TOO_MANY_TOUCHED = auto()
    """A target pixel touches more source pixels than this folder picks from."""
    PLANNED = auto()
    """The plan leaves every tile of the layer to GDAL."""
