# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands bands over as GeoTIFFs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np


def write(values: Any, path: str) -> None:
    """Write a band as floats, NaN where there is no value; whole or not at all.

    Args:
        values: What EOReader loads, dimensions (band, y, x).
        path: Replaced once all is written.

    Raises:
        ValueError: It has several layers.
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
