# SPDX-License-Identifier: GPL-3.0-or-later
"""The pixels that are fetched before a run are those that the run reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from affine import Affine
from rasters import make_raster, placed

from exogenous.core import load
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block
from exogenous.core.planning import build
from exogenous.core.planning.needed_window import with_window
from exogenous.core.request.aoi_parsing import from_text
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request
from exogenous.core.sources.deferred_files import DeferredFile

if TYPE_CHECKING:
    from pathlib import Path

KERNELS = ("nearest", "bilinear", "cubic", "lanczos", "average", "mode", "max")

#: A source's CRS, place and shape, all of it around the target.
SOURCES = {
    "finer": ("EPSG:32632", Affine(3, 0, 499_000, 0, -3, 5_000_900), (900, 900)),
    "coarser": ("EPSG:32632", Affine(47, 0, 498_000, 0, -47, 5_001_500), (80, 90)),
    "elsewhere": ("EPSG:4326", Affine(1e-4, 0, 8.98, 0, -1e-4, 45.17), (400, 500)),
    "beyond": ("EPSG:3857", Affine(9, 0, 1_002_000, 0, -9, 5_646_500), (350, 350)),
}

AREAS = (None, "500105,500160,4999800,4999850", "499000,500020,4999900,5001000")


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(
        tmp_path / "p.tif",
        np.ones((40, 50), "uint8"),
        crs="EPSG:32632",
        transform=placed(),
    )


@pytest.mark.parametrize("aoi", AREAS)
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("name", SOURCES)
def test_nothing_else_is_needed(
    tmp_path: Path, product: Path, name: str, kernel: str, aoi: str | None
) -> None:
    crs, place, shape = SOURCES[name]
    values = np.random.default_rng(1).random(shape, "float32")
    path = tmp_path / "s.tif"
    make_raster(path, values, crs=crs, transform=place)
    row = {"e": {"path": str(path), "resampler": kernel}}
    window = needed(product, row, aoi)
    assert window is not None
    expected = load(product, exo=row, window=aoi)["e"].to_numpy()
    poisoned = np.full(shape, 1e6, "float32")
    there = window.slices_in(Block(row_off=0, col_off=0, rows=shape[0], cols=shape[1]))
    poisoned[there] = values[there]
    make_raster(path, poisoned, crs=crs, transform=place)
    np.testing.assert_array_equal(
        load(product, exo=row, window=aoi)["e"].to_numpy(), expected
    )


def test_far_less_than_all_is_needed(tmp_path: Path, product: Path) -> None:
    path = tmp_path / "s.tif"
    place = Affine(10, 0, 400_000, 0, -10, 5_100_000)
    make_raster(
        path, np.ones((20_000, 20_000), "uint8"), crs="EPSG:32632", transform=place
    )
    window = needed(product, {"e": {"path": str(path)}}, None)
    assert window is not None
    assert window.rows * window.cols < 20 * 40 * 50


def test_off_the_target_next_to_nothing_is_needed(
    tmp_path: Path, product: Path
) -> None:
    place = Affine(10, 0, 900_000, 0, -10, 5_100_000)
    path = make_raster(tmp_path / "s.tif", crs="EPSG:32632", transform=place)
    window = needed(product, {"e": {"path": str(path)}}, None)
    assert window is not None
    assert (window.rows, window.cols) == (1, 1)


def needed(product: Path, row: dict[str, Any], aoi: str | None) -> Block | None:
    """Return what would be fetched of a row's source."""
    request = Request(
        product=str(product),
        layers=parse_exo(row),
        aoi=None if aoi is None else from_text(aoi),
    )
    with raster_environment():
        plan = build.make_plan(request)
        (layer,) = plan.layers
        assert with_window(layer, plan.target) is layer  # its file is there
        file = DeferredFile(
            producer=None,  # type: ignore[arg-type]  (nothing is made)
            path="x",
            what="x",
            pixel_size=(1, 1),
        )
        source = replace(layer.source, deferred_file=file)
        layer = with_window(replace(layer, source=source), plan.target)
    return layer.source.deferred_file.window
