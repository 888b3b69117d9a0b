# SPDX-License-Identifier: GPL-3.0-or-later
"""What GDAL's own warper makes of a layer: the independent truth of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.geometry.grid import Grid

gdal = pytest.importorskip("osgeo.gdal", reason="GDAL's Python bindings are the oracle")
osr = pytest.importorskip("osgeo.osr", reason="GDAL's Python bindings are the oracle")
gdal.UseExceptions()
osr.UseExceptions()

#: `gdalwarp` names, where they are not rasterio's.
_NAMES = {"cubic_spline": "cubicspline"}


def warp(
    path: str, dst: Grid, resampler: str, *, band: int = 1, **options: Any
) -> NDArray[np.float64]:
    """Warp one band with the exact coordinate transform, from source pixels only.

    Kernels are as wide as a target pixel is in the source: GDAL's own idea of that
    comes from bounding rectangles, and grows with the shape of the target.

    Args:
        path: What GDAL opens.
        dst: The target grid, north up.
        resampler: A rasterio name.
        band: 1-based.
        options: More of `gdal.WarpOptions`.

    Returns:
        Values with the shape of `dst`, NaN where there is none.
    """
    source = gdal.Open(path)
    if source.RasterCount > 1 and not _has_alpha(source):
        source = gdal.Translate("", source, format="VRT", bandList=[band])
    left, bottom, right, top = dst.bounds
    x_scale, y_scale = kernel_ratio(*local_ratio(source, dst))
    chosen: dict[str, Any] = {
        "format": "MEM",
        "dstSRS": dst.crs.to_wkt(),
        "outputBounds": (left, bottom, right, top),
        "width": dst.cols,
        "height": dst.rows,
        "resampleAlg": _NAMES.get(resampler, resampler),
        "errorThreshold": 0,
        "outputType": gdal.GDT_Float64,
        "workingType": gdal.GDT_Float64,
        "dstNodata": None if _has_alpha(source) else float("nan"),
        "overviewLevel": "NONE",
        "warpMemoryLimit": 2000,
        "warpOptions": [f"XSCALE={x_scale!r}", f"YSCALE={y_scale!r}"],
    }
    result = gdal.Warp("", source, **{**chosen, **options})
    values: NDArray[np.float64] = result.GetRasterBand(1).ReadAsArray()
    if _has_alpha(source):
        values[result.GetRasterBand(2).ReadAsArray() == 0] = np.nan
    return values


def _has_alpha(source: Any) -> bool:
    last = source.GetRasterBand(source.RasterCount)
    return source.RasterCount > 1 and (
        last.GetColorInterpretation() == gdal.GCI_AlphaBand
    )


def local_ratio(source: Any, dst: Grid) -> tuple[float, float]:
    """Return the median of a source pixel's target pixels along its columns and rows.

    Args:
        source: A dataset of GDAL, placed by anything.
        dst: The target's grid.
    """
    target = gdal.GetDriverByName("MEM").Create("", dst.cols, dst.rows)
    target.SetGeoTransform(dst.transform.to_gdal())
    target.SetProjection(dst.crs.to_wkt())
    transformer = gdal.Transformer(source, target, [])
    cols, rows = (
        axis.ravel()
        for axis in np.meshgrid(
            np.linspace(0.5, dst.cols - 0.5, min(dst.cols, 21)),
            np.linspace(0.5, dst.rows - 0.5, min(dst.rows, 21)),
        )
    )
    sides = [(cols - 0.5, rows), (cols + 0.5, rows), (cols, rows - 0.5)]
    places = np.hstack([*sides, (cols, rows + 0.5)]).T
    moved, found = transformer.TransformPoints(1, places.tolist())
    moved = np.where(np.array(found, dtype=bool)[:, None], np.array(moved), np.nan)
    left, right, above, below = moved[:, :2].reshape(4, -1, 2)
    size = np.hypot(right - left, below - above)
    size = size[np.isfinite(size).all(axis=1) & (size > 0).all(axis=1)]
    if not size.size:
        return 1.0, 1.0
    clear = (size <= 10 * size.min(axis=0)).all(axis=1)  # of cuts and of poles
    x, y = (1 / np.median(size[clear], axis=0)).tolist()
    return x, y


def kernel_ratio(x: float, y: float) -> tuple[float, float]:
    """Return by what kernels are widened: not at all down to 0.95 along both axes."""
    return (1.0, 1.0) if min(x, y) >= 0.95 else (min(x, 1.0), min(y, 1.0))


def positions(
    src: Grid, dst: Grid, cols: NDArray[np.float64], rows: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Move places on a target to places on a source with the exact transform.

    Args:
        src: The source's grid.
        dst: The target's grid.
        cols: Columns from the target's left edge, any shape.
        rows: Rows from the target's top edge, the same shape.
    """
    t = dst.transform
    points = np.column_stack(
        [
            (t.a * cols + t.b * rows + t.c).ravel(),
            (t.d * cols + t.e * rows + t.f).ravel(),
        ]
    )
    change = osr.CoordinateTransformation(_srs(dst), _srs(src))
    moved = np.array(change.TransformPoints(points))
    i = ~src.transform
    x, y = moved[:, 0], moved[:, 1]
    return (
        (i.a * x + i.b * y + i.c).reshape(cols.shape),
        (i.d * x + i.e * y + i.f).reshape(cols.shape),
    )


