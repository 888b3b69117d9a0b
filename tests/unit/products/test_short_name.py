# SPDX-License-Identifier: GPL-3.0-or-later
"""The short names that results of a product bear."""

from __future__ import annotations

from datetime import datetime, timezone
from types import SimpleNamespace

import pytest

from exogenous.core.products.short_name import acquired, short_name

DAY = {"acquisition_date": "20251017T111101"}
NO_DAY = {"acquisition_date": "?"}


def product(name="a name", attributes=None, facts=None):
    return SimpleNamespace(name=name, attributes=attributes or {}, facts=facts or {})


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (product(attributes=DAY, facts={"tile_name": "T32VLM"}), "T32VLM 2025-10-17"),
        (product(attributes={**DAY, "constellation_id": "S1"}), "S1 2025-10-17"),
        (product(attributes=DAY), "a name"),
        (product(facts={"tile_name": "T32VLM"}), "a name"),
        (
            product(attributes={"acquisition_date": "?", "constellation_id": "S1"}),
            "a name",
        ),
        (product("x" * 40), "x" * 40),
        (product("a" * 30 + "b" * 30), "a" * 20 + "…" + "b" * 20),
    ],
)
def test_short_name_is_place_and_day_else_the_name(made, expected):
    assert short_name(made) == expected


def test_instant_is_in_utc():
    assert acquired(DAY) == datetime(2025, 10, 17, 11, 11, 1, tzinfo=timezone.utc)
    assert acquired({}) is None
