# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a plan from a request: opens headers and raises every input error.

Pixels are read only for a coarse look, where a header leaves open whether a layer holds
classes.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rasterio.enums import Resampling

from ..environment import raster_environment
from ..errors import (
    BandNotFound,
    MalformedExo,
    NoOverlap,
    Parameter,
    UnrelatedCrs,
)
from ..geometry.chosen_operation import chosen_operations
from ..message import say
from ..products import open_product
from ..products.instant import instant_of
from ..products.product_nodata import with_nodata
from ..products.short_name import short_name
from ..products.table_source import RowReader
from ..progress import never
from ..rasterio_private import GdalError
from ..refusals import refusals_told
from ..request.class_choice import number_text
from ..request.domains import FLAGS, LINEAR
from ..request.request import refuse_duplicates
from ..secrets import without_secrets
from ..sources.contents import UNBOUNDED, Values
from ..sources.vector.recognised import holds_features
from .accuracy import accuracy_notes
from .alpha import alpha_warnings
from .burnt import plan_features
from .coverage import as_shares, extra_layers, extra_names, with_zeros
from .domain import in_domain, of_flags
from .findings import findings, refuse_mean_of_classes
from .heights import height_warning, with_heights
from .method_choice import empty_layer, plan_layer
from .needed_window import with_window
from .one_row_a_layer import with_one_row_a_layer
from .placeholders import acquired_at, with_product_in_paths
from .plan import Empty, LayerPlan, Plan
from .resampler_choice import ResamplerChoice, choose_resampler, settled
from .shear import shear_notes
from .size_limits import refuse_many_pixels, refuse_pixel_size
from .target import Target
from .tiled import over_parts, plan_tiles
from .time_blend import time_tags, with_time
from .wanted_time import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shapely.geometry.base import BaseGeometry

    from ..geometry.grid import Block, Grid
    from ..products.product import Product, ProductBand
    from ..request.aoi import Aoi
    from ..request.exo_layer import ExoLayer
    from ..request.request import Request
    from ..sources.source import Source


@refusals_told()
def make_plan(request: Request, is_cancelled: Callable[[], bool] = never) -> Plan:
    """Plan a request.

    Args:
        request: What is asked for.
        is_cancelled: Asked again and again while other programs work; True gives up.

    Raises:
        ExogenousError: The product, a band, a layer or the area of interest
            cannot be used as asked.
    """
    with raster_environment(online=request.is_online):
        return _plan(request, is_cancelled)


