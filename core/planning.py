# SPDX-License-Identifier: GPL-3.0-or-later
"""From a request to a plan: opens headers, finds every input error, reads no pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rasterio.enums import Resampling

from . import resampling
from .aoi import parse_crs
from .errors import BandNotFound, InvalidRequest, NoOverlap
from .plan import LayerPlan, Plan, Way, empty_layer, plan_layer
from .products import open_product
from .request import refuse_duplicates
from .source import Decoding, open_source

if TYPE_CHECKING:
    from .grid import Block, Grid
    from .products.product import Product, ProductBand
    from .request import ExoLayer, Request
    from .source import Source


def make_plan(request: Request) -> Plan:
    """Plan a request.

    Raises:
        ExogenousError: The product, a band, a layer or the area of interest
            cannot be used as asked.
    """
    product = open_product(request.product)
    own = product.pixels()
    size = request.pixel_size
    grid = own if size is None else own.with_pixel_size(size)
    window = grid.whole if request.aoi is None else request.aoi.block_of(grid)
    bands = _bands(product, request)
    refuse_duplicates(
        [
            *((band.name, f"band {band.id}") for band in bands),
            *((layer.name, layer.label) for layer in request.layers),
        ]
    )
    if not bands and not request.layers:
        raise InvalidRequest("EXO", "", "Give at least one layer or band.")
    warnings = list(product.warnings) if bands else []
    layers = [_band_plan(product, band, request, grid, window) for band in bands]
    layers += [_exo_plan(row, request, grid, window, warnings) for row in request.layers]
    return Plan(
        product_name=product.name,
        attributes=product.attributes,
        grid=grid,
        window=window,
        layers=tuple(layers),
        mask=request.aoi.polygons_in(grid.crs)
        if request.aoi and request.mask_aoi
        else None,
        warnings=tuple(warnings),
    )


def _bands(product: Product, request: Request) -> tuple[ProductBand, ...]:
    """Find the bands asked for; all of them where nothing at all is asked for."""
    if request.bands or request.layers:
        return tuple(product.band(key) for key in request.bands)
    return tuple(band for band in product.bands if band.files)


def _band_plan(
    product: Product, band: ProductBand, request: Request, grid: Grid, window: Block
) -> LayerPlan:
    size, _ = grid.pixel_size
    source = product.source(band, size)
    resampler = request.band_resampler or _band_resampler(source, grid)
    if band.is_classes or source.is_classes:
        resampler = Resampling.nearest
    tags = {
        "source": source.path,
        "source_band": str(source.band),
        "band_id": band.id,
        "resampler": resampler.name,
    }
    return plan_layer(band.name, source, resampler, grid, window, tags)


def _band_resampler(source: Source, grid: Grid) -> Resampling:
    """Average to coarser pixels, interpolate to finer ones."""
    src, dst = source.grid.pixel_size, grid.pixel_size
    coarser = source.grid.crs == grid.crs and dst[0] > src[0] and dst[1] > src[1]
    return Resampling.average if coarser else Resampling.bilinear


def _exo_plan(
    row: ExoLayer, request: Request, grid: Grid, window: Block, warnings: list[str]
) -> LayerPlan:
    tags = {
        "source": row.path,
        "source_band": str(row.band),
        "resampler": row.resampler.name,
    }
    try:
        source = _exo_source(row)
    except BandNotFound as error:
        if request.strict:
            raise
        warnings.append(f"{error} The layer is all nodata.")
        return empty_layer(row.name, grid, tags)
    layer = plan_layer(row.name, source, row.resampler, grid, window, tags)
    if layer.way is Way.EMPTY:
        if request.strict:
            raise NoOverlap(row.label, row.path)
        warnings.append(
            f"{row.label} does not overlap the area asked for: it is all nodata."
        )
    if source.is_classes and row.resampler not in resampling.FOR_CLASSES:
        warnings.append(
            f"{row.label} holds classes, and {row.resampler.name} mixes their codes: "
            "nearest or mode keeps them."
        )
    return layer


def _exo_source(row: ExoLayer) -> Source:
    decoding = Decoding(
        nodata=row.nodata,
        crs=parse_crs(row.crs, "crs") if row.crs else None,
        scale=row.scale,
        offset=row.offset,
    )
    return open_source(row.path, row.band, label=row.label, decoding=decoding)
