# SPDX-License-Identifier: GPL-3.0-or-later
"""What resampled values become: bounded, shares, or as they are."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from exogenous.core.sources.contents import UNBOUNDED, Contents, Coverage, Drawn, Values
from exogenous.core.sources.masks import PolygonMask

NAN = np.nan
DRAWN = Drawn(mask=PolygonMask(wkb=shapely.box(0, 0, 1, 1).wkb, valid_inside=True))


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (UNBOUNDED, [-0.5, 0.0, 0.7, NAN]),
        (Values(floor=0), [0.0, 0.0, 0.7, NAN]),
        (DRAWN, [-0.5, 0.0, 0.7, NAN]),
        (Coverage(), [-0.5, 0.0, 0.7, 0.0]),
    ],
)
def test_values_are_finished(contents: Contents, expected: list[float]) -> None:
    found = contents.finished(np.array([-0.5, 0.0, 0.7, NAN]))
    np.testing.assert_array_equal(found, expected)


def test_only_coverage_is_everywhere_and_0_beyond_the_edges() -> None:
    assert Coverage.are_everywhere
    assert Coverage.beyond_edges == 0
    for kind in (Values, Drawn):
        assert not kind.are_everywhere
        assert np.isnan(kind.beyond_edges)
