# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan in a line for the grid and one for each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasters import make_raster, placed

from exogenous.core import Request, parse_exo
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.summary import summary

if TYPE_CHECKING:
    from pathlib import Path


def planned(product: Path, exo: object = None, **asked: Any) -> Any:
    return make_plan(Request(product=str(product), layers=parse_exo(exo), **asked))


def one(path: object, **row: Any) -> dict[str, dict[str, Any]]:
    return {"a": {"path": str(path), **row}}


def test_summary_has_a_line_for_the_grid_and_each_layer(
    product: Path, tmp_path: Path
) -> None:
    coarse = make_raster(tmp_path / "a.tif", transform=placed(pixel=30))
    plan = planned(product, one(coarse, resampler="cubic"), bands=("1",))
    head, band, layer = summary(plan)
    assert head == "50 x 40 px at 10 m, EPSG:32630, 2 bands"
    assert band.startswith("Band 1: ")
    assert layer.startswith("a: cubic")
