# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans: the size of squares, and what all layers need together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core import Request, parse_exo
from exogenous.core.environment import raster_environment
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.plan import Warped
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from exogenous.core.planning.plan import LayerPlan, Plan


@pytest.mark.parametrize(
    ("ratio", "tile_px"),
    [
        ((1.0, 1.0), 512),
        ((0.125, 9.0), 512),
        ((0.124, 1.0), 256),
        ((1.0, 0.01), 32),
        ((1e-6, 1e-6), 1),
    ],
)
def test_a_square_needs_no_more_than_4096_source_pixels_a_side(
    product: Path, ratio: tuple[float, float], tile_px: int
) -> None:
    with raster_environment():
        source = open_source(str(product), 1, label="a")
    warped = Warped(source=source, resampler=Resampling.average, ratio=ratio)
    assert warped.tile_px == tile_px


def planned(product: Path, dtype: str, **row: Any) -> Plan:
    path = make_raster(product.parent / "a.tif", np.ones((40, 50), dtype))
    layers = parse_exo({"a": {"path": str(path), **row}})
    return make_plan(Request(product=str(product), layers=layers, pixel_size=20))


@pytest.mark.parametrize(
    ("dtype", "wide"),
    [
        ("uint8", "float32"),
        ("int16", "float32"),
        ("uint16", "float32"),
        ("int32", "float64"),
        ("float32", "float32"),
        ("float64", "float32"),
    ],
)
def test_a_stack_is_wide_where_an_integer_needs_it(
    product: Path, dtype: str, wide: str
) -> None:
    assert planned(product, dtype).stack_dtype == wide


@pytest.mark.parametrize(
    ("row", "keeps"),
    [
        ({"resampler": "nearest"}, True),
        ({"resampler": "mode"}, True),
        ({"resampler": "average"}, False),
        ({"resampler": "med"}, True),
        ({"resampler": "q1"}, True),
        ({"resampler": "rms"}, False),
        ({"resampler": "nearest", "scale": 0.1}, False),
    ],
)
def test_a_layer_keeps_values_where_pixels_are_picked_and_not_scaled(
    product: Path, row: dict[str, Any], *, keeps: bool
) -> None:
    layer: LayerPlan = planned(product, "int16", **row).layers[-1]
    assert layer.keeps_values == keeps


def test_sources_are_those_of_the_layers_that_read(
    product: Path, tmp_path: Path
) -> None:
    missing = {"path": str(product), "band": 9}
    rows = {"here": {"path": str(product)}, "missing": missing}
    plan = make_plan(Request(product=str(product), layers=parse_exo(rows)))
    assert [layer.name for layer in plan.layers][-2:] == ["here", "missing"]
    assert len(plan.sources) == len(plan.layers) - 1
    assert plan.deferred_files == ()
