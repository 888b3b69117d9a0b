# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview of a run: numbers and outlines, shown before the run is started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from .environment import raster_environment
from .errors import AoiOutside
from .geometry.grid import Grid, move
from .io.patience import watched
from .output.encoding import layer_encoding, stack_encoding
from .planning.build import make_plan
from .planning.burnt_method import Burnt
from .planning.plan import AllValid, Empty, Scaled, Warped
from .progress import never
from .request.aoi import Aoi

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from .georeferencing.overlap import TargetViews
    from .georeferencing.read import Georeference
    from .planning.plan import LayerPlan, Plan
    from .planning.target import Target
    from .request.request import OutputOptions, Request
    from .sources.source import Source
    from .sources.tiles.mosaic import Mosaic

#: More tiles are drawn as one rectangle.
_MOST_OUTLINES: Final = 500

#: A closed line of (column, row), in pixels of the whole target grid.
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerPreview:
    """What would happen to one band of the result."""

    name: str
    path: str
    """The raster that the band is read from; empty for none."""
    burnt: str
    """What of features becomes the band's values; empty for rasters."""
    resampler: str
    """Empty where pixels are copied, or nothing is read."""
    shrink: int
    """Shrink factor of the overview that is resampled; 1 for full resolution."""
    src_grid: Grid | None
    """The source's grid; None without a source, or where its pixels have no grid."""
    covered: float
    """The share of the result that lies within the source's edges, 0 to 1."""
    reason: str
    """Why that resampler was taken; empty where the user has named it."""
    is_empty: bool
    """No source would be read: every pixel is nodata."""
    is_derived: bool
    """The band is made from the other bands."""
    outlines: tuple[Ring, ...]
    """Outlines of the source, as far as the source is near the product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a run would make."""

    product_name: str
    grid: Grid
    """The result's grid."""
    whole: Grid
    """The product's grid, whose pixels all outlines are given in."""
    outline: Ring
    """The result's outline."""
    area: tuple[Ring, ...]
    """The area of interest; empty where there is none."""
    output_bytes: int
    """Size of all pixels that would be written, before compression."""
    layers: tuple[LayerPreview, ...]
    exo_names: tuple[str, ...]
    """The names of the layers that the table asks for."""
    warnings: tuple[str, ...]


@raster_environment()
def make_preview(
    request: Request,
    options: OutputOptions,
    *,
    as_stack: bool,
    is_cancelled: Callable[[], bool] = never,
) -> Preview:
    """Plan a request, and sum the plan up.

    Args:
        request: What is asked for.
        options: How the result would be written.
        as_stack: One file for all layers, not a file for each.
        is_cancelled: Asked again and again while the plan is made; True gives up.

    Raises:
        ExogenousError: The run would fail.
    """
    with watched(is_cancelled, options.patience_s):
        plan = make_plan(request, is_cancelled)
    target = plan.target
    return Preview(
        product_name=plan.product_name,
        grid=target.dst_grid,
        whole=target.grid,
        outline=_window(target),
        area=_area(request, target.grid),
        output_bytes=_bytes(plan, options, as_stack=as_stack),
        layers=tuple(_layer(layer, target) for layer in plan.layers),
        exo_names=plan.exo_names,
        warnings=plan.warnings,
    )


def _layer(layer: LayerPlan, target: Target) -> LayerPreview:
    source, method = layer.source, layer.method
    ground = _ground(layer, target.grid)
    if isinstance(method, Burnt):
        ground = _extent(method, target.grid)
    is_resampled = isinstance(method, Warped)
    src_grid = source.georeference if source else None
    return LayerPreview(
        name=layer.name,
        path=source.path if source else "",
        burnt=layer.tags["burn"] if isinstance(method, Burnt) else "",
        resampler=layer.resampler.name if is_resampled else "",
        shrink=method.shrink if isinstance(method, Scaled) else 1,
        src_grid=src_grid if isinstance(src_grid, Grid) else None,
        covered=_covered(method, ground, target),
        reason=layer.reason if is_resampled else "",
        is_empty=isinstance(method, Empty),
        is_derived=isinstance(method, AllValid),
        outlines=_rings(ground),
    )


def _ground(layer: LayerPlan, dst: Grid) -> BaseGeometry | None:
    """Return the footprint of a layer, of all its tiles together."""
    found = [
        ground
        for part in layer.parts
        if part.seen and (ground := _footprint(part.seen, part.source, dst))
    ]
    return shapely.union_all(found) if found else None


