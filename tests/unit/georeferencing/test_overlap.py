# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a target and a source meet, and where it starts in it."""

from __future__ import annotations

import pytest
from affine import Affine
from rasterio.crs import CRS

from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.georeferencing.overlap import target_views, whole_offset

UTM = CRS.from_epsg(32630)


def grid(
    pixel: float | tuple[float, float],
    rows: int,
    cols: int,
    left: float = 500_000,
    top: float = 5_000_000,
    crs: CRS = UTM,
) -> Grid:
    x, y = pixel if isinstance(pixel, tuple) else (pixel, pixel)
    return Grid(crs=crs, transform=Affine(x, 0, left, 0, -y, top), rows=rows, cols=cols)


SRC = grid(10, 400, 400)


@pytest.mark.parametrize(
    ("left", "top", "offset"),
    [
        (500_000, 5_000_000, (0, 0)),
        (500_070, 4_999_970, (3, 7)),
        (499_980, 5_000_010, (-1, -2)),
        (500_005, 5_000_000, None),
        (500_000, 5_000_001, None),
    ],
)
def test_a_target_starts_at_a_whole_pixel_or_nowhere(
    left: float, top: float, offset: tuple[int, int] | None
) -> None:
    assert whole_offset(SRC, grid(10, 9, 9, left, top)) == offset


def test_other_pixels_start_nowhere() -> None:
    assert whole_offset(SRC, grid(20, 9, 9)) is None
    assert whole_offset(SRC, grid(10, 9, 9, crs=CRS.from_epsg(32631))) is None
    # A thousandth of a pixel more each is a pixel off in the end.
    assert whole_offset(SRC, grid(10.01, 1000, 1000)) is None


def test_a_part_of_a_target_may_meet_nothing() -> None:
    dst = grid(10, 400, 800)
    west = Block(row_off=0, col_off=0, rows=400, cols=400)
    east = Block(row_off=0, col_off=400, rows=400, cols=400)
    assert target_views(SRC, dst, dst.whole).is_met
    assert target_views(SRC, dst, west).is_met
    assert not target_views(SRC, dst, east).is_met
