# SPDX-License-Identifier: GPL-3.0-or-later
"""Extremes of what quadrilaterals cover, against polygons clipped by shapely."""

from __future__ import annotations

import numpy as np
import pytest
from clipped import overlaps, tile_of
from straight_coords import straight

from exogenous.core.resampling.over_areas import extremes
from exogenous.core.resampling.over_areas.overlap import SLIVER_PX2


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize("holes", [0, 0.3])
@pytest.mark.parametrize("degrees", [0, 4.3, 130])
@pytest.mark.parametrize("ratio", [0.02, 0.32, (0.4, 3.0), 1.0, 9.7])
def test_extremes_are_of_what_is_covered(
    ratio: float | tuple[float, float], degrees: float, holes: float
) -> None:
    tile = tile_of(ratio, degrees)
    block = tile.coords.window((1, 2), from_edges=True)
    origin = block.row_off, block.col_off
    rng = np.random.default_rng(5)
    values = rng.normal(size=(block.rows, block.cols)).astype("float32")
    values[rng.random(values.shape) < holes] = np.nan
    area = overlaps(tile, origin, values.shape)
    sliver = SLIVER_PX2 * np.minimum(area.sum(axis=(2, 3)), 1)[..., None, None]
    counts = (area > sliver) & np.isfinite(values)
    clear = (np.abs(area - sliver) > sliver / 100).all(axis=(2, 3))
    for kernel, among, nothing in (
        (extremes.least, np.min, np.inf),
        (extremes.greatest, np.max, -np.inf),
    ):
        found = kernel(values, origin, tile.coords, "float32")
        truth = among(np.where(counts, values, nothing), axis=(2, 3))
        truth[np.isinf(truth)] = np.nan
        np.testing.assert_array_equal(found[clear], truth[clear])


@pytest.mark.rule(5, against="values by hand")
@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32"])
def test_values_may_come_in_any_type(dtype: str) -> None:
    values = np.arange(25).reshape(5, 5).astype(dtype)
    coords = straight((1, 2), (1, 1), (2, 1.5))
    least = extremes.least(values, (0, 0), coords, "float32")
    greatest = extremes.greatest(values, (0, 0), coords, "float32")
    np.testing.assert_array_equal(least, [[6, 7]])
    np.testing.assert_array_equal(greatest, [[12, 13]])
    assert least.dtype == np.float32


@pytest.mark.rule(5, against="values by hand")
@pytest.mark.parametrize("invalid", [np.nan, np.inf, -np.inf])
def test_what_is_invalid_is_no_extreme(invalid: float) -> None:
    values = np.array([[invalid, invalid, 3, 4]] * 2)
    coords = straight((1, 2), (0, 0), (2, 2))
    for kernel, expected in ((extremes.least, 3), (extremes.greatest, 4)):
        found = kernel(values, (0, 0), coords, "float64")
        np.testing.assert_array_equal(found, [[np.nan, expected]])
