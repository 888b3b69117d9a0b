# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays of coordinates: read by parts, and found again by what is where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasterio.crs import CRS
from rasters import make_raster

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.antimeridian import circle_of
from exogenous.core.geometry.grid import Block
from exogenous.core.georeferencing.geolocation_arrays import NodeArrays, index_nodes
from exogenous.core.io.dataset_pool import DatasetPool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

ROWS, COLS = 130, 260


@pytest.fixture
def pool() -> Iterator[DatasetPool]:
    with raster_environment(), DatasetPool() as pool:
        yield pool


def write(
    folder: Path,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    *,
    are_lines: bool = False,
) -> NodeArrays:
    """Write arrays that say -1 where a node has no place."""
    paths = [
        str(
            make_raster(
                folder / f"{name}.tif", values, nodata_kind="declared", nodata=-1
            )
        )
        for name, values in (("x", x), ("y", y))
    ]
    return NodeArrays(
        x=(paths[0], 1), y=(paths[1], 1), rows=ROWS, cols=COLS, are_lines=are_lines
    )


@pytest.fixture
def nodes(tmp_path: Path) -> NodeArrays:
    """Nodes a tenth of a degree apart from 10 east and 50 north, and a hole."""
    y, x = np.mgrid[:ROWS, :COLS]
    lon, lat = 10 + x / 10, 50 - y / 10
    lon[3, 5] = -1
    return write(tmp_path, lon, lat)


def test_a_node_without_one_coordinate_has_no_place(
    nodes: NodeArrays, pool: DatasetPool
) -> None:
    x, y = nodes.read(Block(row_off=2, col_off=4, rows=3, cols=4), pool)
    assert np.argwhere(np.isnan(x)).tolist() == [[1, 1]]
    np.testing.assert_array_equal(np.isnan(x), np.isnan(y))
    np.testing.assert_allclose(x[0], [10.4, 10.5, 10.6, 10.7])
    np.testing.assert_allclose(y[:, 0], [49.8, 49.7, 49.6])


def test_lines_are_spread_over_the_nodes(tmp_path: Path, pool: DatasetPool) -> None:
    lon, lat = 10 + np.arange(COLS) / 10, 50 - np.arange(ROWS) / 10
    lines = write(tmp_path, lon[np.newaxis], lat[np.newaxis], are_lines=True)
    x, y = lines.read(Block(row_off=7, col_off=200, rows=2, cols=3), pool)
    np.testing.assert_allclose(x, [[30, 30.1, 30.2]] * 2)
    np.testing.assert_allclose(y, [[49.3] * 3, [49.2] * 3])


def test_what_is_around_a_place_holds_its_nodes(
    nodes: NodeArrays, pool: DatasetPool
) -> None:
    index = index_nodes(nodes, pool, circle_of(CRS.from_epsg(4326)))
    assert index is not None
    for row, col in ((0, 0), (64, 100), (129, 259), (3, 5)):
        x, y = np.array([10 + col / 10]), np.array([50 - row / 10])
        block = index.around(x, y, circle_of(CRS.from_epsg(4326)))
        assert block is not None
        assert block.row_off <= row < block.row_end
        assert block.col_off <= col < block.col_end
        assert block.pixels < 200  # of 33 800


@pytest.mark.parametrize("turns", [-1, 1])
def test_longitudes_may_be_counted_in_any_way(
    nodes: NodeArrays, pool: DatasetPool, turns: int
) -> None:
    circle = circle_of(CRS.from_epsg(4326))
    index = index_nodes(nodes, pool, circle)
    assert index is not None
    here, y = np.array([20.0, 20.3]), np.array([45.0, 45.2])
    found = index.around(here + 360 * turns, y, circle)
    assert found is not None
    assert found == index.around(here, y, circle)


@pytest.mark.parametrize(("lon", "lat"), [(5.0, 45.0), (20.0, 55.0), (190.0, 45.0)])
def test_elsewhere_there_is_nothing_around(
    nodes: NodeArrays, pool: DatasetPool, lon: float, lat: float
) -> None:
    circle = circle_of(CRS.from_epsg(4326))
    index = index_nodes(nodes, pool, circle)
    assert index is not None
    assert index.around(np.array([lon]), np.array([lat]), circle) is None


def test_knots_are_nodes_with_a_place(nodes: NodeArrays, pool: DatasetPool) -> None:
    index = index_nodes(nodes, pool, None)
    assert index is not None
    col, row, x, y = index.knots
    np.testing.assert_allclose(x, 10 + col / 10)
    np.testing.assert_allclose(y, 50 - row / 10)
    assert {(0, 0), (COLS - 1, ROWS - 1)} <= set(zip(col, row, strict=True))


def test_arrays_without_any_place_have_no_index(
    tmp_path: Path, pool: DatasetPool
) -> None:
    nowhere = np.full((ROWS, COLS), -1.0)
    assert index_nodes(write(tmp_path, nowhere, nowhere), pool, None) is None
