# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes that files name: in tables, as categories, by palette."""

from __future__ import annotations

import pytest

from exogenous.core.sources.class_list import NamedClass, classes_of
from exogenous.core.sources.legend import Legend


def table(fields, rows):
    columns = "".join(
        f"<FieldDefn><Name>{n}</Name><Type>{t}</Type><Usage>{u}</Usage></FieldDefn>"
        for n, t, u in fields
    )
    lines = "".join(
        "<Row>" + "".join(f"<F>{one}</F>" for one in row) + "</Row>" for row in rows
    )
    text = f"{columns}{lines}"
    return f"<GDALRasterAttributeTable>{text}</GDALRasterAttributeTable>"


NAMED = table([("Class", 2, 2), ("Value", 0, 5)], [("Water", 20), ("Trees ", 10)])
NO_VALUES = table([("Class", 2, 2)], [("Water",)])
DAMAGED = table([("Value", 0, 5)], [("x",), (), (3,)])


@pytest.mark.parametrize(
    ("legend", "expected"),
    [
        (Legend(), []),
        (Legend(attribute_table=NAMED), [(10, "Trees"), (20, "Water")]),
        (
            Legend(attribute_table=NAMED, categories=("a",)),
            [(10, "Trees"), (20, "Water")],
        ),
        (Legend(attribute_table=NO_VALUES), []),
        (Legend(attribute_table=DAMAGED), [(3, "")]),
        (Legend(categories=("", "Trees", " ", "Sea")), [(1, "Trees"), (3, "Sea")]),
        (
            Legend(colormap={0: (0, 0, 0, 255), 10: (0, 99, 0, 255), 11: (0, 0, 0, 0)}),
            [(10, "")],
        ),
    ],
)
def test_classes_are_those_of_the_file(legend, expected):
    assert classes_of(legend) == tuple(
        NamedClass(number=number, name=name) for number, name in expected
    )
