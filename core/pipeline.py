# SPDX-License-Identifier: GPL-3.0-or-later
"""Chains request, product, plan, blocks and outputs: the only place that does."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from . import aoi as areas
from .dataset import attributes, to_dataset
from .encoding import layer_encoding, stack_encoding, wider
from .engine import run_blocks
from .environment import raster_environment
from .errors import NodataTaken
from .exo import parse_exo
from .masking import blank_outside
from .planning import make_plan
from .progress import SilentProgress
from .readers import Readers
from .request import OutputOptions, Request
from .warp import read_block
from .writing import RasterWriter, safe_file_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xarray as xr
    from numpy.typing import NDArray

    from .encoding import Encoding
    from .grid import Block
    from .plan import LayerPlan, Plan
    from .progress import Progress

#: The edge of a block: the tile of a Sentinel-2 JPEG2000 file, and a multiple
#: of the tiles of the output and of the squares that are warped at a time.
BLOCK_PX = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run has written."""

    paths: tuple[str, ...]
    """The stack, or one file per layer in the order of the request."""
    band_names: tuple[str, ...]
    rows: int
    cols: int
    product_name: str
    warnings: tuple[str, ...]
    """What was also said to the progress."""


def load(
    product: str | os.PathLike[str],
    bands: Sequence[str] | str = (),
    *,
    exo: object = None,
    pixel_size: float | None = None,
    window: str | os.PathLike[str] | Sequence[float] | areas.Aoi | None = None,
    mask: bool = False,
    strict: bool = False,
) -> xr.Dataset:
    """Open product bands and exogenous layers on one grid, lazily.

    Args:
        product: A .SAFE folder, a product archive or any raster.
        bands: Product bands, in order.
        exo: The exogenous layers, in any form that `parse_exo` reads.
        pixel_size: In units of the product's CRS; None for the product's own.
        window: A vector file, an extent text as QGIS writes it, four bounds
            (left, bottom, right, top) in the product's CRS, or an `Aoi`.
        mask: Also blank what is outside the window's polygons.
        strict: Missing bands and layers off the product are errors.

    Returns:
        One variable per band and layer, dimensions (band, y, x), float with NaN
        where there is no value, backed by dask; the product's attributes.

    Raises:
        ExogenousError: Something is wrong with the request or an input, found
            before any pixel is read.
    """
    request = Request(
        product=os.fspath(product),
        bands=tuple([bands] if isinstance(bands, str) else bands),
        layers=parse_exo(exo),
        pixel_size=pixel_size,
        aoi=_area(window),
        mask_aoi=mask,
        strict=strict,
    )
    return to_dataset(make_plan(request))


