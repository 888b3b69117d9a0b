# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels of a run at the resolution of a screen, before the run is started."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shapely

from .environment import raster_environment
from .io.patience import watched
from .output.geotiff import commit
from .output.result_files import layer_files, stack_file
from .output.write import write_file
from .pipeline import Result
from .planning.build import make_plan
from .planning.coarser_sources import with_coarser_sources
from .progress import SilentProgress
from .request.aoi import Aoi
from .request.request import OutputOptions
from .sources.deferred_files import fulfil, producers

if TYPE_CHECKING:
    from collections.abc import Callable

    from .geometry.grid import Grid
    from .request.request import Request

_STACK: Final = "stack.tif"

#: A preview is read once or twice, and gone.
_OPTIONS: Final = OutputOptions(creation={"COMPRESS": "NONE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How much of a result a screen shows, and how finely."""

    most_px: int
    """The columns or rows of the screen, whichever are more."""
    bounds: tuple[float, float, float, float] | None = None
    """Left, bottom, right and top in the CRS of the result; None for all of it."""


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
    sight: Sight,
    *,
    as_stack: bool,
    is_cancelled: Callable[[], bool],
) -> Result:
    """Write the result of a request with pixels as coarse as a screen's.

    The run's own code does it, onto a coarser grid over what is in sight. Overviews
    stand in for source pixels wherever a kernel takes means, beside nodata as well.

    Args:
        request: What is asked for.
        grid: The grid of the run's result.
        folder: Takes the stack, or a file for each layer.
        sight: The part of the result to make, and its resolution.
        as_stack: One file for all layers, not a file for each.
        is_cancelled: Asked again and again; True gives up.

    Raises:
        ExogenousError: The run would fail, or the preview was cancelled.
    """
    progress = _Cancellable(is_cancelled)
    with raster_environment(), ExitStack() as open_files:
        with watched(is_cancelled, _OPTIONS.patience_s):
            plan = make_plan(_coarse(request, grid, sight), is_cancelled)
        for producer in producers(plan.deferred_files):
            open_files.callback(producer.close)
        overviews = open_files.enter_context(tempfile.TemporaryDirectory())
        plan = with_coarser_sources(plan, overviews)
        fulfil(plan.deferred_files, progress)
        Path(folder).mkdir(parents=True, exist_ok=True)
        if as_stack:
            files = [stack_file(plan, str(Path(folder, _STACK)), _OPTIONS)]
        else:
            files = layer_files(plan, folder, _OPTIONS)
        writers = [write_file(one, _OPTIONS, progress, open_files) for one in files]
        commit(writers)
    paths = tuple(str(writer.path) for writer in writers)
    return Result(paths=paths, plan=plan, warnings=plan.warnings)


def _coarse(request: Request, grid: Grid, sight: Sight) -> Request:
    """Return a request for about as many pixels a side, or all if they are fewer."""
    whole = shapely.box(*grid.bounds)
    seen = whole if sight.bounds is None else whole & shapely.box(*sight.bounds)
    if not seen.area:
        seen = whole
    left, bottom, right, top = seen.bounds
    own = min(grid.pixel_size)
    # Some kernels are of whole multiples of a layer's pixels alone.
    times = round(max(right - left, top - bottom) / sight.most_px / own)
    if times > 1:
        request = replace(request, pixel_size=times * own, overviews=True)
    return request if seen.equals(whole) else _cut(request, grid, seen)


def _cut(request: Request, grid: Grid, seen: shapely.Polygon) -> Request:
    """Narrow the area of interest to what is in sight."""
    area: shapely.Geometry = seen
    label = "" if request.aoi is None else request.aoi.label
    if request.aoi is not None and request.mask_aoi:
        area = shapely.make_valid(request.aoi.on(grid)) & seen
        if not area.area:
            return request  # nothing but pixels to blank is in sight
    return replace(request, aoi=Aoi(label=label, geometry=area, crs=None))
