# SPDX-License-Identifier: GPL-3.0-or-later
"""Control points and rational polynomials: whole ones, and crops of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tie_point_sources import with_gcps, with_rpcs

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block
from exogenous.core.georeferencing.gcps_rpcs import Gcps, Rpcs
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)


def test_rational_polynomials_that_are_not_whole(tmp_path: Path) -> None:
    path = with_rpcs(tmp_path / "rpc.tif")
    with raster_environment():
        georeference = open_source(path, 1, label="case").georeference
    assert isinstance(georeference, Rpcs)
    tags = dict(georeference.tags)
    del tags["LINE_NUM_COEFF"]
    broken = replace(georeference, tags=tuple(tags.items()))
    with pytest.raises(KeyError):
        broken.transformer()


def test_crops_count_from_their_own_corner(tmp_path: Path) -> None:
    with raster_environment():
        gcps = open_source(
            with_gcps(tmp_path / "g.tif", 3, 2), 1, label="case"
        ).georeference
        rpcs = open_source(with_rpcs(tmp_path / "r.tif"), 1, label="case").georeference
    assert isinstance(gcps, Gcps)
    assert isinstance(rpcs, Rpcs)
    x, y = np.array([-8.1, -7.9]), np.array([53.1, 52.9])
    for whole in (gcps, rpcs):
        part = whole.crop(Block(row_off=30, col_off=40, rows=50, cols=60))
        cols, rows = whole.pixels_at(x, y)
        own_cols, own_rows = part.pixels_at(x, y)
        np.testing.assert_allclose(own_cols + 40, cols, atol=1e-8)
        np.testing.assert_allclose(own_rows + 30, rows, atol=1e-8)
        assert (part.rows, part.cols) == (50, 60)
