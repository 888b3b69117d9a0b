# SPDX-License-Identifier: GPL-3.0-or-later
"""Which numbers a row takes for no data, as numbers, text and lists."""

from __future__ import annotations

import math

import pytest

from exogenous.core.request.nodata_rule import NodataRule, NoNodata, parse_nodata

RULES = {
    "file, 0": NodataRule(of_file=True, ranges=((0, 0),)),
    "FILE; -9999 ; 250..255": NodataRule(
        of_file=True, ranges=((-9999, -9999), (250, 255))
    ),
    "none": NodataRule(of_file=False),
    "none, 0": NodataRule(of_file=False, ranges=((0, 0),)),
    "0, 1": NodataRule(of_file=False, ranges=((0, 0), (1, 1))),
    "3..4": NodataRule(of_file=False, ranges=((3, 4),)),
    "-inf..0": NodataRule(of_file=False, ranges=((-math.inf, 0),)),
    "file": NodataRule(of_file=True),
    "file, nan": NodataRule(of_file=True),
}
LISTS = {
    (0, 255): "0, 255",
    ("file", 0): "file, 0",
    ("none",): "none",
    ("file", (250, 255), 0): "file, 250..255, 0",
}
WRONG = (
    "",
    "word",
    "file, none",
    "1..2..3",
    "5..4",
    ",",
    "file,",
    [],
    [[1, 2, 3]],
    [""],
)


@pytest.mark.parametrize("text", RULES)
def test_text_is_read(text: str) -> None:
    assert parse_nodata(text) == RULES[text]


@pytest.mark.parametrize("items", LISTS)
def test_lists_say_the_same(items: tuple[object, ...]) -> None:
    assert (
        parse_nodata(items) == parse_nodata(list(items)) == parse_nodata(LISTS[items])
    )


@pytest.mark.parametrize("value", [-9999, -9999.0, "-9999", " -9999.0 ", [-9999]])
def test_a_number_alone_stays_one(value: object) -> None:
    assert parse_nodata(value) == -9999


def test_nan_stays_nan() -> None:
    assert math.isnan(parse_nodata("nan"))  # type: ignore[arg-type]


def test_long_integers_are_kept() -> None:
    assert parse_nodata(str(2**53 + 1)) == 2**53 + 1
    assert parse_nodata(2**63 - 1) == 2**63 - 1


@pytest.mark.parametrize("value", WRONG)
def test_what_is_no_rule_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (who asks says whose value it is)
        parse_nodata(value)


@pytest.mark.parametrize(
    ("value", "told"),
    {
        "1..nan": "not a range. A range has two numbers, the less first",
        "nan..1": "not a range",
        "1..2..3": "not a range",
        "10..5": "begins after it ends. Give the less number first: 5..10.",
        "a..b": "'a..b' is not a number. Give a number, none, or",
        "file, none": "says both file and none. file keeps",
    }.items(),
)
def test_it_is_told_what_is_wrong_and_what_to_give(value: str, told: str) -> None:
    with pytest.raises(NoNodata) as caught:
        parse_nodata(value)
    assert told in str(caught.value)


@pytest.mark.parametrize("rule", RULES.values())
def test_a_rule_comes_back_from_its_text(rule: NodataRule) -> None:
    assert parse_nodata(str(rule)) == rule


def test_a_range_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="begin after they end"):
        NodataRule(of_file=True, ranges=((2, 1),))
