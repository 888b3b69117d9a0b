# SPDX-License-Identifier: GPL-3.0-or-later
"""The election of a class, against adding up areas one by one."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.resampling.by_votes.one_large import elected_of_one
from exogenous.core.resampling.by_votes.votes import TIE, elected, leaders


def one_by_one(keys: np.ndarray, areas: np.ndarray) -> int:
    """Add up areas, and return the class that first reaches the largest."""
    votes: dict[int, float] = {}
    for key, area in zip(keys, areas, strict=True):
        votes[key] = votes.get(key, 0) + area
    most, reached = max(votes.values()), dict.fromkeys(votes, 0.0)
    for key, area in zip(keys, areas, strict=True):
        reached[key] += area
        if reached[key] >= most - TIE * areas.sum():
            return int(key)
    raise AssertionError


def drawn(around: int, classes: int, *, tied: bool) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng((around, classes, tied))
    keys = random.integers(0, classes, (around, 300)).astype("uint8")
    areas = random.random(keys.shape)
    return keys, np.round(4 * areas) / 4 if tied else areas


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("around", [1, 4, 9, 25, 100])
@pytest.mark.parametrize("classes", [2, 3, 40])
def test_the_largest_area_wins(around: int, classes: int, *, tied: bool) -> None:
    keys, areas = drawn(around, classes, tied=tied)
    areas[0] += 0.25
    expected = [one_by_one(*each) for each in zip(keys.T, areas.T, strict=True)]
    assert elected(keys, areas).tolist() == expected
    alone = zip(keys.T, areas.T, strict=True)
    assert [elected_of_one(*each, 255) for each in alone] == expected


@pytest.mark.parametrize("rounding", [0, 1e-9, -1e-9])
def test_of_equal_areas_the_one_that_is_complete_first_wins(rounding: float) -> None:
    keys = np.array([[7, 7, 3, 9], [3, 3, 7, 7], [3, 7, 7, 3], [7, 3, 3, 3]])
    areas = np.ones(keys.shape)
    areas[0] += rounding
    assert elected(keys, areas)[:3].tolist() == [3, 7, 7]


def test_what_nothing_is_covered_of_has_nothing() -> None:
    assert elected_of_one(np.array([4, 5]), np.zeros(2), 99) == 99


@pytest.mark.parametrize(
    ("around", "classes"), [(4, 2), (4, 40), (9, 2), (9, 3), (60, 2)]
)
def test_a_leader_is_certain_whatever_is_unknown(around: int, classes: int) -> None:
    keys, areas = drawn(around, classes, tied=False)
    slack = 0.3
    off = np.random.default_rng(1).random(keys.shape) - 0.5
    off *= slack / np.abs(off).sum(axis=0)
    found = leaders(keys, areas.astype("float32"), slack + 1e-4)
    expected = elected(keys, (areas + off).clip(min=0))
    assert 0.05 < found.is_certain.mean() < 1
    np.testing.assert_array_equal(
        found.keys[found.is_certain], expected[found.is_certain]
    )
