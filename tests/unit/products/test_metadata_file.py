# SPDX-License-Identifier: GPL-3.0-or-later
"""Metadata that may come from anywhere: texts, numbers, and what is refused."""

from __future__ import annotations

import pytest

from exogenous.core.products.metadata_file import (
    UnreadableFile,
    number_of,
    parse,
    text_of,
    to_number,
)

XML = (
    b'<a xmlns="urn:one" xmlns:b="urn:two"><b:size> 12.5 </b:size>'
    b"<name> \n </name><list><name>inner</name></list><cloud>NaN</cloud></a>"
)


def test_elements_are_found_in_any_namespace_and_at_any_depth() -> None:
    root = parse(XML, "MTD.xml")
    assert text_of(root, "size") == "12.5"
    assert number_of(root, "size") == 12.5


def test_the_first_element_of_a_name_counts() -> None:
    assert text_of(parse(XML, "MTD.xml"), "name") is None


@pytest.mark.parametrize("tag", ["cloud", "name", "missing"])
def test_what_is_no_number_is_none(tag: str) -> None:
    assert number_of(parse(XML, "MTD.xml"), tag) is None
    assert number_of(None, tag) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1.0), (" -1.5e3 ", -1500.0), ("inf", None), ("nan", None), ("1,5", None)],
)
def test_a_number_is_finite(text: str, number: float | None) -> None:
    assert to_number(text) == number


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no element found"),
        (b"<a>", "no element found"),
        (b"<!DOCTYPE a><a/>", "declares a document type or entities"),
        (
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "declares a document type or entities",
        ),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "unknown encoding"),
    ],
)
def test_what_is_no_safe_xml_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"^MTD\.xml cannot be read: .*{reason}"):
        parse(data, "GRANULE/x/MTD.xml")