def _plan(request: Request, is_cancelled: Callable[[], bool]) -> Plan:
    product = open_product(
        request.product,
        crs=request.product_crs,
        cleaning=request.cleaning,
        eoreader_python=request.eoreader_python,
        is_cancelled=is_cancelled,
    )
    product = with_nodata(product, request.product_nodata)
    target = _target(product, request)
    request = with_product_in_paths(request, product)
    reader = RowReader(
        instant=acquired_at(product),
        cleaning=request.cleaning,
        eoreader_python=request.eoreader_python,
        is_cancelled=is_cancelled,
    )
    instant = instant_of(product, request.instant)
    wanted = Wanted(moment=instant, is_strict=request.strict)
    request = with_one_row_a_layer(request, reader, wanted)
    bands = _bands(product, request)
    if not bands and not request.layers:
        raise MalformedExo(
            say("nothing is asked for"),
            say("Add a layer, or name a band of the product."),
        )
    refuse_duplicates(
        [
            *((band.name, say("band {id}", id=band.id)) for band in bands),
            *((row.name, row.label) for row in request.layers),
        ]
    )
    warnings = list(product.warnings) if bands else []
    layers = [_band_plan(product, band, request, target) for band in bands]
    layers += [
        _exo_plan(row, reader, request, target, warnings) for row in request.layers
    ]
    names = (*(layer.name for layer in layers), *extra_names(request, layers))
    refuse_duplicates((name, say("band {name!r}", name=name)) for name in names)
    mask = _mask(request, target)
    # Pixels are looked at once all else is known to be right.
    layers = [over_parts(settled(layer, target), in_domain) for layer in layers]
    rows = slice(len(bands), None)
    heights = partial(with_heights, target=target)
    layers[rows] = [over_parts(layer, heights) for layer in layers[rows]]
    parts = [part for layer in layers for part in layer.parts]
    warnings += [*alpha_warnings(layers), *accuracy_notes(parts, target)]
    warnings += shear_notes(parts)
    warnings += filter(None, map(height_warning, parts))
    return Plan(
        product_name=product.name,
        short_name=short_name(product),
        attributes=product.attributes_of(() if request.layers else bands),
        target=target,
        layers=(*layers, *extra_layers(request, layers, target)),
        exo_names=tuple(row.name for row in request.layers),
        mask=mask,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _target(product: Product, request: Request) -> Target:
    chosen = chosen_operations(request.operations)
    own, size = replace(product.pixels(), operations=chosen), request.pixel_size
    if size is not None:
        refuse_pixel_size(own, size)
    grid = own if size is None else own.with_pixel_size(size)
    target = Target(grid=grid, window=_window(request.aoi, grid))
    refuse_many_pixels(target)
    return target


def _window(aoi: Aoi | None, grid: Grid) -> Block:
    if aoi is None:
        return grid.whole
    with _related(Parameter("AOI"), aoi.label):
        return aoi.block_of(grid)


def _mask(request: Request, target: Target) -> BaseGeometry | None:
    if request.aoi is None or not request.mask_aoi:
        return None
    return request.aoi.polygons_on(target.grid)


def _bands(product: Product, request: Request) -> tuple[ProductBand, ...]:
    """Find the bands asked for; all where neither bands nor layers are asked for."""
    if request.bands or request.layers:
        return tuple(product.band(key) for key in request.bands)
    return tuple(band for band in product.bands if band.is_there)


def _band_plan(
    product: Product, band: ProductBand, request: Request, target: Target
) -> LayerPlan:
    size, _ = target.grid.pixel_size
    source = _without_levels(product.source(band, size), request)
    if request.keep_negatives and isinstance(source.contents, Values):
        source = replace(source, contents=UNBOUNDED)
    if band.is_classes and not source.legend.is_classes:
        legend = replace(source.legend, classes_by=say("the product says so"))
        source = replace(source, legend=legend)
    if source.legend.is_classes:
        resampler = Resampling.nearest
    elif request.band_resampler is not None:  # nearest is the number 0
        resampler = request.band_resampler
    else:
        resampler = _band_resampler(source, target.grid)
    tags = {
        "source": without_secrets(
            source.path if source.deferred_file is None else product.path
        ),
        "source_band": str(source.band),
        "band_id": band.id,
        "resampler": resampler.name,
    }
    layer = plan_layer(band.name, source, resampler, target, tags)
    is_open = band.is_any_raster and not source.legend.is_classes
    layer = replace(layer, reason=source.legend.classes_by, is_open=is_open)
    return with_window(layer, target)


def _band_resampler(source: Source, grid: Grid) -> Resampling:
    """Return the default for bands: `average` to coarser pixels, else `bilinear`."""
    src, dst = source.grid.pixel_size, grid.pixel_size
    coarser = source.grid.crs == grid.crs and dst[0] > src[0] and dst[1] > src[1]
    return Resampling.average if coarser else Resampling.bilinear


def _exo_plan(
    row: ExoLayer,
    reader: RowReader,
    request: Request,
    target: Target,
    warnings: list[str],
) -> LayerPlan:
    if holds_features(row.path, row.label, row.key_of_features):
        return plan_features(row, request, target, warnings)
    tags = {
        "source": without_secrets(row.path),
        "source_band": str(row.band),
        "resampler": row.resampler_name,
    }
    try:
        found = reader.source(row, target.grid.pixel_size[0])
    except BandNotFound as error:
        if request.strict or error.is_unknown:
            raise
        warnings.append(
            say("{problem} The layer is all nodata.", problem=error.message)
        )
        return empty_layer(row.name, target, tags)
    source = _without_levels(found.source, request)
    warnings.extend(found.warnings)
    refuse_mean_of_classes(row, source)
    if row.chosen_time is not None:
        warnings.extend(row.chosen_time.warnings)
        source = with_time(row, source, reader)
        tags |= time_tags(row.chosen_time)
    choice = choose_resampler(source, row.resampler)
    if row.domain in FLAGS:
        choice = of_flags(source, row.domain)
    share = row.share

    def seen_as(one: Source) -> Source:
        one = _without_levels(one, request)
        return one if share is None else as_shares(one, share.number)

    if share is not None:
        reason = say("share of class {number}", number=number_text(share.number))
        choice = ResamplerChoice(resampler=Resampling.average, reason=reason)
        tags["share_of_class"] = str(share)
    tags["resampler"] = choice.resampler.name
    with _related(row.label, row.path):
        layer = (
            plan_layer(row.name, seen_as(source), choice.resampler, target, tags)
            if found.tiles is None
            else plan_tiles(
                row.name, found.tiles, choice.resampler, target, tags, seen_as
            )
        )
    layer = with_window(layer, target)
    if isinstance(layer.method, Empty) and request.strict:
        raise NoOverlap(row.label, row.path)
    warnings.extend(findings(row, layer))
    if row.share is not None:
        layer = with_zeros(layer)
    return replace(
        layer,
        reason=choice.reason,
        is_open=choice.is_open,
        domain=row.domain or LINEAR,
        time="" if row.chosen_time is None else row.chosen_time.words,
    )


@contextmanager
def _related(label: str, path: str) -> Iterator[None]:
    """Turn PROJ's error about a missing operation into one that names row and path."""
    try:
        yield
    except GdalError as error:  # raised by rasterio's transforms
        raise UnrelatedCrs(label, path) from error


def _without_levels(source: Source, request: Request) -> Source:
    return source if request.overviews else replace(source, levels=())
