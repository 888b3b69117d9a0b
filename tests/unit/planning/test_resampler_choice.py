# SPDX-License-Identifier: GPL-3.0-or-later
"""Which resampler a row without any gets, and that the plan says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasterio.enums import Resampling
from rasters import PIXEL, make_raster, placed, ramp

from exogenous.core.planning.build import make_plan
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.planning.summary import summary
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.planning.plan import Plan

COARSE = placed(pixel=2 * PIXEL)


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(40, 40))


def classes() -> NDArray[Any]:
    return np.random.default_rng(1).integers(0, 5, (20, 20)).astype(np.uint8)


def planned(product: Path, *rows: Any, **asked: Any) -> Plan:
    return make_plan(Request(product=str(product), layers=parse_exo([*rows]), **asked))


def test_classes_get_nearest_and_values_bilinear(product: Path, tmp_path: Path) -> None:
    cover = make_raster(tmp_path / "cover.tif", classes(), transform=COARSE)
    heights = make_raster(tmp_path / "dem.tif", ramp(20, 20), transform=COARSE)
    plan = planned(product, str(cover), f"{heights}|resampler=auto")
    assert [layer.resampler.name for layer in plan.layers] == ["nearest", "bilinear"]
    assert [layer.tags["resampler"] for layer in plan.layers] == ["nearest", "bilinear"]
    assert summary(plan)[1:] == (
        "cover: nearest, 20 m to 10 m (a look at it finds 5 whole numbers only)",
        "dem: bilinear, 20 m to 10 m (nothing says that it holds classes)",
    )


def test_what_a_row_asks_for_is_done(product: Path, tmp_path: Path) -> None:
    cover = make_raster(tmp_path / "cover.tif", classes(), transform=COARSE)
    plan = planned(product, f"{cover}|resampler=average")
    assert plan.layers[0].resampler is Resampling.average
    assert summary(plan)[1] == "cover: average, 20 m to 10 m"


def test_the_table_sees_the_same(product: Path, tmp_path: Path) -> None:
    cover = make_raster(tmp_path / "cover.tif", classes(), transform=COARSE)
    heights = make_raster(tmp_path / "dem.tif", ramp(20, 20), transform=COARSE)
    assert inspect_row({"name": "a", "path": str(cover)}).is_classes
    assert not inspect_row({"name": "a", "path": str(heights)}).is_classes


def test_an_area_does_not_change_it(product: Path, tmp_path: Path) -> None:
    from exogenous.core.request.aoi_parsing import from_text

    cover = make_raster(tmp_path / "cover.tif", classes(), transform=COARSE)
    area = from_text("500000,500020,4999980,5000000 [EPSG:32630]")
    plan = planned(product, str(cover), aoi=area)
    assert plan.layers[0].resampler is Resampling.nearest


def test_bands_of_any_raster_are_seen_too(tmp_path: Path) -> None:
    both = np.stack([ramp(20, 20, "float32"), classes().astype(np.float32)])
    path = make_raster(tmp_path / "both.tif", both)
    plan = make_plan(Request(product=str(path), bands=("1", "2"), pixel_size=30))
    assert [layer.resampler.name for layer in plan.layers] == ["average", "nearest"]


def test_coverage_follows_what_is_seen(product: Path, tmp_path: Path) -> None:
    cover = make_raster(tmp_path / "cover.tif", classes(), transform=COARSE)
    plan = planned(product, str(cover), coverage=True, validity=True)
    assert [one.name for one in plan.layers] == ["cover", "cover coverage", "validity"]
    assert plan.layers[2].method.layers[0].resampler is Resampling.nearest  # type: ignore[union-attr]
