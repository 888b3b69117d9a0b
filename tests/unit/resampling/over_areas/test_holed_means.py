# SPDX-License-Identifier: GPL-3.0-or-later
"""Means where invalid pixels are scattered, against polygons clipped by shapely."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from clipped import overlaps, tile_of

from exogenous.core.resampling.over_areas import means, valid_means
from exogenous.core.resampling.over_areas.holed_means import HoledMeans


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize("degrees", [0, 4.3, 130])
@pytest.mark.parametrize("ratio", [1.3, (1.4, 14.0), 9.7])
@pytest.mark.parametrize("level", [0, 20_000])
@pytest.mark.parametrize("share", [0.1, 0.9])
def test_scattered_holes_have_no_part_in_it(
    share: float, level: float, ratio: float, degrees: float
) -> None:
    tile = tile_of(ratio, degrees)
    block = tile.coords.window((1, 2), from_edges=True)
    origin = block.row_off, block.col_off
    rng = np.random.default_rng(8)
    values = rng.random((block.rows, block.cols)).astype("float32") * 2000 + level
    values[rng.random(values.shape) < share] = np.nan
    area = overlaps(tile, origin, values.shape) * np.isfinite(values)
    area[area < 1e-6] = 0
    weight, numbers = area.sum(axis=(2, 3)), np.nan_to_num(values).astype(float)
    total = np.where(weight > 0, (area * numbers).sum(axis=(2, 3)), np.nan)
    given = values, origin, tile.coords, "float32"
    with patch.object(valid_means, "HoledMeans", wraps=HoledMeans) as used:
        sums, averages = means.total(*given), means.average(*given)
    assert used.called
    with np.errstate(invalid="ignore"):
        mean = total / weight
    steps = 8 * 2.0**-23 * (2000 + level)
    np.testing.assert_array_equal(np.isnan(averages), np.isnan(mean))
    assert np.nanmax(np.abs(averages - mean)) < 2e-3 + steps
    assert np.nanmax(np.abs(sums - total) / (weight + 1e-3)) < 4e-3 + 4 * steps
