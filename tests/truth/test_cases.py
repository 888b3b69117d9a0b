# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases are many, unlike one another, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from . import cases
from .claims import is_clearly_wide
from .georeferences import ControlPoints, Grid, LocationArrays
from .pairs import PAIRS

ALL = cases.all_cases()


def test_there_are_more_than_40_pairs_of_crss() -> None:
    drawn = {(case.src.crs, case.dst.crs) for case in ALL}
    assert len(drawn) > 40
    assert len({(pair.src, pair.dst) for pair in PAIRS}) == len(PAIRS)


def test_names_are_unique() -> None:
    assert len({case.name for case in ALL}) == len(ALL)


def test_every_ratio_has_every_field_and_holes() -> None:
    drawn = {(case.field, round(case.ratio * 5)) for case in ALL}
    assert {field for field, _ in drawn} == set(cases.fields.FIELDS)
    assert min(case.ratio for case in ALL) <= 0.3
    assert max(case.ratio for case in ALL) >= 10
    assert 0.3 < np.mean([not case.valid.all() for case in ALL]) < 0.7


def test_grids_are_turned_oblong_and_placed_in_every_way() -> None:
    kinds = [type(case.src) for case in ALL]
    assert {Grid, ControlPoints, LocationArrays} == set(kinds)
    src = [case.src.transform for case in ALL if isinstance(case.src, Grid)]
    dst = [case.dst.transform for case in ALL]
    assert sum(t.b != 0 for t in src) > 20
    assert sum(t.b != 0 for t in dst) > 5
    sides = [np.hypot(t.a, t.d) / np.hypot(t.b, t.e) for t in src]
    assert sum(abs(side - 1) > 0.1 for side in sides) > 20


def test_targets_meet_their_sources_and_widths_are_clear() -> None:
    met = []
    for case in ALL:
        truth = case.truth()
        met.append(np.isfinite(truth.evaluate("nearest")).mean())
        assert is_clearly_wide(truth), case.name
    assert min(met) > 0.2
    assert np.mean(met) > 0.75


@pytest.mark.parametrize("placed_by", ["a grid", "25 points", "a node each"])
def test_a_case_is_the_same_for_the_same_arguments(placed_by: str) -> None:
    first, again, other = (
        cases.draw(PAIRS[5], 1.5, "noise", placed_by=placed_by, seed=seed)
        for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first.values, again.values)
    np.testing.assert_array_equal(first.truth().places.u, again.truth().places.u)
    assert (
        other.values.shape != first.values.shape or (other.values != first.values).any()
    )