def _footprint(
    seen: TargetViews, source: Source | None, dst: Grid
) -> BaseGeometry | None:
    """Return the footprint of a source around a target, in pixels of the target.

    Args:
        seen: The target's views of the source.
        source: The source, which may be of tiles.
        dst: The target's whole grid; the footprint is cut to its surroundings.

    Returns:
        x counts columns and y rows from the target's upper-left corner; None
        where no part of the source is near.
    """
    tiles = source.mosaic if source else None
    parts = [
        part for view in seen.met if (part := _near(view.georeference, tiles, dst))
    ]
    return shapely.union_all(parts) if parts else None


def _extent(method: Burnt, dst: Grid) -> BaseGeometry | None:
    """Return the extent of features by their header, in pixels of the target."""
    bounds = method.features.source.header.bounds
    if bounds is None or bounds[0] == bounds[2] or bounds[1] == bounds[3]:
        return None
    extent = Aoi(label="", geometry=shapely.box(*bounds), crs=method.features.crs)
    try:
        return _in_pixels(extent.on(dst), dst)
    except AoiOutside:
        return None


def _near(
    src: Georeference, tiles: Mosaic[Source] | None, dst: Grid
) -> BaseGeometry | None:
    outline = _outline(src) if tiles is None else _outlines(src, tiles)
    ground = Aoi(label="", geometry=outline, crs=src.crs)
    try:
        return _in_pixels(ground.on(dst), dst)
    except AoiOutside:
        return None


def _outline(src: Georeference) -> BaseGeometry:
    if not isinstance(src, Grid):
        places = np.column_stack(src.outline())
        exist = np.isfinite(places).all(axis=1)
        return shapely.MultiPoint(places[exist]).convex_hull
    cols, rows = np.array([0, src.cols, src.cols, 0]), np.array([0, 0, 1, 1]) * src.rows
    xs, ys = move(src.transform, cols.astype(float), rows.astype(float))
    return shapely.Polygon(np.column_stack([xs, ys]))


def _outlines(src: Georeference, tiles: Mosaic[Source]) -> BaseGeometry:
    """Return the outline of tiles together; around many the rectangle."""
    if not isinstance(src, Grid):
        return _outline(src)
    places = tiles.places.astype(np.float64)
    if len(places) > _MOST_OUTLINES:
        ends = (*places[:, :2].min(axis=0), *places[:, 2:].max(axis=0))
        places = np.array([ends])
    boxes = shapely.box(places[:, 1], places[:, 0], places[:, 3], places[:, 2])

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(move(src.transform, points[:, 0], points[:, 1]))

    return shapely.union_all(shapely.transform(boxes, moved))


def _in_pixels(geometry: BaseGeometry, grid: Grid) -> BaseGeometry:
    inverse = ~grid.transform

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(move(inverse, points[:, 0], points[:, 1]))

    return shapely.make_valid(shapely.transform(geometry, moved))


def _covered(method: object, ground: BaseGeometry | None, target: Target) -> float:
    if isinstance(method, AllValid):
        return 1.0
    if isinstance(method, Empty) or ground is None:
        return 0.0
    asked = shapely.Polygon(_window(target))
    share = shapely.intersection(ground, asked).area / asked.area
    return float(min(share, 1.0))


def _bytes(plan: Plan, options: OutputOptions, *, as_stack: bool) -> int:
    if as_stack:
        dtypes = [stack_encoding(plan, options).dtype] * len(plan.layers)
    else:
        dtypes = [layer_encoding(layer, options).dtype for layer in plan.layers]
    return plan.target.window.pixels * sum(np.dtype(one).itemsize for one in dtypes)


def _area(request: Request, grid: Grid) -> tuple[Ring, ...]:
    return _rings(_in_pixels(request.aoi.on(grid), grid)) if request.aoi else ()


def _window(target: Target) -> Ring:
    block = target.window
    left, top = float(block.col_off), float(block.row_off)
    right, bottom = float(block.col_end), float(block.row_end)
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def _rings(geometry: BaseGeometry | None) -> tuple[Ring, ...]:
    """Return the outer edges of polygons."""
    if geometry is None:
        return ()
    parts = getattr(geometry, "geoms", [geometry])
    return tuple(
        tuple((float(x), float(y)) for x, y in shapely.get_coordinates(part.exterior))
        for part in parts
        if isinstance(part, shapely.Polygon) and not part.is_empty
    )
