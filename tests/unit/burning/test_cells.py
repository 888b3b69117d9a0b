# SPDX-License-Identifier: GPL-3.0-or-later
"""What polygons, lines and points have of pixels, against shapely's clipping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from exogenous.core.burning.cells import (
    centre_cells,
    line_cells,
    point_cells,
    polygon_cells,
)
from exogenous.core.burning.edges import Edges, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from exogenous.core.burning.cells import Cells

ROWS, COLS = 7, 9

POLYGONS = {
    "a pixel": shapely.box(2, 3, 3, 4),
    "a quarter of four": shapely.box(2.5, 3.5, 3.5, 4.5),
    "all": shapely.box(-5, -5, 50, 50),
    "off to the left": shapely.box(-5, 1, -1, 3),
    "off to the right": shapely.box(10, 1, 12, 3),
    "over the left edge": shapely.Polygon([(-3, 1), (4, 2.5), (-2, 6.2)]),
    "over every edge": shapely.Point(4.3, 3.6).buffer(5.1),
    "a circle": shapely.Point(4.3, 3.6).buffer(2.2),
    "a hole": shapely.box(1, 1, 8, 6).difference(shapely.Point(4, 3).buffer(1.5)),
    "a ring round the tile": shapely.box(-9, -9, 20, 20).difference(
        shapely.box(-1, -1, 11, 11)
    ),
    "a sliver": shapely.Polygon([(0, 0), (9, 7), (9, 7.0001)]),
    "two parts": shapely.MultiPolygon(
        [shapely.box(0.2, 0.2, 1.1, 1.4), shapely.box(5.5, 2, 6.25, 9)]
    ),
    "edges on pixels' corners": shapely.Polygon([(1, 1), (4, 4), (1, 4)]),
}


def edges_of(geometry: shapely.Geometry, owner: int = 0) -> Edges:
    """Return a geometry's edges, shells one way round and holes the other."""
    ends = []
    for part in shapely.get_parts(geometry):
        is_area = isinstance(part, shapely.Polygon)
        rings = [part.exterior, *part.interiors] if is_area else [part]
        for number, ring in enumerate(rings):
            xy = shapely.get_coordinates(ring)
            if is_area and shapely.is_ccw(ring) == bool(number):
                xy = xy[::-1]
            ends.append(np.hstack([xy[:-1], xy[1:]]))
    # Counter-clockwise with y down is where -∮ x dy is negative.
    x0, y0, x1, y1 = np.vstack(ends).T
    return Edges(
        x0=x1, y0=y1, x1=x0, y1=y0, owner=np.full(x0.size, owner, dtype=np.int64)
    )


def dense(cells: Cells, owner: int = 0) -> NDArray[np.float64]:
    own = cells.owner == owner
    found = np.zeros(ROWS * COLS)
    np.add.at(found, cells.pixel[own], cells.amount[own])
    assert np.unique(cells.pixel[own]).size == own.sum()
    return found.reshape(ROWS, COLS)


def pixels() -> NDArray[np.object_]:
    row, col = np.mgrid[:ROWS, :COLS]
    return shapely.box(col, row, col + 1, row + 1)


@pytest.mark.parametrize("name", POLYGONS)
def test_areas_are_those_of_clipped_polygons(name: str) -> None:
    found = dense(polygon_cells(edges_of(POLYGONS[name]), ROWS, COLS))
    clipped = shapely.area(shapely.intersection(POLYGONS[name], pixels()))
    np.testing.assert_allclose(found, clipped, atol=2e-9)


@pytest.mark.parametrize("name", POLYGONS)
def test_centres_are_those_that_polygons_contain(name: str) -> None:
    found = dense(centre_cells(edges_of(POLYGONS[name]), ROWS, COLS))
    row, col = np.mgrid[:ROWS, :COLS] + 0.5
    near = shapely.distance(shapely.boundary(POLYGONS[name]), shapely.points(col, row))
    inside = shapely.contains_xy(POLYGONS[name], col, row)
    np.testing.assert_array_equal(found[near > 1e-9], inside[near > 1e-9])


def test_a_centre_on_an_edge_is_inside_on_the_left_and_at_the_top() -> None:
    square = shapely.box(1.5, 1.5, 3.5, 3.5)
    found = dense(centre_cells(edges_of(square), ROWS, COLS))
    assert np.argwhere(found).tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]


def test_random_stars_of_several_owners() -> None:
    rng = np.random.default_rng(5)
    stars = []
    for _ in range(40):
        angle = np.sort(rng.uniform(0, 2 * np.pi, 12))
        radius = rng.uniform(0.1, 6, 12)
        x, y = rng.uniform(-2, 11, 2)
        star = shapely.Polygon(
            np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)])
        )
        stars.append(shapely.make_valid(star))
    several = [edges_of(star, n) for n, star in enumerate(stars)]
    cells = polygon_cells(joined(several), ROWS, COLS)
    for number, star in enumerate(stars):
        clipped = shapely.area(shapely.intersection(star, pixels()))
        np.testing.assert_allclose(dense(cells, number), clipped, atol=2e-9)


@pytest.mark.parametrize(
    "line",
    [
        shapely.LineString([(0.5, 0.5), (8.5, 6.5)]),
        shapely.LineString([(-3, 2.2), (12, 2.7), (3, 9)]),
        shapely.LineString([(1.5, 1.5), (1.5, 5.5)]),
        shapely.LineString([(20, 20), (30, 30)]),
    ],
)
def test_lengths_are_those_of_clipped_lines(line: shapely.LineString) -> None:
    found = dense(line_cells(edges_of(line), ROWS, COLS))
    clipped = shapely.length(shapely.intersection(line, pixels()))
    np.testing.assert_allclose(found, clipped, atol=1e-9)


def test_points_are_counted_where_they_lie() -> None:
    x = np.array([0.0, 0.99, 1.0, 8.5, 9.0, -0.1])
    y = np.array([0.0, 0.99, 0.5, 6.5, 3.0, 3.0])
    cells = point_cells(x, y, np.zeros(6, dtype=np.int64), ROWS, COLS)
    assert dict(zip(cells.pixel.tolist(), cells.amount, strict=True)) == {
        0: 2,
        1: 1,
        ROWS * COLS - 1: 1,
    }


def test_nothing_has_nothing() -> None:
    nothing = edges_of(shapely.box(50, 50, 60, 60))
    for count in (polygon_cells, line_cells, centre_cells):
        assert not count(nothing, ROWS, COLS).pixel.size
