# SPDX-License-Identifier: GPL-3.0-or-later
"""An area of interest in each form that Python code gives one."""

from __future__ import annotations

import pytest

from exogenous.core.errors import InvalidRequest
from exogenous.core.request.window import window_area


def test_bounds_are_left_bottom_right_top() -> None:
    assert window_area((1, 2, 3, 5)).geometry.bounds == (1, 2, 3, 5)


def test_an_extent_text_is_as_qgis_writes_it() -> None:
    area = window_area("1,3,2,5 [EPSG:32632]")
    assert area.geometry.bounds == (1, 2, 3, 5)
    assert area.crs.to_epsg() == 32632


def test_an_area_stays_and_nothing_is_nothing() -> None:
    area = window_area((1, 2, 3, 5))
    assert window_area(area) is area
    assert window_area(None) is None


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(InvalidRequest):
        window_area((3, 2, 1, 5))
