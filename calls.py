# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of the algorithms as one call each, in Python without QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core import Request, load, open_product, parse_exo
from .core import collocate as run_collocate
from .core import stack as run_stack
from .core.environment import raster_environment
from .core.io.remote_names import any_remote
from .core.products import describe as describing
from .core.refusals import refusals_told
from .core.request.cleaning import Cleaning
from .core.request.product_paths import product_paths
from .core.request.time_choice import INSTANTS
from .core.request.window import window_area
from .core.resampling import kernels

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from rasterio.enums import Resampling

    from .core import Aoi, OutputOptions, Result
    from .core.products.describe import Description
    from .core.progress import Progress
    from .core.request.product_paths import ProductPath

    Window = str | os.PathLike[str] | Sequence[float] | Aoi | None
    Bands = Sequence[str | int] | str | int

__all__ = ["collocate", "describe", "load", "stack"]


def stack(
    product: ProductPath,
    bands: Bands = (),
    *,
    path: str | os.PathLike[str],
    exo: object = None,
    pixel_size: float | None = None,
    window: Window = None,
    mask: bool = False,
    strict: bool = False,
    keep_negatives: bool = False,
    overviews: bool = True,
    cleaning: str | Cleaning = Cleaning.NODATA,
    instant: str = INSTANTS[0],
    band_resampler: Resampling | str | int | None = None,
    coverage: bool = False,
    validity: bool = False,
    options: OutputOptions | None = None,
    progress: Progress | None = None,
) -> Result:
    """Write product bands and exogenous layers as one multi-band GeoTIFF.

    Args:
        product: As for `load`, and so are `bands`, `exo`, `pixel_size`, `window`,
            `mask`, `strict`, `keep_negatives`, `overviews`, `cleaning` and `instant`.
        bands: Product bands, in order.
        path: The file, replaced once the stack is complete.
        exo: The exogenous layers.
        pixel_size: In units of the product's CRS.
        window: An area of interest.
        mask: Also blank what is outside the window's polygons.
        strict: Missing bands and layers off the product are errors.
        keep_negatives: Reflectances below 0 stay.
        overviews: Overviews of JPEG2000 files may stand in for pixels.
        cleaning: Which pixels of a satellite product's bands are invalid.
        instant: Which instant of a Sentinel-2 product is its acquisition.
        band_resampler: The kernel of the product's own bands, of those that are no
            classes; None for what fits the pixel size.
        coverage: Add the share of each pixel that a layer covers, 0 to 1.
        validity: Add a band that is 1 where all bands and layers have a value.
        options: How the file is written.
        progress: Receives the run's progress, and tells whether to stop.

    Raises:
        ExogenousError: Something is wrong with the request, an input or the output;
            the file is as it was.
    """
    request = Request(
        product=product_paths(product),
        bands=band_names(bands),
        layers=parse_exo(exo),
        pixel_size=pixel_size,
        aoi=window_area(window),
        mask_aoi=mask,
        strict=strict,
        keep_negatives=keep_negatives,
        overviews=overviews,
        cleaning=Cleaning.of(cleaning),
        instant=instant,
        band_resampler=_kernel(band_resampler),
        coverage=coverage,
        validity=validity,
    )
    return run_stack(request, str(path), options, progress)


def collocate(
    product: ProductPath,
    *,
    exo: object,
    folder: str | os.PathLike[str],
    pixel_size: float | None = None,
    window: Window = None,
    mask: bool = False,
    strict: bool = False,
    overviews: bool = True,
    instant: str = INSTANTS[0],
    coverage: bool = False,
    options: OutputOptions | None = None,
    progress: Progress | None = None,
) -> Result:
    """Write each exogenous layer as a GeoTIFF of its own on the product's grid.

    Args:
        product: As for `stack`, and so are the others.
        exo: The exogenous layers.
        folder: Made if need be; files are named after the layers, safely.
        pixel_size: In units of the product's CRS.
        window: An area of interest.
        mask: Also blank what is outside the window's polygons.
        strict: Layers off the product are errors.
        overviews: Overviews of JPEG2000 files may stand in for pixels.
        instant: Which instant of a Sentinel-2 product is its acquisition.
        coverage: Add the share of each pixel that a layer covers, 0 to 1.
        options: How the files are written.
        progress: Receives the run's progress, and tells whether to stop.

    Raises:
        ExogenousError: Something is wrong with the request, an input or an output;
            the folder's files are as they were.
    """
    request = Request(
        product=product_paths(product),
        layers=parse_exo(exo),
        pixel_size=pixel_size,
        aoi=window_area(window),
        mask_aoi=mask,
        strict=strict,
        overviews=overviews,
        instant=instant,
        coverage=coverage,
    )
    return run_collocate(request, str(folder), options, progress)


def _kernel(given: Resampling | str | int | None) -> Resampling | None:
    return None if given is None else kernels.parse(given, "BAND_RESAMPLER")


def describe(product: ProductPath) -> Description:
    """Say what a product is and which bands it has; no pixel is read.

    Raises:
        ExogenousError: It is no product.
    """
    paths = product_paths(product)
    with raster_environment(online=any_remote(paths)), refusals_told():
        return describing.describe(open_product(paths))


def band_names(bands: Bands) -> tuple[str, ...]:
    """Return the names of bands that are given in any way."""
    return tuple(map(str, [bands] if isinstance(bands, str | int) else bands))
