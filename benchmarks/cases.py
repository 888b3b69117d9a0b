# SPDX-License-Identifier: GPL-3.0-or-later
"""The workloads, (a) to (g), as jobs, and which systems take part in each."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from job import Job, Kind, Layer, Target
from sizes import MOSAICS, TILES, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "Exogenous"
OURS_QGIS = "Exogenous, qgis_process"
EOREADER = "EOReader"
GDAL = "GDAL tools"
GDAL_PIXELS = "GDAL tools, -ovr NONE"
"""The same, taking a source's pixels where gdalwarp by itself takes an overview's."""
RIOXARRAY = "rioxarray"
ODC_GEO = "odc-geo"
QGIS_WARP = "gdal:warpreproject"
FLOOR = "floor"

_AT_100_M = (OURS, OURS_QGIS, EOREADER, GDAL, GDAL_PIXELS, RIOXARRAY, ODC_GEO)
_AT_10_M = (OURS, OURS_QGIS, GDAL, RIOXARRAY, ODC_GEO)
"""Without EOReader, which takes minutes and is compared where it writes its own."""

TILED = {
    "TILED": "YES",
    "BLOCKXSIZE": "512",
    "BLOCKYSIZE": "512",
    "INTERLEAVE": "BAND",
    "BIGTIFF": "IF_SAFER",
}
PLAIN = {**TILED, "COMPRESS": "NONE"}
DEFLATE_6 = {
    **TILED,
    "COMPRESS": "DEFLATE",
    "ZLEVEL": "6",
    "PREDICTOR": "3",
    "NUM_THREADS": "ALL_CPUS",
}
DEFLATE_1 = {**DEFLATE_6, "ZLEVEL": "1"}

RADAR = "Sentinel-1_2025/11_mosaic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of the comparison: a job, and who does it."""

    name: str
    """Starts with the workload's letter: `d mosaic bilinear 10 m`."""
    title: str
    size: Size
    job: Job
    systems: tuple[str, ...]
    amount: float = 1
    """How many layers, or what multiple of the area: the x of a plot."""
    needs_months: bool = False

    @property
    def workload(self) -> str:
        """The letter."""
        return self.name[0]


def all_cases(side: float) -> tuple[Case, ...]:
    """Return every case, where `side` of 1 is the full size."""
    size = Size(side=side)
    return (
        _load(size),
        _stack_aoi(size),
        _stack_10m(size, None, (OURS, EOREADER)),
        _stack_10m(size, DEFLATE_6, (*_AT_10_M, FLOOR)),
        *_single_layers(size),
        *_layer_counts(size),
        *_areas(side),
        *_tiles(size),
    )


def _load(size: Size) -> Case:
    job = Job(
        kind=Kind.ARRAYS,
        product=str(size.files.product),
        bands=("GREEN",),
        target=_whole(size, 100),
        layers=(Layer(name=RADAR, path=str(size.files.mosaic), resampler="nearest"),),
        options=PLAIN,
    )
    title = "the seed's `load`: GREEN and the mosaic, nearest, 100 m"
    return Case(name="a", title=title, size=size, job=job, systems=_AT_100_M)


def _stack_aoi(size: Size) -> Case:
    job = Job(
        kind=Kind.STACK,
        product=str(size.files.product),
        bands=("RED", "SWIR_1"),
        target=_of_aoi(size, 100),
        layers=(Layer(name=RADAR, path=str(size.files.mosaic), resampler="bilinear"),),
        aoi=str(size.files.aoi),
    )
    title = "the seed's `stack` over an AOI: RED, SWIR_1, the mosaic, bilinear, 100 m"
    return Case(name="b", title=title, size=size, job=job, systems=_AT_100_M)


def _stack_10m(
    size: Size, options: dict[str, str] | None, systems: tuple[str, ...]
) -> Case:
    named = "c, DEFLATE 6" if options else "c"
    written = "same options" if options else "each with its own default output"
    title = f"the 10 m stack of six layers, {written}"
    job = _six_layers(size, options)
    return Case(name=named, title=title, size=size, job=job, systems=systems)


def _six_layers(size: Size, options: dict[str, str] | None) -> Job:
    return Job(
        kind=Kind.STACK,
        product=str(size.files.product),
        bands=("GREEN", "RED", "SWIR_1"),
        target=_whole(size, 10),
        layers=(
            Layer(name="mosaic", path=str(size.files.mosaic), resampler="bilinear"),
            Layer(name="DEM", path=str(size.files.dem), resampler="bilinear"),
            Layer(name="cover", path=str(size.files.land_cover), resampler="nearest"),
        ),
        options=options,
    )


