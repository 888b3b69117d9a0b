# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes images as Sentinel-2 products have them: JPEG2000, lossless, tiles of 1024."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rasterio
import rasterio.shutil
from rasterio.windows import Window

if TYPE_CHECKING:
    from .image import Image

_JPEG2000 = {
    "QUALITY": "100",
    "REVERSIBLE": "YES",
    "BLOCKXSIZE": "1024",
    "BLOCKYSIZE": "1024",
}
_COLOURED = ("TCI", "PVI")
"""Images whose three bands are red, green and blue."""


def write_jpeg2000(image: Image, path: Path, **georeference: Any) -> None:
    """Write an image.

    The driver copies a whole raster, so there is one on the disk first: an image of
    any size is made without being held in memory.

    Args:
        image: What to write.
        path: Where; its folder is made where it is missing.
        georeference: `crs` and `transform`, or nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    count, rows, cols = image.shape
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        plain = Path(folder) / "plain.tif"
        with rasterio.open(
            plain,
            "w",
            driver="GTiff",
            count=count,
            height=rows,
            width=cols,
            dtype=image.dtype,
            photometric="RGB" if image.name in _COLOURED else "MINISBLACK",
            tiled=True,
            blockxsize=1024,
            blockysize=1024,
            **georeference,
        ) as dataset:
            for first, strip in image.strips:
                window = Window(0, first, cols, strip.shape[1])
                dataset.write(strip, window=window)
        # Products have no side files, and nothing is said in one that is not inside.
        with rasterio.Env(GDAL_PAM_ENABLED="NO"):
            options = {**_JPEG2000, **_own_options(image)}
            rasterio.shutil.copy(plain, path, driver="JP2OpenJPEG", **options)


def _own_options(image: Image) -> dict[str, str]:
    options = {"NBITS": image.bits, "RESOLUTIONS": image.resolutions}
    return {name: str(value) for name, value in options.items() if value is not None}
