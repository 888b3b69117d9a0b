# SPDX-License-Identifier: GPL-3.0-or-later
"""Picking one of the values of each pixel, against counting one by one."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.enums import Resampling

from exogenous.core.resampling.kernels import KERNELS as RECORDS

KERNELS = ["min", "max"]


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "float64"])
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 9])
def test_what_is_picked(count: int, kernel: str, dtype: str) -> None:
    random = np.random.default_rng(count)
    parts = list(random.integers(0, 4, (count, 30, 40)).astype(dtype))
    if dtype.startswith("float"):
        for part in parts:
            part[random.random(part.shape) < 0.3] = np.nan
    choose = {"min": np.fmin.reduce, "max": np.fmax.reduce}
    before = [part.copy() for part in parts]
    expected = np.apply_along_axis(choose[kernel], 0, np.stack(parts))
    pick = RECORDS[Resampling[kernel]].pick
    assert pick is not None
    found = pick(parts)
    assert found.dtype == dtype
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(parts, before)
