# SPDX-License-Identifier: GPL-3.0-or-later
"""Overviews and levels in place of sources, where a preview may be less than exact.

A run reads an overview only where no pixel changes by that. A preview reads it wherever
it is as fine as the target: beside nodata, whose neighbours then are means with it, and
in masks.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import rasterio.shutil
from affine import Affine
from rasterio.errors import RasterioError

from ..errors import SourceUnreadable
from ..geometry.grid import Grid
from ..io.opened import opened
from ..io.paths import readable
from ..io.raster import open_raster
from ..resampling.kernels import KERNELS
from ..sources.contents import Drawn
from ..sources.masks import RasterMask
from .method_choice import plan_layer
from .plan import AllValid, Scaled, Warped

if TYPE_CHECKING:
    from ..sources.masks import Mask
    from ..sources.source import Source
    from .plan import LayerPlan, Plan

#: The tolerance for ratios, which are quotients of floats.
_HAIR: Final = 1e-9


def with_coarser_sources(plan: Plan, folder: str) -> Plan:
    """Let a plan read overviews that are as fine as its target.

    Args:
        plan: The plan of a preview.
        folder: Takes a virtual raster for each overview that is read.

    Raises:
        SourceMissing: A file is there no more.
        SourceUnreadable: A file cannot be opened any more.
    """
    overviews = _Overviews(folder)
    coarser = {id(one): _coarser(one, plan, overviews) for one in plan.layers}
    layers = (
        _of_others(layer, coarser)
        if isinstance(layer.method, AllValid)
        else coarser[id(layer)]
        for layer in plan.layers
    )
    return replace(plan, layers=tuple(layers))


def _of_others(layer: LayerPlan, coarser: dict[int, LayerPlan]) -> LayerPlan:
    """Derive a layer from the coarser layers."""
    method = layer.method
    if not isinstance(method, AllValid):
        return layer
    parts = tuple(coarser.get(id(one), one) for one in method.layers)
    return replace(layer, method=AllValid(layers=parts))


def _coarser(layer: LayerPlan, plan: Plan, overviews: _Overviews) -> LayerPlan:
    source, method = layer.source, layer.method
    if source is None or not isinstance(method, Warped) or not _may_be_coarser(layer):
        return layer
    if isinstance(method, Scaled) and method.shrink > 1 and not source.masks:
        return layer  # reads a level, and nothing else
    found = overviews.source(source, max(method.ratio))
    if found is source:
        return layer
    new = plan_layer(layer.name, found, layer.resampler, plan.target, layer.tags)
    return replace(layer, source=found, method=new.method, seen=new.seen)


def _may_be_coarser(layer: LayerPlan) -> bool:
    """Tell whether means of a layer's pixels may stand in for them."""
    source = layer.source
    kernel = KERNELS[layer.resampler]
    return (
        source is not None
        and kernel.reads_levels
        and not kernel.is_of_whole_multiples
        and isinstance(source.georeference, Grid)
        and source.deferred_file is None
        and source.blend is None
        and source.mosaic is None
        and not isinstance(source.contents, Drawn)
        and not source.legend.is_classes
        and not source.may_be_long
    )


@dataclass(frozen=True, slots=True)
class _Overviews:
    """Makes virtual rasters of files' overviews."""

    folder: str

    def source(self, source: Source, ratio: float) -> Source:
        """Return a source's overview that is as fine as the target, or the source.

        Args:
            source: A band on a grid.
            ratio: Target pixels per source pixel.
        """
        grid, label = source.grid, source.label
        path = self._path(source.path, source.band, ratio, label)
        if path == source.path:
            return source
        with open_raster(path, label) as src:
            cols, rows = src.width, src.height
        scale = Affine.scale(grid.cols / cols, grid.rows / rows)
        coarse = replace(grid, transform=grid.transform * scale, cols=cols, rows=rows)
        return replace(
            source,
            path=path,
            georeference=coarse,
            levels=(),
            is_tiled=False,
            masks=tuple(self._mask(one, coarse, label) for one in source.masks),
        )

    def _mask(self, mask: Mask, grid: Grid, label: str) -> Mask:
        if not isinstance(mask, RasterMask):
            return mask
        with open_raster(mask.path, label) as src:
            ratio = max(grid.cols / src.width, grid.rows / src.height)
        return replace(mask, path=self._path(mask.path, mask.bands[0], ratio, label))

    def _path(self, path: str, band: int, ratio: float, label: str) -> str:
        """Return the path of the coarsest overview that is fine enough."""
        with open_raster(path, label) as src:
            factors = src.overviews(band)
        fine = [n for n, one in enumerate(factors) if one * ratio <= 1 + _HAIR]
        if not fine:
            return path
        made = f"{self.folder}/{len(os.listdir(self.folder))}.vrt"  # noqa: PTH208
        try:
            with opened(readable(path), label, level=fine[-1]) as src:
                rasterio.shutil.copy(src, made, driver="VRT")
        except RasterioError as error:
            raise SourceUnreadable(label, path, str(error)) from error
        return made
