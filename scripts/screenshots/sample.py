# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the demo's sample is, and what the pictures do with it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ["SCREENSHOTS_SAMPLE"])
PRODUCT = next(FOLDER.glob("*.SAFE"))
MOSAIC = next(FOLDER.glob("Sentinel-1*.tif"))
DEM = FOLDER / "dem.tif"
LAND_COVER = FOLDER / "land_cover.tif"
LAYERS = (MOSAIC, DEM, LAND_COVER)

BANDS = ("SWIR_1", "NIR", "RED")
