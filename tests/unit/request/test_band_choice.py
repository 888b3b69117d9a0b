# SPDX-License-Identifier: GPL-3.0-or-later
"""Which bands lists, ranges and patterns mean."""

from __future__ import annotations

import pytest

from exogenous.core.errors import InvalidLayer
from exogenous.core.request.band_choice import (
    ListedBand,
    choose_bands,
    may_be_several,
)
from exogenous.core.request.layer_table import parse_exo, to_mapping

NAMES = ("VV", "VH", "", "2024-05", "a,b", "VV*")
THERE = tuple(ListedBand(key=n, name=name) for n, name in enumerate(NAMES, 1))


@pytest.mark.parametrize(
    ("band", "keys"),
    [
        ("1-3", [1, 2, 3]),
        (" 3 - 1 ", [3, 2, 1]),
        ("2-2", [2]),
        ("*", [1, 2, 3, 4, 5, 6]),
        ("v?", [1, 2]),
        ("VV*", [6]),
        ("vv*", [1, 6]),
        ("?", [1, 2, 3, 4, 5, 6]),
        ("2024-*", [4]),
        ("2024-05", [4]),
        ("a,b", [5]),
        ("VH, 3, 1-2", [2, 3, 1, 2]),
        ((3, "VV", "1-2"), [3, 1, 1, 2]),
        ("HH, 9", ["HH", "9"]),
        ((9,), [9]),
        ("1,,", [1]),
        (",", []),
    ],
)
def test_bands_are_those_that_are_meant(band, keys):
    assert [one.key for one in choose_bands(band, THERE, "row 1")] == keys


@pytest.mark.parametrize("band", ["0-2", "1-7", "99-3", "HH*", "1-999999999"])
def test_bands_that_are_not_there_are_named(band):
    with pytest.raises(InvalidLayer, match=r"row 1.*1: VV, 2: VH, 3, 4: 2024-05"):
        choose_bands(band, THERE, "row 1")


def test_brackets_in_a_pattern_are_letters():
    there = (ListedBand(key=1, name="t[K]"), ListedBand(key=2, name="tK"))
    assert [one.key for one in choose_bands("t[K]*", there, "row 1")] == [1]


@pytest.mark.parametrize(
    ("band", "expected"),
    [(1, False), ("VV", False), ("B-1", False), ("1-2", True), ((1,), True)],
)
def test_most_rows_have_one_band(band, expected):
    assert may_be_several(band) is expected


@pytest.mark.parametrize("band", [[1, "VH"], "1-3", "B*", "2, 3", 2, "VV"])
@pytest.mark.parametrize("name", ["a", "{layer}: {band}", "{band}"])
def test_several_bands_come_back_from_json(band, name):
    layers = parse_exo([{"name": name, "path": "/x/y.tif", "band": band}])
    (again,) = parse_exo(to_mapping(layers))
    assert again.name == layers[0].name
    assert again.band == layers[0].band
