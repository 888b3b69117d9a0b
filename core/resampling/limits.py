# SPDX-License-Identifier: GPL-3.0-or-later
"""The reasons why a tile is cut, or read at full resolution."""

from __future__ import annotations

from enum import Enum, auto


class Limit(Enum):
    """What in a tile is in the way of resampling it at once."""

    INVALID_PIXELS = auto()
    """Some of the kernel's source pixels have no value, or an infinite one."""
    SOURCE_EDGE = auto()
    """The kernel reaches over the source's edge, where its weights change."""
    OFF_SOURCE = auto()
    """No kernel of the tile touches the source."""
    NOT_SMOOTH = auto()
    """The transform cannot be interpolated over the tile."""
    ROUND_THE_EARTH = auto()
    """The tile goes most of the way round, or nears a pole: places jump in it."""
