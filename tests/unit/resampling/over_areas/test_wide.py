# SPDX-License-Identifier: GPL-3.0-or-later
"""Areas of single pixels and polygons, against polygons clipped by shapely."""

from __future__ import annotations

import numpy as np
import pytest
from clipped import overlaps, tile_of

from exogenous.core.resampling.over_areas import wide
from exogenous.core.resampling.over_areas.strips import strips
from exogenous.core.resampling.over_areas.wide import (
    WidePixel,
    are_wide,
    polygon_area,
    wide_pixels,
)


@pytest.mark.rule(3, against="polygons clipped by shapely")
@pytest.mark.parametrize("bend", [0, 5e-3])
@pytest.mark.parametrize("degrees", [0, 4.3, 45, 130])
@pytest.mark.parametrize("at_once", [1, 1 << 20])
def test_areas_are_those_of_polygons(
    at_once: int, degrees: float, bend: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows are worked out at a time."""
    monkeypatch.setattr(wide, "_MOST_AT_ONCE", at_once)
    tile = tile_of(6.3, degrees, bend)
    block = tile.coords.window((1, 2), from_edges=True)
    origin, shape = (block.row_off, block.col_off), (block.rows, block.cols)
    expected = overlaps(tile, origin, shape)
    for rows, footprints in strips(tile.coords, origin, np.dtype(np.float64)):
        assert not are_wide(footprints)
        for (row, col), pixel in wide_pixels(footprints):
            found = np.zeros(shape)
            for there, area in pixel.bands():
                found[there] += area
            off = np.abs(found - expected[rows.start + row, col])
            assert off.max() < 2e-6


@pytest.mark.rule(3, against="areas by hand")
@pytest.mark.parametrize("way", [1, -1])
def test_a_polygon_by_hand(way: int) -> None:
    """A triangle whose sides end on lines between pixels, either way round."""
    corners = np.array([[1.0, 3.0, 1.0], [2.0, 4.0, 4.0]])[:, ::way]
    assert polygon_area(corners) == 2
    ((there, area),) = WidePixel.of(corners).bands()
    assert there == (slice(2, 4), slice(1, 3))
    np.testing.assert_allclose(area, [[0.5, 0], [1, 0.5]])
