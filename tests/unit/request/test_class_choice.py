# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row says of the classes it wants shares of."""

from __future__ import annotations

import pytest

from exogenous.core.errors import InvalidLayer
from exogenous.core.request.class_choice import Fractions, parse_fractions
from exogenous.core.request.layer_table import parse_exo, to_mapping


@pytest.mark.parametrize(
    ("value", "classes"),
    [
        ("all", ()),
        (" ALL ", ()),
        (10, (10,)),
        ("10", (10,)),
        ("10, Tree cover,2.5", (10, "Tree cover", 2.5)),
        ([10, "20", "Tree, other"], (10, 20, "Tree, other")),
        ("-1", (-1,)),
    ],
)
def test_classes_are_numbers_and_names(value, classes):
    assert parse_fractions(value, "row 1") == Fractions(classes=classes)


@pytest.mark.parametrize("value", [True, [], ",", {"a": 1}, [[1]], [None], [" "], b"1"])
def test_anything_else_is_refused(value):
    with pytest.raises(InvalidLayer, match=r"row 1.*classes"):
        parse_fractions(value, "row 1")


@pytest.mark.parametrize("value", ["all", "10, Water", [1, 2]])
def test_classes_come_back_from_json(value):
    layers = parse_exo([{"name": "a", "path": "x.tif", "fractions": value}])
    assert parse_exo(to_mapping(layers)) == layers


@pytest.mark.parametrize(
    ("more", "words"),
    [({"resampler": "mode"}, "mode does not give"), ({"domain": "db"}, "no domain")],
)
def test_what_makes_no_sense_for_shares_is_refused(more, words):
    row = {"name": "a", "path": "x.tif", "fractions": "all", **more}
    with pytest.raises(InvalidLayer, match=words):
        parse_exo([row])
