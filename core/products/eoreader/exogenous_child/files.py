# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes bands as GeoTIFFs for the core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np


def write(values: Any, path: str) -> None:
    """Write a band as floats, NaN where invalid; whole or not at all.

    Args:
        values: A band as EOReader loads it, dimensions (band, y, x).
        path: The file, replaced once the band is complete.

    Raises:
        ValueError: The band has several layers.
    """
    if values.ndim > 2 and values.shape[0] != 1:
        raise ValueError(f"it has {values.shape[0]} layers, and a band has one")
    unfinished = Path(path).with_suffix(".part.tif")
    floats = values.astype(np.float32)
    floats.rio.write_nodata(np.nan).rio.to_raster(
        unfinished,
        driver="GTiff",
        dtype="float32",
        tiled=True,
        compress="DEFLATE",
        zlevel=1,
        bigtiff="IF_SAFER",
        num_threads="ALL_CPUS",
    )
    unfinished.replace(path)
