# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pixels flags make invalid, at the flags' resolution and at others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasterio.io import MemoryFile
from safe_builder import SafeBuilder, counts

from exogenous.core.errors import SourceUnreadable
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.build import make_plan
from exogenous.core.products import Cleaning, open_product
from exogenous.core.request.request import Request
from exogenous.core.sources.masks import RasterMask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

Read = Any


@st.composite
def cases(draw: st.DrawFn) -> tuple[NDArray[np.uint8], tuple[int, int], Block]:
    """Draw flags, the shape of a band over the same extent, and a block of it."""
    sides = st.integers(1, 23)
    flags = np.random.default_rng(draw(st.integers(0, 99))).random(
        (draw(sides), draw(sides))
    )
    rows, cols = draw(sides), draw(sides)
    top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, cols - 1))
    block = Block(
        row_off=top,
        col_off=left,
        rows=draw(st.integers(1, rows - top)),
        cols=draw(st.integers(1, cols - left)),
    )
    return (flags < 0.2).astype("u1"), (rows, cols), block


def validity(
    flags: NDArray[np.uint8], shape: tuple[int, int], block: Block, **choices: bool
) -> NDArray[np.bool_]:
    grid = Grid(
        crs=CRS.from_epsg(32632),
        transform=Affine.identity(),
        rows=shape[0],
        cols=shape[1],
    )
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint8"}
    place = Affine(10, 0, 0, 0, -10, 0)
    with MemoryFile() as memory:
        with memory.open(
            **profile, height=flags.shape[0], width=flags.shape[1], transform=place
        ) as dst:
            dst.write(flags, 1)
        with DatasetPool() as pool:
            return RasterMask(path=memory.name, **choices).valid(grid, block, pool)


def pixels(block: Block) -> Iterator[tuple[int, int]]:
    for row in range(block.rows):
        for col in range(block.cols):
            yield row, col


@settings(max_examples=150, deadline=None)
@given(cases())
def test_any_flag_that_a_pixel_touches_counts(
    case: tuple[NDArray[np.uint8], tuple[int, int], Block],
) -> None:
    flags, shape, block = case
    fy, fx = flags.shape[0] / shape[0], flags.shape[1] / shape[1]
    got = validity(flags, shape, block, counts_wherever=True)
    for row, col in pixels(block):
        y, x = row + block.row_off, col + block.col_off
        inside = flags[
            math.floor(y * fy + 1e-9) : math.ceil((y + 1) * fy - 1e-9),
            math.floor(x * fx + 1e-9) : math.ceil((x + 1) * fx - 1e-9),
        ]
        assert got[row, col] == (not inside.any())


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_flag_at_a_pixels_centre_decides(
    case: tuple[NDArray[np.uint8], tuple[int, int], Block],
) -> None:
    flags, shape, block = case
    fy, fx = flags.shape[0] / shape[0], flags.shape[1] / shape[1]
    got = validity(flags, shape, block, valid_where_zero=False)
    for row, col in pixels(block):
        y = math.floor((row + block.row_off + 0.5) * fy + 1e-9)
        x = math.floor((col + block.col_off + 0.5) * fx + 1e-9)
        assert got[row, col] == bool(flags[y, x])


def test_a_coarse_file_is_invalid_where_any_finer_flag_says_so(
    tmp_path: Path, values: Read
) -> None:
    flags = np.zeros((8, 24, 24), dtype="u1")
    flags[7, 6, 8] = 1  # saturated: the upper left of four 10 m pixels
    builder = SafeBuilder(
        images={("04", size): counts(size) for size in (10, 20, 60)},
        masks={
            ("DETFOO", "04"): np.ones((24, 24), dtype="u1"),
            ("QUALIT", "04"): flags,
        },
    )
    path = str(builder.write(tmp_path))
    product = open_product(path, cleaning=Cleaning.CLEAN)
    for size in (10, 20, 60):
        invalid = np.argwhere(np.isnan(values(product, "RED", size)))
        assert invalid.tolist() == [[60 // size, 80 // size]]


def test_footprints_of_coarse_files_are_not_averages(
    tmp_path: Path, values: Read
) -> None:
    seen = np.zeros((24, 24), dtype="u1")
    seen[:, :11] = 12  # a detector's number; its edge is within a 20 m pixel
    builder = SafeBuilder(
        images={("04", 20): counts(20)}, masks={("DETFOO", "04"): seen}
    )
    got = np.isnan(values(open_product(str(builder.write(tmp_path))), "RED", 20))
    np.testing.assert_array_equal(got[0], np.arange(12) >= 5)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (np.zeros((3, 24, 24), dtype="u1"), "has 3 bands of flags, and 8 are needed"),
        (b"not an image", "cannot be read"),
    ],
)
def test_flags_that_cannot_be_read_are_found_when_planning(
    tmp_path: Path, damage: Any, said: str
) -> None:
    broken = isinstance(damage, bytes)
    builder = SafeBuilder(
        images={("04", 10): counts(10)},
        masks={("QUALIT", "04"): np.zeros((8, 24, 24), "u1") if broken else damage},
    )
    safe = builder.write(tmp_path)
    if broken:
        next(safe.rglob("MSK_QUALIT_B04.jp2")).write_bytes(damage)
    product = str(safe)
    assert len(make_plan(Request(product=product)).layers) == 1
    with pytest.raises(SourceUnreadable, match=f"'RED': .*MSK_QUALIT_B04.*{said}"):
        make_plan(Request(product=product, cleaning=Cleaning.CLEAN))
