# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels outside polygons: their centre decides."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from rasterio.crs import CRS
from rasters import LEFT, TOP, placed

from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.geometry.rasterize import outside

GRID = Grid(crs=CRS.from_epsg(32630), transform=placed(), rows=4, cols=4)


def area(left: float, top: float, right: float, bottom: float) -> shapely.Polygon:
    """Make a rectangle of edges in pixels from the grid's corner."""
    return shapely.box(
        LEFT + 10 * left, TOP - 10 * bottom, LEFT + 10 * right, TOP - 10 * top
    )


@pytest.mark.parametrize(
    ("edge", "inside"), [(1.0, 1), (1.4, 1), (1.6, 2), (2.0, 2), (3.51, 4)]
)
def test_a_pixel_is_inside_when_its_centre_is(edge: float, inside: int) -> None:
    found = outside(area(0, 0, edge, 4), GRID, GRID.whole)
    expected = np.ones((4, 4), dtype=bool)
    expected[:, :inside] = False
    np.testing.assert_array_equal(found, expected)


def test_a_block_is_a_part_of_the_whole() -> None:
    polygon = area(0.6, 1.2, 3.1, 2.9).difference(area(1.7, 1.7, 2.4, 2.4))
    whole = outside(polygon, GRID, GRID.whole)
    assert not whole.all()
    for block in GRID.whole.tiles(3):
        np.testing.assert_array_equal(
            outside(polygon, GRID, block), whole[block.slices_in(GRID.whole)]
        )


def test_beside_the_polygons_all_is_outside() -> None:
    block = Block(row_off=2, col_off=2, rows=2, cols=2)
    assert outside(area(0, 0, 2, 2), GRID, block).all()
