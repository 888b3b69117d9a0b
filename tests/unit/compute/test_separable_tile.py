# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles along the axes, by closed forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import LEFT, TOP, make_raster, placed

from exogenous.core.compute.separable_tile import separable_tile
from exogenous.core.compute.tile_context import TileContext
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import Scaled
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.resampling.limits import Limit

    Tile = Callable[..., NDArray[np.float32] | Limit]

SIDE = 80

#: One pixel in the middle has no value.
HOLE = (40, 40)


@dataclass(frozen=True)
class Part:
    """A tile of 8 x 8 pixels of a target of 5 m over a source of 10 m."""

    row: int
    col: int

    @property
    def block(self) -> Block:
        return Block(row_off=self.row, col_off=self.col, rows=8, cols=8)

    def plane(self) -> NDArray[np.float64]:
        """Return the source's plane at the centres of the tile's pixels."""
        rows, cols = np.mgrid[self.row : self.row + 8, self.col : self.col + 8]
        return 3 * (rows + 0.5) / 2 - 2 * (cols + 0.5) / 2


INSIDE, AT_EDGE, AT_CORNER = Part(16, 24), Part(0, 24), Part(0, 0)
AT_HOLE, BESIDE = Part(76, 76), Part(0, 320)


@pytest.fixture
def tile(tmp_path: Path) -> Tile:
    """Computes a tile of a plane that has a hole."""
    rows, cols = np.mgrid[:SIDE, :SIDE] + 0.5
    values = (3 * rows - 2 * cols).astype("float32")
    values[HOLE] = np.nan
    path = str(make_raster(tmp_path / "plane.tif", values, nodata_kind="nan"))
    place = placed(left=LEFT, top=TOP, pixel=5)
    grid = Grid(crs=CRS.from_epsg(32630), transform=place, rows=360, cols=360)

    def compute(part: Part, kernel: str) -> NDArray[np.float32] | Limit:
        with raster_environment(), DatasetPool() as pool:
            source = open_source(path, 1, label="plane")
            target = Target(grid=grid, window=grid.whole)
            layer = plan_layer("plane", source, Resampling[kernel], target, {})
            assert isinstance(layer.method, Scaled)
            return separable_tile(
                TileContext(
                    method=layer.method, dst_grid=grid, tile=part.block, pool=pool
                )
            )

    return compute


@pytest.mark.parametrize("kernel", ["bilinear", "cubic"])
def test_planes_stay_planes(tile: Tile, kernel: str) -> None:
    np.testing.assert_allclose(tile(INSIDE, kernel), INSIDE.plane(), atol=1e-4)


def weights(kernel: str, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kernels in their textbook form."""
    a = np.abs(x)
    if kernel == "bilinear":
        return np.where(a < 1, 1 - a, 0)
    if kernel == "cubic":
        outer = -0.5 * a**3 + 2.5 * a**2 - 4 * a + 2
        return np.where(a < 1, 1.5 * a**3 - 2.5 * a**2 + 1, np.where(a < 2, outer, 0))
    if kernel == "cubic_spline":
        inner = 2 / 3 - a**2 + a**3 / 2
        return np.where(a < 1, inner, np.where(a < 2, (2 - a) ** 3 / 6, 0))
    return np.where(a < 3, np.sinc(x) * np.sinc(x / 3), 0)


def expected(part: Part, kernel: str) -> NDArray[np.float64]:
    """Weigh what is valid of the plane around each centre, pixel by pixel."""
    rows, cols = np.mgrid[:SIDE, :SIDE] + 0.5
    values, valid = 3 * rows - 2 * cols, np.ones((SIDE, SIDE), dtype=bool)
    valid[HOLE] = False
    far = np.arange(-10, SIDE + 10) + 0.5
    out = np.full((8, 8), np.nan)
    for row, col in np.ndindex(8, 8):
        y, x = (part.row + row + 0.5) / 2, (part.col + col + 0.5) / 2
        if not (y < SIDE and x < SIDE and valid[int(y), int(x)]):
            continue

        def around(name: str, y: float = y, x: float = x) -> NDArray[np.float64]:
            return np.outer(weights(name, far - y), weights(name, far - x))

        weight, there = around(kernel), np.pad(valid, 10)
        has_negative = kernel in {"cubic", "lanczos"}
        if has_negative and weight[there].sum() < weight.sum() / 2:
            weight = around("bilinear")
        numbers = np.pad(values, 10)
        out[row, col] = (weight * numbers)[there].sum() / weight[there].sum()
    return out


@pytest.mark.rule(3, 5, against="a sum over all pixels in float64")
@pytest.mark.parametrize("part", [AT_EDGE, AT_CORNER, AT_HOLE, BESIDE])
@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "cubic_spline", "lanczos"])
def test_kernels_go_on_beside_holes_and_edges(
    tile: Tile, part: Part, kernel: str
) -> None:
    np.testing.assert_allclose(tile(part, kernel), expected(part, kernel), atol=1e-4)


@pytest.mark.rule(5, against="what is covered of valid pixels")
def test_an_average_has_a_value_wherever_a_valid_pixel_is_covered(tile: Tile) -> None:
    found = tile(AT_HOLE, "average")
    assert isinstance(found, np.ndarray)
    assert np.isnan(found).sum() == 4


@pytest.mark.parametrize(
    ("part", "kernel"), [(AT_EDGE, "bilinear"), (AT_EDGE, "nearest")]
)
def test_kernels_that_only_lose_weight_at_an_edge_go_on(
    tile: Tile, part: Part, kernel: str
) -> None:
    found = tile(part, kernel)
    assert isinstance(found, np.ndarray)
    assert np.isfinite(found).all()


@pytest.mark.parametrize("kernel", ["nearest", "max"])
def test_a_hole_stays_a_hole_where_one_pixel_is_picked(tile: Tile, kernel: str) -> None:
    found = tile(AT_HOLE, kernel)
    assert isinstance(found, np.ndarray)
    # The hole is pixel 40, 40: target pixels 80 and 81 each way, 4 and 5 of the tile.
    expected = np.zeros((8, 8), dtype=bool)
    expected[4:6, 4:6] = True
    np.testing.assert_array_equal(np.isnan(found), expected)
