# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tiles of several grids come to, pixel by pixel."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from exogenous.core.compute.merged import merged
from exogenous.core.geometry.grid import Block
from exogenous.core.planning.plan import Merged
from exogenous.core.sources.contents import (
    UNBOUNDED,
    Angles,
    Contents,
    Coverage,
    Decibels,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAN = np.nan
BLOCK = Block(row_off=0, col_off=0, rows=1, cols=4)


def merge(
    parts: list[list[float]], contents: Contents = UNBOUNDED, *, is_mean: bool = False
) -> list[float]:
    arrays: Any = [np.array([part]) for part in parts]
    method = Merged(
        parts=tuple(range(len(parts))),  # type: ignore[arg-type]  # stand for plans
        boxes=(None,) * len(parts),
        is_mean=is_mean,
    )
    layer: Any = SimpleNamespace(
        source=SimpleNamespace(contents=contents), dtype="float64"
    )

    def read(part: Any, _block: Block) -> NDArray[Any]:
        values: NDArray[Any] = arrays[part]
        return values

    return [float(one) for one in merged(method, layer, BLOCK, read)[0]]


def test_the_first_with_a_value_gives_it() -> None:
    found = merge([[1, NAN, NAN, NAN], [5, 6, NAN, 8], [9, 9, 9, 9]])
    assert found == [1, 6, 9, 8]


def test_the_mean_is_of_those_that_have_a_value() -> None:
    found = merge([[1, NAN, 3, NAN], [5, 6, NAN, NAN]], is_mean=True)
    np.testing.assert_array_equal(found, [3, 6, 3, NAN])


def test_the_mean_of_decibels_is_that_of_their_power() -> None:
    found = merge([[0, 10, NAN, 3], [10, 10, 7, 3]], Decibels(), is_mean=True)
    np.testing.assert_allclose(found, [10 * np.log10(5.5), 10, 7, 3])


def test_the_mean_of_angles_goes_round_the_circle() -> None:
    found = merge(
        [[350, 90, NAN, 0], [10, 180, 7, 180]], Angles(turn=360), is_mean=True
    )
    np.testing.assert_allclose(found, [0, 135, 7, NAN], atol=1e-9)


def test_shares_add_up_to_the_whole_pixel() -> None:
    found = merge([[0.25, 0.75, 0, 1], [0.5, 0.75, 0, 1]], Coverage())
    assert found == [0.75, 1, 0, 1]


def test_a_part_is_read_within_its_box_alone() -> None:
    read_blocks = []
    box = Block(row_off=0, col_off=2, rows=1, cols=9)
    method = Merged(
        parts=(0, 1), boxes=(box, Block(row_off=5, col_off=0, rows=1, cols=1))
    )  # type: ignore[arg-type]
    layer: Any = SimpleNamespace(source=None, dtype="float32")

    def read(_part: Any, block: Block) -> NDArray[Any]:
        read_blocks.append(block)
        return np.ones((block.rows, block.cols))

    found = merged(method, layer, BLOCK, read)
    np.testing.assert_array_equal(found[0], [NAN, NAN, 1, 1])
    assert read_blocks == [Block(row_off=0, col_off=2, rows=1, cols=2)]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_values_have_the_layers_type(dtype: str) -> None:
    method = Merged(parts=(), boxes=())
    layer: Any = SimpleNamespace(source=None, dtype=dtype)
    assert merged(method, layer, BLOCK, lambda *_: np.ones(1)).dtype == dtype
