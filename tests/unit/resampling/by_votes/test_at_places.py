# SPDX-License-Identifier: GPL-3.0-or-later
"""The class of most of a pixel that was looked up by itself, against shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from clipped import assert_has_most, classes, overlaps, tile_of

from exogenous.core.resampling.by_votes.under_pixels import mode_under
from exogenous.core.resampling.placed_coords import placed_by_corners

if TYPE_CHECKING:
    from turned_tiles import Tile

    from exogenous.core.resampling.placed_coords import PlacedCoords


def placed(tile: Tile) -> PlacedCoords:
    """Return the positions of a tile as if they were looked up."""
    at = tile.corners
    around = at[:, :-1, :-1], at[:, :-1, 1:], at[:, 1:, 1:], at[:, 1:, :-1]
    found = placed_by_corners(np.stack(around, axis=1))
    assert found is not None
    return found


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
@pytest.mark.parametrize("count", [2, 10_000])
@pytest.mark.parametrize(
    ("ratio", "degrees", "bend"),
    [
        (0.02, 4.3, 0),
        ((0.3, 0.7), 130, 0),
        (1.0, 0, 0),
        (1.0, 45, 5e-3),
        (7.3, 200, 0.1),
    ],
)
def test_the_class_of_the_largest_area_wins(
    ratio: float | tuple[float, float], degrees: float, bend: float, count: int
) -> None:
    tile = tile_of(ratio, degrees, bend)
    patches, origin = classes(tile.coords, count)
    area = overlaps(tile, origin, patches.shape)
    holed = patches.astype("float32")
    holed[np.random.default_rng(6).random(holed.shape) < 0.2] = np.nan
    for values in (patches.astype("uint16"), holed):
        found = mode_under(values, origin, placed(tile), "float32")
        assert found.dtype == values.dtype
        assert_has_most(found, values, area)


@pytest.mark.rule(3, 5, against="polygons clipped by shapely")
def test_a_pixel_may_cover_very_many_source_pixels() -> None:
    first = np.array([(20.5, 280.0), (250.0, 10.0), (290.0, 200.0), (60.0, 290.0)])
    both = first, first * 0.9
    coords = placed_by_corners(np.stack(both).T.reshape(2, 4, 1, 2))
    assert coords is not None
    columns = np.repeat([7.0, 3.0, np.nan, 5.0], [90, 60, 60, 90])
    found = mode_under(np.tile(columns, (300, 1)), (0, 0), coords, "float64")
    stripes = {7: (0, 90), 3: (90, 150), 5: (210, 300)}
    for number, corners in enumerate(both):
        areas = {
            one: shapely.area(shapely.polygons(corners) & shapely.box(a, 0, b, 300))
            for one, (a, b) in stripes.items()
        }
        assert found[0, number] == max(areas, key=lambda one: areas[one])


def test_of_equal_areas_the_class_wins_that_reaches_its_own_first() -> None:
    corners = np.array([(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)])
    coords = placed_by_corners(corners.T.reshape(2, 4, 1, 1))
    assert coords is not None
    values = np.array([[9, 9, 5, 5], [5, 5, 9, 9]], dtype="uint8").repeat(2, axis=0)
    mirrored = values[:, ::-1].copy()
    assert mode_under(values, (0, 0), coords, "float32").tolist() == [[5]]
    assert mode_under(mirrored, (0, 0), coords, "float32").tolist() == [[9]]
