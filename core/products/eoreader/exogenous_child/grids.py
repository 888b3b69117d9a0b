# SPDX-License-Identifier: GPL-3.0-or-later
"""The grids of a product and its bands, as `{crs, transform, rows, cols}`."""

from __future__ import annotations

from typing import Any

import rasterio
from eoreader import bands as eo
from eoreader import products
from eoreader.exceptions import InvalidProductError

Grid = dict[str, Any]


def is_placed_late(product: Any) -> bool:
    """Tell whether EOReader must geocode the images before it knows their grid.

    Radar and Sentinel-3 are geocoded first; images of very high resolution may have to
    be orthorectified or reprojected.
    """
    late = ("SarProduct", "S3Product", "VhrProduct", "CustomProduct")
    return isinstance(product, tuple(getattr(products, name) for name in late))


def default_grid(product: Any) -> Grid:
    """Return the grid of a product's default band."""
    transform, cols, rows, crs = product.default_transform()
    return _grid(crs, transform, rows, cols)


def of_band(product: Any, band: Any) -> Grid:
    """Return the grid of a band's own file, else the product's.

    Raises:
        Exception: EOReader's own error where a needed file is missing.
    """
    if eo.is_index(band):
        needed = eo.to_band(eo.indices.get_needed_bands(band))
        product.get_band_paths(needed)
    if not eo.is_spectral_band(band):
        return default_grid(product)
    return of_file(str(product.get_band_paths([band])[band]))


def of_file(path: str) -> Grid:
    """Return the grid in a raster's header."""
    with rasterio.open(path) as src:
        return _grid(src.crs, src.transform, src.height, src.width)


def files_of(product: Any, band: Any) -> list[dict[str, Any]]:
    """Return the files of a band, none where they are missing.

    Returns:
        Of each file the `path`, and the `pixel_size` along x from its header.
    """
    try:
        paths = product.get_band_paths([band])
    except (FileNotFoundError, InvalidProductError):
        return []
    found = []
    for path in map(str, paths.values()):
        with rasterio.open(path) as src:
            found.append({"path": path, "pixel_size": src.res[0]})
    return found


def divides(grid: Grid, size: float) -> bool:
    """Tell whether square pixels of a size fill a grid's extent without a rest."""
    a, _, _, _, e, _ = grid["transform"]
    counts = (grid["cols"] * abs(a) / size, grid["rows"] * abs(e) / size)
    return all(count == round(count) >= 1 for count in counts)


def resized(grid: Grid, size: float) -> Grid:
    """Return the grid of the same extent with square pixels of a size."""
    a, b, x, d, e, y = grid["transform"]
    return {
        "crs": grid["crs"],
        "transform": [size, b, x, d, -size if e < 0 else size, y],
        "rows": round(grid["rows"] * abs(e) / size),
        "cols": round(grid["cols"] * abs(a) / size),
    }


def _grid(crs: Any, transform: Any, rows: int, cols: int) -> Grid:
    return {
        "crs": crs.to_wkt(),
        "transform": list(transform)[:6],
        "rows": int(rows),
        "cols": int(cols),
    }
