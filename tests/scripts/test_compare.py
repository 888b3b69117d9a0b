# SPDX-License-Identifier: GPL-3.0-or-later
"""What the comparison of two revisions calls a difference."""

from __future__ import annotations


def test_equal_records_have_no_difference(script):
    record = {"a": {"files": {"x.tif": {"pixels": {"1": "aa"}}}, "said": ["info: a"]}}
    assert not list(script("compare.differences").differences(record, dict(record)))


def test_each_difference_is_named_by_its_place(script):
    before = {"a": {"files": {"x.tif": {"pixels": {"1": "aa"}}}, "said": []}}
    after = {"a": {"files": {"x.tif": {"pixels": {"1": "ab"}}}, "said": ["warning: w"]}}
    assert list(script("compare.differences").differences(before, after)) == [
        "a: files: x.tif: pixels: 1: 'aa' -> 'ab'",
        "a: said: [] -> ['warning: w']",
    ]


def test_a_request_that_is_gone_is_a_difference(script):
    found = list(script("compare.differences").differences({"a": {"error": "e"}}, {}))
    assert found == ["a: {'error': 'e'} -> None"]