def _srs(grid: Grid) -> Any:
    srs = osr.SpatialReference()
    srs.ImportFromWkt(grid.crs.to_wkt())
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def lanczos(
    values: NDArray[np.float64],
    src: Grid,
    dst: Grid,
    ratio: tuple[float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Resample with Lanczos' kernel of radius 3 by its closed form.

    L(x) = sinc(x) sinc(x / 3), widened by the ratio where the target is coarser,
    over the valid pixels alone; no value where the pixel under the centre is
    invalid.

    To coarser pixels GDAL is no oracle for this kernel: before 3.7 it shifts it (by
    0.75 source pixel on a ramp), and since then it takes the one source pixel under
    a target's centre where both centres coincide.

    Args:
        values: Shape of `src`, NaN where invalid.
        src: The source's grid.
        dst: The target's grid.
        ratio: Target pixels per source pixel along x and y.

    Returns:
        The values, NaN where there is none, and the share of the kernel's weight
        that fell on valid pixels: where little of it did, positive and negative
        weights cancel and the smallest shift counts.
    """
    cols, rows = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
    x, y = positions(src, dst, cols, rows)
    weights_x = _lanczos_weights(x.ravel(), src.cols, min(ratio[0], 1.0))
    weights_y = _lanczos_weights(y.ravel(), src.rows, min(ratio[1], 1.0))
    valid = ~np.isnan(values)
    total = _weighted(weights_y, np.where(valid, values, 0.0), weights_x)
    weight = _weighted(weights_y, valid.astype(np.float64), weights_x)
    centre = valid[
        np.clip(np.floor(y), 0, src.rows - 1).astype(int),
        np.clip(np.floor(x), 0, src.cols - 1).astype(int),
    ]
    whole = _weighted(weights_y, np.ones(valid.shape), weights_x)
    out = (total / weight).reshape(x.shape)
    return np.where(centre, out, np.nan), (weight / whole).reshape(x.shape)


def _lanczos_weights(
    position: NDArray[np.float64], count: int, scale: float
) -> NDArray[np.float64]:
    offset = (np.arange(count) + 0.5 - position[:, None]) * scale
    kernel = np.sinc(offset) * np.sinc(offset / 3)
    return np.where(np.abs(offset) < 3, kernel, 0.0)


def _weighted(
    weights_y: NDArray[np.float64],
    values: NDArray[np.float64],
    weights_x: NDArray[np.float64],
) -> NDArray[np.float64]:
    result: NDArray[np.float64] = ((weights_y @ values) * weights_x).sum(axis=1)
    return result
