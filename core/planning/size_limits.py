# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses sizes of pixels and results that nobody can mean, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import InvalidRequest
from ..message import say

if TYPE_CHECKING:
    from ..geometry.grid import Grid
    from .target import Target

#: The most pixels of a band: a grid of 46340 a side.
MOST_PX: Final = 2**31

#: A pixel may be larger than a product of few pixels, but not than a whole scene.
_MOST_OWN_PX: Final = 1000


def refuse_pixel_size(grid: Grid, size: float) -> None:
    """Refuse a pixel that is larger than the product, and so many that none count them.

    Args:
        grid: The product's own grid.
        size: The edge of a pixel, in units of its CRS.

    Raises:
        InvalidRequest: It is such a size.
    """
    width, height = grid.pixel_size
    extent = max(grid.cols * width, grid.rows * height)
    if size > extent and size > _MOST_OWN_PX * max(width, height):
        raise InvalidRequest(
            "PIXEL_SIZE",
            size,
            say(
                "A pixel would be larger than the product, which is {extent:g} wide, "
                "in units of its CRS.",
                extent=extent,
            ),
        )
    least = extent / MOST_PX
    if size < least:
        raise InvalidRequest(
            "PIXEL_SIZE",
            size,
            say("Give it in units of the CRS, at least {least:g}.", least=least),
        )


def refuse_many_pixels(target: Target) -> None:
    """Refuse a result of more pixels a band than `MOST_PX`.

    Raises:
        InvalidRequest: It has more.
    """
    window = target.window
    if window.pixels <= MOST_PX:
        return
    raise InvalidRequest(
        "PIXEL_SIZE",
        target.grid.pixel_size[0],
        say(
            "The result would have {cols} x {rows} pixels, {gigabytes:.0f} GB a band; "
            "{most} are the most. Give larger pixels, or a smaller area of interest.",
            cols=window.cols,
            rows=window.rows,
            gigabytes=4 * window.pixels / 1e9,
            most=MOST_PX,
        ),
    )
