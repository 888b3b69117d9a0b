# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks that are polygons in GML."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safe_builder import SafeBuilder, box, counts, gml

from exogenous.core.products import open_product

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]


NO_FOOTPRINTS = (
    "The product has no detector footprint masks; pixels with DN 0 alone are taken "
    "as nodata."
)


def test_polygons_that_overlap_leave_no_hole(tmp_path: Path, values: Read) -> None:
    footprints = gml(box(0, 0, 150, 240), box(100, 0, 200, 240))
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): footprints},
    )
    got = values(open_product(str(builder.write(tmp_path))), "RED")
    np.testing.assert_array_equal(np.isnan(got[0]), np.arange(24) >= 20)


def test_polygons_with_holes_and_heights_are_read(tmp_path: Path, values: Read) -> None:
    outer = [(x, y, 812.5) for x, y in box(0, 0, 240, 240)]
    hole = [(x, y, 0.0) for x, y in box(60, 60, 120, 120)]
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): gml([outer, hole])},
    )
    product = open_product(str(builder.write(tmp_path)))
    expected = np.zeros((24, 24), dtype=bool)
    expected[6:12, 6:12] = True
    np.testing.assert_array_equal(np.isnan(values(product, "RED")), expected)
    assert product.warnings == ()


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (gml(), None),
        (gml(box(0, 0, 240, 240), epsg=32633), "it is in EPSG:32633, not EPSG:32632"),
        (gml(box(0, 0, 9, 9)).replace("300009.000", "here"), "no list of points"),
        (gml(box(0, 0, 9, 9)).replace("300009.000", "nan"), "no list of points"),
        (gml(box(0, 0, 9, 9)[:2]), "cannot be read"),
        (gml(box(0, 0, 9, 9))[:-40], "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_footprint_of_no_use_is_as_none(
    tmp_path: Path, mask: str, said: str | None
) -> None:
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): mask},
    )
    product = open_product(str(builder.write(tmp_path)))
    assert product.band("RED").decoding.nodata == 0
    assert NO_FOOTPRINTS in product.warnings
    problems = [text for text in product.warnings if "MSK_DETFOO_B04.gml" in text]
    assert len(problems) == (said is not None)
    assert said is None or said in problems[0]
