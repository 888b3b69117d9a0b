# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks without what lies outside an area of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasters import ramp

from exogenous.core import Request
from exogenous.core.compute.block import read_block
from exogenous.core.compute.polygon_mask import read_inside
from exogenous.core.environment import raster_environment
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.build import make_plan
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from pathlib import Path

    from exogenous.core.planning.plan import Plan


def planned(product: Path, extent: str, *, mask_aoi: bool) -> Plan:
    area = from_text(extent)
    return make_plan(Request(product=str(product), aoi=area, mask_aoi=mask_aoi))


@pytest.mark.parametrize(
    ("right", "cols"), [(500_100, 10), (500_104, 10), (500_106, 11)]
)
def test_a_pixel_is_kept_where_its_centre_is_inside(
    product: Path, right: float, cols: int
) -> None:
    plan = planned(product, f"500000,{right},4999600,5000000", mask_aoi=True)
    whole = plan.target.grid.whole
    with raster_environment(), DatasetPool() as pool:
        found = read_inside(plan.layers[0], plan, whole, pool)
    expected = ramp(40, 50).astype("float64")
    expected[:, cols:] = np.nan
    np.testing.assert_array_equal(found, expected)


def test_without_polygons_a_block_stays(product: Path) -> None:
    plan = planned(product, "500000,500104,4999600,5000000", mask_aoi=False)
    assert plan.mask is None
    block = plan.target.window
    with raster_environment(), DatasetPool() as pool:
        found = read_inside(plan.layers[0], plan, block, pool)
        expected = read_block(plan.layers[0], block, pool)
    np.testing.assert_array_equal(found, expected)
