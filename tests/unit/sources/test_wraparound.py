# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns beyond the edges of a source: its own again, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from affine import Affine
from rasters import make_raster

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.sources.source import open_source
from exogenous.core.sources.wraparound import read_round

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: 3 rows and 8 columns of 45 degrees, and a ninth that is the first again.
VALUES = np.arange(27.0, dtype="float32").reshape(3, 9)


def read(
    folder: Path, block: Block, cols_round: int | None, *, as_stored: bool = False
) -> NDArray[np.float32]:
    path = make_raster(
        folder / "a.tif",
        VALUES,
        crs="EPSG:4326",
        transform=Affine(45, 0, -180, 0, -45, 60),
    )
    with raster_environment(), DatasetPool() as pool:
        source = open_source(str(path), 1, label="a")
        return read_round(source, block, cols_round, pool, as_stored=as_stored)


@pytest.mark.parametrize(
    ("col_off", "cols", "expected"),
    [
        (0, 9, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        (-2, 4, [6, 7, 0, 1]),
        (6, 5, [6, 7, 0, 1, 2]),
        (-17, 3, [7, 0, 1]),
        (7, 10, [7, 0, 1, 2, 3, 4, 5, 6, 7, 0]),
        (800, 2, [0, 1]),
    ],
)
def test_a_source_that_goes_round_begins_anew(
    tmp_path: Path, col_off: int, cols: int, expected: list[int]
) -> None:
    block = Block(row_off=1, col_off=col_off, rows=2, cols=cols)
    found = read(tmp_path, block, 8)
    np.testing.assert_array_equal(found, VALUES[1:, expected])


@pytest.mark.parametrize("cols_round", [None, 8])
def test_rows_beyond_the_edges_are_nothing(
    tmp_path: Path, cols_round: int | None
) -> None:
    block = Block(row_off=-1, col_off=2, rows=5, cols=3)
    found = read(tmp_path, block, cols_round)
    expected = np.full((5, 3), np.nan)
    expected[1:4] = VALUES[:, 2:5]
    np.testing.assert_array_equal(found, expected)


def test_a_source_with_edges_has_no_columns_beyond_them(tmp_path: Path) -> None:
    block = Block(row_off=0, col_off=7, rows=3, cols=4)
    found = read(tmp_path, block, None)
    expected = np.full((3, 4), np.nan)
    expected[:, :2] = VALUES[:, 7:]
    np.testing.assert_array_equal(found, expected)


def test_a_block_off_all_rows_is_a_mistake_of_ours(tmp_path: Path) -> None:
    block = Block(row_off=3, col_off=0, rows=2, cols=2)
    with pytest.raises(ValueError, match="no row of the source"):
        read(tmp_path, block, 8)