def stack(
    request: Request,
    destination: str,
    options: OutputOptions | None = None,
    progress: Progress | None = None,
) -> Result:
    """Write product bands and exogenous layers as one multi-band GeoTIFF.

    Args:
        request: What is asked for.
        destination: The file, replaced once all is written.
        options: How it is written.
        progress: Told of the run, asked whether to stop.

    Raises:
        ExogenousError: Something is wrong with the request, an input or the
            output, or the run was cancelled; the destination is as it was.
    """
    options, progress = options or OutputOptions(), progress or SilentProgress()
    with raster_environment():
        plan = _announced(request, progress)
        encoding = stack_encoding(plan, options)
        with _writer(destination, plan, encoding, plan.layers, options) as writer:
            _fill(writer, plan, plan.layers, encoding, options, progress)
            writer.commit()
    progress.fraction(1.0)
    return _result(plan, [writer.path])


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
        options: How they are written.
        progress: Told of the run, asked whether to stop.

    Raises:
        ExogenousError: Something is wrong with the request, an input or an
            output, or the run was cancelled; the folder's files are as they were.
    """
    options, progress = options or OutputOptions(), progress or SilentProgress()
    with raster_environment(), ExitStack() as open_files:
        plan = _announced(request, progress)
        names = safe_file_names(layer.name for layer in plan.layers)
        writers = []
        for number, (layer, name) in enumerate(zip(plan.layers, names, strict=True)):
            part = _Part(progress, number, len(names))
            destination = str(Path(folder) / f"{name}.tif")
            writer = _layer_file(destination, plan, layer, options, part, open_files)
            writers.append(writer)
        for writer in writers:
            writer.commit()
    progress.fraction(1.0)
    return _result(plan, [writer.path for writer in writers])


def _layer_file(
    destination: str,
    plan: Plan,
    layer: LayerPlan,
    options: OutputOptions,
    progress: Progress,
    open_files: ExitStack,
) -> RasterWriter:
    """Write one layer; in a wider type where its own has no room for nodata."""
    encoding: Encoding | None = layer_encoding(layer, options)
    while encoding is not None:
        writer = open_files.enter_context(
            _writer(destination, plan, encoding, [layer], options)
        )
        try:
            _fill(writer, plan, [layer], encoding, options, progress)
        except NodataTaken as error:
            roomier = None if options.nodata is not None else wider(encoding)
            if options.dtype is not None or roomier is None:
                raise
            progress.warn(f"{error} It is written as {roomier.dtype}.")
            encoding = roomier
        else:
            writer.finish()
            return writer
    raise ValueError(layer.name)


def _writer(
    destination: str,
    plan: Plan,
    encoding: Encoding,
    layers: Sequence[LayerPlan],
    options: OutputOptions,
) -> RasterWriter:
    names = " ".join(layer.name for layer in layers)
    return RasterWriter(
        destination,
        plan.dst_grid,
        encoding,
        layers,
        {**attributes(plan), "long_name": names},
        options.creation,
    )


def _fill(
    writer: RasterWriter,
    plan: Plan,
    layers: Sequence[LayerPlan],
    encoding: Encoding,
    options: OutputOptions,
    progress: Progress,
) -> None:
    blocks = list(plan.window.tiles(BLOCK_PX))
    done = 0

    def compute(block: Block) -> NDArray[Any]:
        bands = np.empty((len(layers), block.rows, block.cols), dtype=encoding.dtype)
        for band, layer in zip(bands, layers, strict=True):
            values = blank_outside(read_block(layer, block, readers), plan, block)
            band[:] = encoding.encode(values, layer.name)
        return bands

    def consume(block: Block, bands: NDArray[Any]) -> None:
        nonlocal done
        writer.write(block.moved(-plan.window.row_off, -plan.window.col_off), bands)
        done += 1
        progress.fraction(done / len(blocks))

    with Readers() as readers:
        run_blocks(
            blocks, compute, consume, threads=options.threads, progress=progress
        )


def _announced(request: Request, progress: Progress) -> Plan:
    plan = make_plan(request)
    for line in plan.summary():
        progress.info(line)
    for warning in plan.warnings:
        progress.warn(warning)
    return plan


def _result(plan: Plan, written: Sequence[Path]) -> Result:
    return Result(
        paths=tuple(str(path) for path in written),
        band_names=tuple(layer.name for layer in plan.layers),
        rows=plan.window.rows,
        cols=plan.window.cols,
        product_name=plan.product_name,
        warnings=plan.warnings,
    )


def _area(
    window: str | os.PathLike[str] | Sequence[float] | areas.Aoi | None,
) -> areas.Aoi | None:
    if window is None or isinstance(window, areas.Aoi):
        return window
    if isinstance(window, str | os.PathLike):
        return areas.from_text(os.fspath(window))
    left, bottom, right, top = window
    return areas.from_bounds(
        left, right, bottom, top, crs=None, label=f"window {tuple(window)}"
    )


class _Part:
    """The progress of one of several equal parts of a run."""

    def __init__(self, whole: Progress, number: int, count: int) -> None:
        self._whole, self._number, self._count = whole, number, count
        self.info, self.warn = whole.info, whole.warn
        self.is_cancelled = whole.is_cancelled

    def fraction(self, done: float) -> None:
        self._whole.fraction((self._number + done) / self._count)
