# SPDX-License-Identifier: GPL-3.0-or-later
"""The small runs that faults are put into, and the files they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import rasterio
from affine import Affine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_CRS: Final = "EPSG:32630"
_LEFT, _TOP, _PIXEL_M = 500_000.0, 5_000_000.0, 10.0

#: Where the product is, in degrees.
_LON, _LAT = -3.0, 45.15


@dataclass(frozen=True, slots=True)
class Case:
    """A run: what is asked for, and where the result goes."""

    name: str
    call: str
    """`stack` or `collocate`."""
    layers: Mapping[str, Any]
    request: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    old: tuple[str, ...] = ("stack.tif", "stack.tif.aux.xml")
    """Names of the files that are in the folder of the result before."""


_DEM: Final = {"path": "dem.tif", "resampler": "bilinear"}
_CLASSES: Final = {"path": "classes.tif", "resampler": "mode"}

CASES: Final = (
    Case("GeoTIFF", "stack", {"dem": _DEM, "classes": _CLASSES}),
    Case("packed", "stack", {"dem": _DEM}, options={"dtype": "int16"}),
    Case(
        "COG",
        "stack",
        {"dem": _DEM},
        request={"pixel_size": 1.0},
        options={"format": "COG"},
    ),
    Case(
        "collocate",
        "collocate",
        {"dem": _DEM, "classes": _CLASSES},
        old=("dem.tif", "classes.tif", "classes.tif.aux.xml"),
    ),
)


def make_inputs(folder: Path) -> None:
    """Write the product and the layers that the cases read."""
    folder.mkdir(parents=True)
    at = Affine(_PIXEL_M, 0, _LEFT, 0, -_PIXEL_M, _TOP)
    rows, cols = np.mgrid[0:80, 0:96]
    _write(folder / "product.tif", _CRS, at, np.stack([rows * 96 + cols, rows + cols]))
    step = 0.0005
    at = Affine(step, 0, _LON - 10 * step, 0, -step, _LAT + 10 * step)
    rows, cols = np.mgrid[0:70, 0:90]
    heights = (500 + 40 * np.sin(rows / 7) + cols).astype(np.float32)
    heights[20:24, 30:36] = -9999
    _write(
        folder / "dem.tif",
        "EPSG:4326",
        at,
        heights[np.newaxis],
        nodata=-9999,
        compress="deflate",
        tiled=True,
        blockxsize=32,
        blockysize=32,
    )
    at = Affine(20, 0, _LEFT - 100, 0, -20, _TOP + 100)
    classes = (np.add.outer(np.arange(60), np.arange(70)) // 9 % 4).astype(np.uint8)
    _write(folder / "classes.tif", _CRS, at, classes[np.newaxis], compress="lzw")
    with rasterio.open(folder / "classes.tif", "r+") as dst:
        dst.write_colormap(1, {code: (60 * code, 10, 90, 255) for code in range(4)})


def _write(
    path: Path, crs: str, at: Affine, numbers: NDArray[Any], **options: Any
) -> None:
    bands, rows, cols = numbers.shape
    kind = np.uint16 if numbers.dtype == np.int64 else numbers.dtype
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=cols,
        height=rows,
        count=bands,
        dtype=kind,
        crs=crs,
        transform=at,
        **options,
    ) as dst:
        dst.write(numbers.astype(kind))
