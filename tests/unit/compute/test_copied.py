# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks whose source has the very pixels of the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasters import make_raster

from exogenous.core.compute.copied import copied
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.plan import Copied
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

VALUES = np.arange(20.0, dtype="float32").reshape(4, 5)
VALUES[1, 1] = np.nan


@pytest.mark.parametrize(
    "block",
    [
        Block(row_off=0, col_off=0, rows=4, cols=5),
        Block(row_off=2, col_off=1, rows=2, cols=2),
        Block(row_off=3, col_off=4, rows=9, cols=9),
    ],
)
@pytest.mark.parametrize("offset", [(0, 0), (2, 1), (-1, -3), (50, 0)])
@pytest.mark.parametrize("cols_round", [None, 5])
def test_a_block_has_the_sources_pixels_and_nothing_beside(
    tmp_path: Path, block: Block, offset: tuple[int, int], cols_round: int | None
) -> None:
    with raster_environment(), DatasetPool() as pool:
        path = str(make_raster(tmp_path / "a.tif", VALUES))
        source = open_source(path, 1, label="a")
        method = Copied(source=source, src_offset=offset, cols_round=cols_round)
        found = copied(method, block, pool)
    expected = np.full((block.rows, block.cols), np.nan)
    for row, col in np.ndindex(expected.shape):
        src_row = row + block.row_off + offset[0]
        src_col = col + block.col_off + offset[1]
        if cols_round is not None:
            src_col %= cols_round
        if 0 <= src_row < 4 and 0 <= src_col < 5:
            expected[row, col] = VALUES[src_row, src_col]
    np.testing.assert_array_equal(found, expected)
