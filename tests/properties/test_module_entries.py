# SPDX-License-Identifier: GPL-3.0-or-later
"""A block of pixels, followed call by call, goes through few doors.

An entry is a call from one module of the core into a function of another, counted once
for a calling module and a function called. Not counted are calls through code of others
(what `dataclass` or `contextmanager` makes). The pixels are valid. The folders of means
and of votes by area, whose modules are parts of one computation, count as one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasterio.warp import transform_bounds
from rasters import make_raster

from exogenous import core
from exogenous.core import Block, Request, parse_exo
from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.build import make_plan

if TYPE_CHECKING:
    from types import FrameType

CORE = str(Path(core.__file__).parent)

#: Two of them open a file: whether its name is an address decides how.
MOST_ENTRIES = 26

#: Corners of pixels whose votes are close are looked up besides.
MOST_OF_VOTES = 28


def module_of(frame: FrameType | None) -> str:
    """Return the module of the core that a frame runs in, nothing for others."""
    name = frame.f_code.co_filename if frame is not None else ""
    if "over_areas" in name or "by_votes" in name:
        return "by areas"
    return name if name.startswith(CORE) else ""


class Followed:
    """Notes the entries while it is the profiler."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, Any], str] = {}

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        here, caller = module_of(frame), module_of(frame.f_back)
        if event == "call" and here and caller and here != caller:
            self.entries.setdefault((caller, frame.f_code), frame.f_code.co_name)


@pytest.mark.parametrize("crs", ["EPSG:32632", "EPSG:3035"])
@pytest.mark.parametrize(
    "kernel", ["nearest", "bilinear", "cubic", "average", "mode", "max"]
)
def test_a_block_enters_few_modules(
    tmp_path: Path, crs: str, kernel: str, request: pytest.FixtureRequest
) -> None:
    from affine import Affine

    product = make_raster(
        tmp_path / "p.tif",
        np.ones((1024, 1024), dtype="uint8"),
        crs="EPSG:32632",
        transform=Affine(10, 0, 600_000, 0, -10, 5_000_000),
    )
    bounds = 600_000, 4_989_760, 610_240, 5_000_000
    left, _, _, top = transform_bounds("EPSG:32632", crs, *bounds)
    layer = make_raster(
        tmp_path / "l.tif",
        np.random.default_rng(0).random((1500, 1500)).astype("float32"),
        crs=crs,
        transform=Affine(20, 0, left - 2000, 0, -20, top + 2000),
        tiled=True,
        blockxsize=256,
        blockysize=256,
        compress="deflate",
    )
    rows = parse_exo({"layer": {"path": str(layer), "resampler": kernel}})
    plan = make_plan(Request(product=str(product), layers=rows))
    followed = Followed()
    with raster_environment(), DatasetPool() as pool:
        sys.setprofile(followed)
        try:
            read_block(
                plan.layers[0], Block(row_off=0, col_off=0, rows=512, cols=512), pool
            )
        finally:
            sys.setprofile(None)
    most = MOST_OF_VOTES if kernel == "mode" else MOST_ENTRIES
    assert 10 < len(followed.entries) <= most, followed.entries.values()
