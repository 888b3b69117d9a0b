# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of a run at the resolution of a screen, before the run is started."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .pipeline import collocate, stack
from .progress import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Callable

    from .geometry.grid import Grid
    from .pipeline import Result
    from .request.request import Request

_STACK: Final = "stack.tif"


class _Cancellable(SilentProgress):
    """Hears nothing, and stops when asked to."""

    def __init__(self, is_cancelled: Callable[[], bool]) -> None:
        self._is_cancelled = is_cancelled

    def is_cancelled(self) -> bool:
        """Tell whether the preview should stop."""
        return self._is_cancelled()


def make_quick_preview(
    request: Request,
    grid: Grid,
    folder: str,
    most_px: int,
    *,
    as_stack: bool,
    is_cancelled: Callable[[], bool],
) -> Result:
    """Write the result of a request with pixels as coarse as a screen's.

    The run's own code does it, onto a coarser grid over the same area, and overviews
    stand in for source pixels wherever a kernel allows them.

    Args:
        request: What is asked for.
        grid: The grid of the run's result.
        folder: Takes the stack, or a file for each layer.
        most_px: The most columns and rows.
        as_stack: One file for all layers, not a file for each.
        is_cancelled: Asked again and again; True gives up.

    Raises:
        ExogenousError: The run would fail, or the preview was cancelled.
    """
    coarse = _coarse(request, grid, most_px)
    progress = _Cancellable(is_cancelled)
    if as_stack:
        return stack(coarse, str(Path(folder) / _STACK), progress=progress)
    return collocate(coarse, folder, progress=progress)


def _coarse(request: Request, grid: Grid, most_px: int) -> Request:
    """Return a request for so many pixels a side, or as many as it has if fewer."""
    if max(grid.cols, grid.rows) <= most_px:
        return request
    width, height = grid.pixel_size
    size = max(grid.cols * width, grid.rows * height) / most_px
    return replace(request, pixel_size=size, overviews=True)