def _single_layers(size: Size) -> Iterator[Case]:
    """Yield each layer alone; class codes only with kernels that keep them."""
    kernels = ("nearest", "bilinear", "cubic", "average", "mode")
    for kernel in kernels:
        yield _single(size, "mosaic", kernel, 10)
    for kernel in kernels:
        yield _single(size, "DEM", kernel, 10)
    for kernel in ("nearest", "mode"):
        yield _single(size, "cover", kernel, 10)
    # What averaging kernels are for: coarser pixels.
    yield _single(size, "mosaic", "average", 100)
    yield _single(size, "DEM", "average", 100)
    yield _single(size, "cover", "mode", 100)


def _single(size: Size, name: str, kernel: str, pixel_m: int) -> Case:
    paths = {
        "mosaic": size.files.mosaic,
        "DEM": size.files.dem,
        "cover": size.files.land_cover,
    }
    job = Job(
        kind=Kind.LAYERS,
        product=str(size.files.product),
        target=_whole(size, pixel_m),
        layers=(Layer(name=name, path=str(paths[name]), resampler=kernel),),
        options=PLAIN,
    )
    crs = "same CRS" if name == "mosaic" else "other CRS"
    systems = _AT_10_M if pixel_m == 10 else _AT_100_M
    return Case(
        name=f"d {name} {kernel} {pixel_m} m",
        title=f"{name} alone, {crs}, {kernel}, {pixel_m} m, uncompressed",
        size=size,
        job=job,
        systems=(*systems, QGIS_WARP, FLOOR),
    )


def _layer_counts(size: Size) -> Iterator[Case]:
    for count in (1, 2, 4, 8, MOSAICS):
        numbers = range(1, count + 1)
        job = Job(
            kind=Kind.STACK,
            product=str(size.files.product),
            target=_whole(size, 10),
            layers=tuple(
                Layer(
                    name=f"month {n}",
                    path=str(size.monthly_mosaic(n)),
                    resampler="bilinear",
                )
                for n in numbers
            ),
            options=DEFLATE_1,
        )
        yield Case(
            name=f"e {count}",
            title=f"a 10 m stack of {count} mosaics, bilinear",
            size=size,
            job=job,
            systems=(OURS, GDAL),
            amount=count,
            needs_months=True,
        )


def _areas(side: float) -> Iterator[Case]:
    for times in (0.25, 1, 4):
        size = Size(side=side * math.sqrt(times))
        yield Case(
            name=f"f {times:g}",
            title=f"the 10 m stack of six layers, {times:g} times the area",
            size=size,
            job=_six_layers(size, DEFLATE_1),
            systems=(OURS, GDAL),
            amount=times,
        )


def _tiles(size: Size) -> Iterator[Case]:
    """Yield the DEM in tiles; GDAL's tools read a virtual raster that they make."""
    for kernel in ("bilinear", "cubic"):
        job = Job(
            kind=Kind.LAYERS,
            product=str(size.files.product),
            target=_whole(size, 10),
            layers=(
                Layer(name="DEM", path=f"{size.dem_tiles}/*.tif", resampler=kernel),
            ),
            options=PLAIN,
        )
        yield Case(
            name=f"g tiles {kernel}",
            title=f"the DEM in {TILES} tiles, {kernel}, 10 m, uncompressed",
            size=size,
            job=job,
            systems=(OURS, GDAL),
        )


def _whole(size: Size, pixel_m: int) -> Target:
    """The product's grid, or the one at its corner that covers it."""
    count = -(-size.area.size_m // pixel_m)
    left, top = float(size.area.left), float(size.area.top)
    return Target(left=left, top=top, pixel_m=pixel_m, cols=count, rows=count)


def _of_aoi(size: Size, pixel_m: int) -> Target:
    """The pixels of the product's grid that the area of interest touches."""
    if not size.aoi_bounds.is_file():  # not made yet: only names are asked for
        return _whole(size, pixel_m)
    bounds = json.loads(size.aoi_bounds.read_text(encoding="utf-8"))
    left, bottom, right, top = bounds
    area = size.area
    first_col = math.floor((left - area.left) / pixel_m)
    first_row = math.floor((area.top - top) / pixel_m)
    return Target(
        left=area.left + first_col * pixel_m,
        top=area.top - first_row * pixel_m,
        pixel_m=pixel_m,
        cols=math.ceil((right - area.left) / pixel_m) - first_col,
        rows=math.ceil((area.top - bottom) / pixel_m) - first_row,
    )
