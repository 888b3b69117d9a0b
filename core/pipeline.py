# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry points `load`, `stack` and `collocate`: from a request to its outputs.

This is the only module that chains request, product, plan, blocks and outputs.
"""

from __future__ import annotations

import warnings
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .compute.burnt import load_features
from .environment import raster_environment
from .errors import ExogenousWarning
from .io.patience import watched
from .message import say
from .output.committing.destination import refuse_unwritable, true_place
from .output.committing.local_place import local_place
from .output.committing.moves import settle
from .output.geotiff import commit
from .output.input_guard import refuse_inputs, refuse_products_folder
from .output.result_files import layer_files, stack_file
from .output.room import look_at_room
from .output.unchanged import refuse_changed, source_states
from .output.write import write_file
from .packages import require
from .planning.build import make_plan
from .planning.summary import summary
from .progress import NotedProgress, PartProgress, SilentProgress
from .refusals import refusals_told
from .request.cleaning import Cleaning
from .request.layer_table import parse_exo
from .request.product_paths import product_paths
from .request.request import OutputOptions, Request
from .request.time_choice import INSTANTS
from .request.window import window_area
from .signals import ended_by_signals
from .sources.deferred_files import fulfil, producers

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    import xarray as xr

    from .output.unchanged import SourceStates
    from .planning.plan import Plan
    from .progress import Progress
    from .request.aoi import Aoi
    from .request.product_paths import ProductPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run has written."""

    paths: tuple[str, ...]
    """The stack, or one file per layer in the order of the plan."""
    plan: Plan
    """The plan that was followed, with the plan of each band or file."""
    warnings: tuple[str, ...]
    """The warnings that the progress was given."""

    @property
    def band_names(self) -> tuple[str, ...]:
        """The names of the bands, or of the files' layers."""
        return tuple(layer.name for layer in self.plan.layers)


def load(
    product: ProductPath,
    bands: Sequence[str | int] | str | int = (),
    *,
    exo: object = None,
    pixel_size: float | None = None,
    window: str | os.PathLike[str] | Sequence[float] | Aoi | None = None,
    mask: bool = False,
    strict: bool = False,
    keep_negatives: bool = False,
    overviews: bool = True,
    cleaning: str | Cleaning = Cleaning.NODATA,
    instant: str = INSTANTS[0],
) -> xr.Dataset:
    """Open product bands and exogenous layers on one grid, lazily.

    Args:
        product: A .SAFE folder, a product archive, any raster, or a list of rasters.
        bands: Product bands, in order; numbers are those of a plain raster.
        exo: The exogenous layers, in any form that `parse_exo` reads.
        pixel_size: In units of the product's CRS; None for the product's own.
        window: A vector file, an extent text as QGIS writes it, four bounds
            (left, bottom, right, top) in the product's CRS, or an `Aoi`.
        mask: Also blank what is outside the window's polygons.
        strict: Missing bands and layers off the product are errors.
        keep_negatives: Reflectances below 0 stay, which become 0 otherwise.
        overviews: Overviews of JPEG2000 files stand in for pixels where the target is
            much coarser; False gives exact means.
        cleaning: Which pixels of a satellite product's bands are invalid: `nodata`
            (those the sensor did not see), `clean` (also those it saw badly) or `raw`
            (none).
        instant: Which instant of a Sentinel-2 product is its acquisition, to which
            layers with times are matched: `tile`, `granule` or `datatake`.

    Returns:
        One variable per band and layer, dimensions (band, y, x), float with NaN
        where there is no value, backed by dask; the product's attributes.

    Raises:
        ExogenousError: Something is wrong with the request or an input, found
            before any pixel is read; or xarray or dask is not installed.

    Warns:
        ExogenousWarning: A layer or a band may be less than was hoped for.
    """
    request = Request(
        product=product_paths(product),
        bands=tuple(map(str, [bands] if isinstance(bands, str | int) else bands)),
        layers=parse_exo(exo),
        pixel_size=pixel_size,
        aoi=window_area(window),
        mask_aoi=mask,
        strict=strict,
        keep_negatives=keep_negatives,
        overviews=overviews,
        cleaning=Cleaning.of(cleaning),
        instant=instant,
    )
    # xarray and dask take most of a second to import; writing files needs neither.
    require("xarray", "dask", purpose=say("load"))
    from .output.xarray_dataset import to_dataset  # noqa: PLC0415

    with raster_environment(online=request.is_online), refusals_told():
        plan = make_plan(request)
        for warning in plan.warnings:
            warnings.warn(warning, ExogenousWarning, stacklevel=2)
        fulfil(plan.deferred_files, SilentProgress())
        return to_dataset(plan)


