# SPDX-License-Identifier: GPL-3.0-or-later
"""Which method brings a source onto a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio.warp
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import LEFT, TOP, make_raster, placed

from exogenous.core.environment import raster_environment
from exogenous.core.errors import GaussElsewhere
from exogenous.core.geometry.grid import Grid
from exogenous.core.planning.method_choice import empty_layer, plan_layer
from exogenous.core.planning.plan import Copied, Empty, LayerPlan, Sampled, Scaled
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

#: Of the source's pixels of 10 m: other sizes, other corners, other CRSs.
PLACES: dict[str, dict[str, Any]] = {
    "its own pixels": {},
    "a part of them": {"left": 70, "down": 30},
    "half a pixel aside": {"left": 5},
    "coarser": {"pixel": 25},
    "finer": {"pixel": 3},
    "south up": {"pixel": 25, "south_up": True, "rows": 20},
    "turned": {"degrees": 20, "pixel": 7},
    "another CRS": {"crs": "EPSG:32631", "pixel": 8},
    "another CRS, far coarser": {"crs": "EPSG:32631", "pixel": 60},
    "elsewhere": {"left": 50_000},
}


def target(
    crs: str = "EPSG:32630",
    left: float = 0,
    down: float = 0,
    pixel: float = 10,
    **how: Any,
) -> Target:
    (x,), (y,) = rasterio.warp.transform("EPSG:32630", crs, [LEFT], [TOP])
    place = placed(left=x + left, top=y - down, pixel=pixel, **how)
    grid = Grid(crs=CRS.from_user_input(crs), transform=place, rows=20, cols=20)
    return Target(grid=grid, window=grid.whole)


def planned(folder: Path, kernel: str, **place: Any) -> LayerPlan:
    values = np.ones((80, 80), dtype="float32")
    with raster_environment():
        source = open_source(str(make_raster(folder / "a.tif", values)), 1, label="a")
        return plan_layer("a", source, Resampling[kernel], target(**place), {})


@pytest.mark.parametrize(
    ("place", "kernel", "method"),
    [
        ("its own pixels", "cubic", Copied),
        ("its own pixels", "max", Copied),
        ("its own pixels", "rms", Scaled),  # loses the sign
        ("a part of them", "nearest", Copied),
        ("half a pixel aside", "bilinear", Scaled),
        ("coarser", "average", Scaled),
        ("coarser", "mode", Scaled),
        ("coarser", "med", Sampled),
        ("another CRS, far coarser", "max", Sampled),
        ("its own pixels", "cubic_spline", Scaled),  # smooths
        ("coarser", "cubic_spline", Scaled),
        ("finer", "lanczos", Scaled),
        ("south up", "average", Sampled),
        ("turned", "bilinear", Sampled),
        ("another CRS", "bilinear", Sampled),
        ("another CRS", "mode", Sampled),
        ("another CRS", "lanczos", Sampled),
        ("another CRS", "sum", Sampled),
        ("another CRS, far coarser", "bilinear", Sampled),
        ("another CRS, far coarser", "mode", Sampled),
        ("another CRS, far coarser", "average", Sampled),
        ("elsewhere", "bilinear", Empty),
        ("elsewhere", "gauss", Empty),
    ],
)
def test_a_method_for_a_place_and_a_kernel(
    tmp_path: Path, place: str, kernel: str, method: type
) -> None:
    assert type(planned(tmp_path, kernel, **PLACES[place]).method) is method


@pytest.mark.parametrize("place", ["turned", "another CRS"])
def test_gauss_is_refused_off_the_axes(tmp_path: Path, place: str) -> None:
    with pytest.raises(GaussElsewhere, match=r"^a: "):
        planned(tmp_path, "gauss", **PLACES[place])


@pytest.mark.parametrize(
    ("place", "offset"), [("its own pixels", (0, 0)), ("a part of them", (3, 7))]
)
def test_a_copy_knows_where_it_begins(
    tmp_path: Path, place: str, offset: tuple[int, int]
) -> None:
    method = planned(tmp_path, "nearest", **PLACES[place]).method
    assert isinstance(method, Copied)
    assert method.src_offset == offset


def test_a_band_that_is_missing_is_empty() -> None:
    layer = empty_layer("a", target(), {"source": "b"})
    assert isinstance(layer.method, Empty)
    assert layer.source is None
    assert layer.tags == {"source": "b"}
