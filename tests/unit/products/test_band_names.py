# SPDX-License-Identifier: GPL-3.0-or-later
"""Names for bands: what sets files apart, and nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exogenous.core.products.band_names import (
    distinct,
    parts_that_differ,
    runs,
    shared_start,
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "b", "a"], ["a (band 1)", "b", "a (band 3)"]),
        # A made name may be another band's own.
        (
            ["a", "a (band 1)", "a"],
            ["a (band 1) (band 1)", "a (band 1) (band 2)", "a (band 3)"],
        ),
    ],
)
def test_names_that_come_twice_have_their_number(
    names: list[str], expected: list[str]
) -> None:
    assert distinct(names) == expected


@given(st.lists(st.sampled_from(["a", "b", "a (band 1)", "a (band 2)"]), max_size=6))
def test_no_name_comes_twice(names: list[str]) -> None:
    found = distinct(names)
    assert len(set(found)) == len(found) == len(names)
    for name, made in zip(names, found, strict=True):
        assert made.startswith(name)


@pytest.mark.parametrize(
    ("paths", "parts"),
    [
        (["/x/P_T1_SR_B2.TIF", "/x/P_T1_QA_PIXEL.TIF"], ["SR_B2", "QA_PIXEL"]),
        (["/x/P_SR_B2.TIF", "/x/P_SR_B3.TIF"], ["B2", "B3"]),
        (["/x/B2_10m.jp2", "/x/B3_10m.jp2"], ["B2", "B3"]),
        (["/x/a.tif", "/x/a_b.tif"], ["a", "a_b"]),
        (["/x/1/B2.tif", "/x/2/B2.tif"], ["1", "2"]),
        (["/x/dem.tif", "/x/slope.tif"], ["dem", "slope"]),
    ],
)
def test_files_are_called_by_the_words_that_differ(
    paths: list[str], parts: list[str]
) -> None:
    assert parts_that_differ(paths) == parts


def test_a_name_has_the_parts_that_end_with_it() -> None:
    assert runs("T1_SR_B2") == ["T1_SR_B2", "SR_B2", "B2"]
    assert runs("dem") == ["dem"]
    assert runs("a_") == ["a_"]


def test_files_share_the_words_that_they_begin_with() -> None:
    assert shared_start(["/x/P_T1_SR_B2.TIF", "/x/P_T1_QA.TIF"]) == "P_T1"
    assert shared_start(["/x/dem.tif", "/x/slope.tif"]) == ""
