# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the arrays of systems that write no file, for the oracle to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np


def save(number: int, layer: Any) -> None:
    """Save a layer in the current folder.

    Args:
        number: Its place among the job's layers.
        layer: An xarray DataArray with dimensions ending in (y, x), pixel centres as
            coordinates.
    """
    x, y = layer["x"].values, layer["y"].values
    width, height = float(x[1] - x[0]), float(y[0] - y[1])
    np.savez(
        Path(f"layer_{number}.npz"),
        values=np.squeeze(layer.values),
        place=np.array([x[0] - width / 2, y[0] + height / 2, width, height]),
    )
