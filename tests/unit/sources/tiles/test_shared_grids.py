# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tiles lie on one grid, and where that begins."""

from __future__ import annotations

import pytest

from exogenous.core.sources.tiles.shared_grids import Placed, shared_grids


def tile(
    left: float, top: float, *, size: float = 10.0, crs: str = "a", turn: float = 0.0
) -> Placed:
    return Placed(
        crs=crs, transform=(size, turn, left, turn, -size, top), rows=100, cols=50
    )


def test_tiles_of_whole_offsets_share_a_grid() -> None:
    tiles = [tile(500, 2000), tile(0, 2000), tile(500, 3000), tile(3000, 0)]
    (found,) = shared_grids(tiles)
    assert found.members.tolist() == [0, 1, 2, 3]
    assert (found.transform.c, found.transform.f) == (0.0, 3000.0)
    assert (found.rows, found.cols) == (400, 350)
    assert found.places.tolist() == [
        [100, 50, 200, 100],
        [100, 0, 200, 50],
        [0, 50, 100, 100],
        [300, 300, 400, 350],
    ]


@pytest.mark.parametrize(
    "other",
    [
        tile(505, 2000),
        tile(500, 2000.01),
        tile(500, 2000, size=10.001),
        tile(500, 2000, crs="b"),
        tile(500, 2000, turn=0.01),
        tile(500, 2000, size=-10.0),
    ],
)
def test_other_tiles_have_a_grid_of_their_own(other: Placed) -> None:
    found = list(shared_grids([tile(0, 2000), other, tile(500, 0)]))
    assert [one.members.tolist() for one in found] == [[0, 2], [1]]


def test_digits_that_a_header_lacks_do_not_part_tiles() -> None:
    size = 1 / 3600
    tiles = [
        Placed(
            crs="a",
            transform=(round(size, 15), 0, n - 1e-9, 0, -size, 50 + 1e-9),
            rows=3600,
            cols=3600,
        )
        for n in range(40)
    ]
    (found,) = shared_grids(tiles)
    assert found.cols == 40 * 3600


def test_ten_thousand_tiles_are_put_together_at_once() -> None:
    tiles = [tile(500 * (n % 100), 1000 * (n // 100)) for n in range(10_000)]
    (found,) = shared_grids(tiles)
    assert (found.rows, found.cols) == (10_000, 5_000)
