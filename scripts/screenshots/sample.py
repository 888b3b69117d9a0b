# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the demo's sample is, and what the pictures do with it."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import rasterio
from rasterio.windows import Window

FOLDER = Path(os.environ["SCREENSHOTS_SAMPLE"])
PRODUCT = next(FOLDER.glob("*.SAFE"))
MOSAIC = next(FOLDER.glob("Sentinel-1*.tif"))
DEM = FOLDER / "dem.tif"
LAND_COVER = FOLDER / "land_cover.tif"
LAYERS = (MOSAIC, DEM, LAND_COVER)

BANDS = ("SWIR_1", "NIR", "RED")


def tiles() -> Path:
    """Cut the DEM into four tiles, once, and return their folder."""
    folder = FOLDER / "tiles"
    folder.mkdir(exist_ok=True)
    with rasterio.open(DEM) as src:
        rows, cols = -(-src.height // 2), -(-src.width // 2)
        for number, (row, col) in enumerate(product((0, rows), (0, cols))):
            window = Window(col, row, cols, rows).intersection(
                Window(0, 0, src.width, src.height)
            )
            own = {
                **src.profile,
                "driver": "GTiff",
                "width": int(window.width),
                "height": int(window.height),
                "transform": src.window_transform(window),
            }
            with rasterio.open(folder / f"dem_{number}.tif", "w", **own) as dst:
                dst.write(src.read(window=window))
    return folder