def stack(
    request: Request,
    destination: str,
    options: OutputOptions | None = None,
    progress: Progress | None = None,
) -> Result:
    """Write product bands and exogenous layers as one multi-band GeoTIFF.

    Args:
        request: What is asked for.
        destination: The file, replaced once the stack is complete.
        options: How the file is written.
        progress: Receives the run's progress, and tells whether to stop.

    Raises:
        ExogenousError: Something is wrong with the request, an input or the
            output, or the run was cancelled; the destination is as it was.
    """
    options = options or OutputOptions()
    destination = local_place(destination)
    with _under_way(request, options, progress) as (noted, open_files):
        plan, states = _announced(request, options.patience_s, noted, open_files)
        file = stack_file(plan, destination, options)
        _look_at_places(request, plan, [destination])
        options = look_at_room([file], options, noted)
        fulfil(plan.deferred_files, noted)
        load_features(plan, noted)
        writers = [write_file(file, options, noted, open_files)]
        refuse_changed(plan, states)
        commit(writers)
    return _result(plan, [file.path], noted)


def collocate(
    request: Request,
    folder: str,
    options: OutputOptions | None = None,
    progress: Progress | None = None,
) -> Result:
    """Write each exogenous layer as a GeoTIFF of its own on the product's grid.

    Args:
        request: What is asked for; bands of the product are written too.
        folder: Made if need be. Files are named after the layers, safely.
        options: How the files are written.
        progress: Receives the run's progress, and tells whether to stop.

    Raises:
        ExogenousError: Something is wrong with the request, an input or an
            output, or the run was cancelled; the folder's files are as they were.
    """
    options = options or OutputOptions()
    folder = local_place(folder)
    with _under_way(request, options, progress) as (noted, open_files):
        plan, states = _announced(request, options.patience_s, noted, open_files)
        files = layer_files(plan, folder, options)
        _look_at_places(request, plan, [file.destination for file in files])
        options = look_at_room(files, options, noted)
        fulfil(plan.deferred_files, noted)
        load_features(plan, noted)
        writers = [
            write_file(
                file, options, PartProgress(noted, number, len(files)), open_files
            )
            for number, file in enumerate(files)
        ]
        refuse_changed(plan, states)
        commit(writers)
    return _result(plan, [writer.path for writer in writers], noted)


@contextmanager
def _under_way(
    request: Request, options: OutputOptions, progress: Progress | None
) -> Iterator[tuple[NotedProgress, ExitStack]]:
    """Yield a run's progress, and what closes and removes its files at the end."""
    with (
        ended_by_signals(progress or SilentProgress()) as ending,
        raster_environment(options.memory_bytes, online=request.is_online),
        refusals_told(),
        ExitStack() as open_files,
    ):
        noted = NotedProgress(ending)
        yield noted, open_files
        noted.fraction(1.0)


def _announced(
    request: Request, patience_s: float, progress: Progress, open_files: ExitStack
) -> tuple[Plan, SourceStates]:
    """Plan a request and report the plan; its deferred files are removed at the end.

    Returns:
        The plan, and what the files are known by that it was made of.
    """
    with watched(progress.is_cancelled, patience_s):
        plan = make_plan(request, progress.is_cancelled)
    states = source_states(plan)
    for producer in producers(plan.deferred_files):
        open_files.callback(producer.close)
    for line in summary(plan):
        progress.info(line)
    for warning in plan.warnings:
        progress.warn(warning)
    return plan, states


def _look_at_places(request: Request, plan: Plan, destinations: Sequence[str]) -> None:
    """Put the destinations' folders in order, and refuse what must not be replaced."""
    refuse_products_folder(request, destinations)
    for folder in {true_place(Path(one)).parent for one in destinations}:
        settle(folder)
    refuse_inputs(request, plan, destinations)
    refuse_unwritable(destinations)


def _result(plan: Plan, written: Sequence[Path], noted: NotedProgress) -> Result:
    paths = tuple(str(path) for path in written)
    return Result(paths=paths, plan=plan, warnings=tuple(noted.warnings))
