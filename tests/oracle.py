# SPDX-License-Identifier: GPL-3.0-or-later
"""What GDAL's own warper makes of a layer: the independent truth of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from exogenous.core.grid import Grid

gdal = pytest.importorskip("osgeo.gdal", reason="GDAL's Python bindings are the oracle")
gdal.UseExceptions()

#: `gdalwarp` names, where they are not rasterio's.
_NAMES = {"cubic_spline": "cubicspline"}


def warp(
    path: str, dst: Grid, resampler: str, *, band: int = 1, **options: Any
) -> NDArray[np.float64]:
    """Warp one band with the exact coordinate transform, from source pixels only.

    Args:
        path: What GDAL opens.
        dst: The target grid, north up.
        resampler: A rasterio name.
        band: 1-based.
        options: More of `gdal.WarpOptions`.

    Returns:
        Values with the shape of `dst`, NaN where there is none.
    """
    source = gdal.Translate("", path, format="VRT", bandList=[band], unscale=False)
    left, bottom, right, top = dst.bounds
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
        "dstNodata": float("nan"),
        "overviewLevel": "NONE",
        "warpMemoryLimit": 2000,
    }
    result = gdal.Warp("", source, **{**chosen, **options})
    values: NDArray[np.float64] = result.ReadAsArray()
    return values
