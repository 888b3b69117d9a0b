# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands by the values of their dimensions."""

from __future__ import annotations

import pytest

from exogenous.core.request.dimension_choice import (
    dimensions_of,
    dimensions_text,
    group_of,
)

MEMBERS = (
    {"element": "2T", "level": "2-HTGL"},
    {"element": "T", "level": "850"},
    {"element": "T", "level": "500"},
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("level=850", {"level": "850"}),
        (" Level = 850.0 ", {"level": "850.0"}),
        ("element=T & level=500", {"element": "T", "level": "500"}),
        (7, None),
        ("VV", None),
        ("=850", None),
        ("level=", None),
        ("element=T & 500", None),
    ],
)
def test_texts(text, found):
    assert dimensions_of(text) == found


@pytest.mark.parametrize(
    ("wanted", "group"),
    [
        ({"level": "850"}, 1),
        ({"level": "8.5e2"}, 1),
        ({"element": "t"}, 1),
        ({"element": "T", "level": "500"}, 2),
        ({"level": "2-htgl"}, 0),
        ({"level": "7"}, None),
        ({"depth": "850"}, None),
    ],
)
def test_groups(wanted, group):
    assert group_of(wanted, MEMBERS) == group


def test_a_groups_text_is_read_again():
    for number, own in enumerate(MEMBERS):
        assert group_of(dimensions_of(dimensions_text(own)), MEMBERS) == number
