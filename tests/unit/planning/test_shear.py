# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers whose rows and columns are not at a right angle on the ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from affine import Affine
from tie_point_sources import SOURCES, TARGETS, grid

from exogenous.core import Request, parse_exo
from exogenous.core.environment import raster_environment
from exogenous.core.georeferencing.local_shear import layer_shear
from exogenous.core.pipeline import make_plan
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, crs: str, transform: Affine) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=200,
        height=200,
        count=1,
        dtype="float32",
        crs=crs,
        transform=transform,
    ) as dataset:
        dataset.write(np.ones((1, 200, 200), np.float32))
    return str(path)


UTM = "EPSG:32629"

#: Degrees that a source's axes are apart, and its transform.
AXES = {
    "square": (90, Affine(20, 0, 500_000, 0, -20, 5_900_000)),
    "oblong and turned": (
        90,
        Affine.translation(500_000, 5_900_000)
        * Affine.rotation(30)
        * Affine.scale(20, -50),
    ),
    "sheared": (
        60,
        Affine(20, 20 * math.cos(math.radians(60)), 500_000, 0, -17.3, 5_900_000),
    ),
}


@pytest.mark.parametrize("name", AXES)
@pytest.mark.parametrize("resampler", ["bilinear", "average"])
def test_the_plan_tells_of_axes_askew_where_a_kernel_lies_along_them(
    tmp_path: Path, name: str, resampler: str
) -> None:
    degrees, transform = AXES[name]
    source = written(tmp_path / "source.tif", UTM, transform)
    middle = transform * (100, 100)
    to_product = Affine(60, 0, middle[0] - 600, 0, -60, middle[1] + 600)
    product = written(tmp_path / "product.tif", UTM, to_product)
    rows = parse_exo({"layer": {"path": source, "resampler": resampler}})
    plan = make_plan(Request(product=product, layers=rows))
    told = [one for one in map(str, plan.warnings) if "degrees on the ground" in one]
    if degrees == 90 or resampler == "average":
        assert not told
    else:
        assert len(told) == 1
        assert f"meet at {degrees} degrees" in told[0]
        assert "bilinear" in told[0]


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("name", ["9 points", "RPC", "a node each"])
def test_the_angle_of_a_tilted_swath(tmp_path: Path, name: str) -> None:
    path = SOURCES[name](tmp_path / "source.tif")
    with raster_environment():
        src = open_source(path, 1, label="case").georeference
        found = layer_shear(src, TARGETS["inside"])
        in_degrees = layer_shear(src, grid("EPSG:4326", 0.004, -8.2, 53.2, (90, 90)))
    assert 0.01 < found < 0.2
    assert in_degrees == pytest.approx(found, abs=0.02)
