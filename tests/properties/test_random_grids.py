# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the projections, sizes, shifts, types and nodata: the right pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import random_warps
from exact_truth import BY_TRUTH, evaluator, faults, is_placed_alike
from rasterio.enums import Resampling

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.target import Target
from exogenous.core.sources.source import Decoding, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

#: Every value is one of the source's.
PICKING = {"nearest", "max", "min", "med", "q1", "q3"}

#: They weigh all that a target pixel covers.
AREAS = {"average", "max", "min", "med", "q1", "q3", "rms", "sum"}


def steady_pixels(case: random_warps.Warp) -> NDArray[np.bool_]:
    """Tell where no hair's breadth decides.

    Kernels that weigh areas are compared inside the source alone: GDAL before 3.7
    has more than there is in the pixels around its edge, and takes those for ones on
    the antimeridian that are an eighth as wide as the source.
    """
    dst = case.dst
    steady = np.ones((dst.rows, dst.cols), dtype=bool)
    for shift in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)):
        cols, rows = np.meshgrid(
            np.arange(dst.cols) + shift[0], np.arange(dst.rows) + shift[1]
        )
        places = oracle.positions(case.src, dst, cols, rows)
        for place, size in zip(places, (case.src.cols, case.src.rows), strict=True):
            steady &= np.abs(place - np.round(place * 2) / 2) >= 0.01
            if case.kernel in AREAS:
                steady &= (place > 1.5) & (place < size - 1.5)
                steps = [np.abs(np.diff(place, axis=axis)).max() for axis in (0, 1)]
                steady &= sum(steps) < size / 8
    return steady


def ours(case: random_warps.Warp, path: str) -> NDArray[Any]:
    nodata = case.hole if case.nodata == "override" else None
    with raster_environment(), DatasetPool() as pool:
        source = open_source(path, 1, label="case", decoding=Decoding(nodata=nodata))
        target = Target(grid=case.dst, window=case.dst.whole)
        layer = plan_layer("case", source, Resampling[case.kernel], target, {})
        return read_block(layer, case.dst.whole, pool)


def truth(case: random_warps.Warp, path: str) -> NDArray[np.float64]:
    """Return what GDAL makes of it."""
    more = {"srcNodata": case.hole} if case.nodata == "override" else {}
    return oracle.warp(path, case.dst, case.kernel, **more)


@pytest.mark.rule(3, 5, 9, against="`osgeo.gdal.Warp(errorThreshold=0)`")
@pytest.mark.parametrize("seed", range(300))
def test_a_random_warp_is_right(
    seed: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    case = random_warps.draw(seed)
    path = random_warps.write(case, tmp_path / "e.tif")
    found = ours(case, path)
    if case.kernel in BY_TRUTH:
        known = evaluator(case.values, case.valid, case.src, case.dst)
        if not is_placed_alike(known, case.src, case.dst):
            pytest.skip("versions of PROJ place it differently")
        wrong, off = faults(found, known, case.kernel)
        assert not wrong.any(), f"{wrong.sum()} of {wrong.size}, {np.nanmax(off)}"
        return
    ratio = oracle.local_ratio(oracle.gdal.Open(path), case.dst)
    expected = truth(case, path)
    steady = steady_pixels(case)
    spread = float(np.ptp(case.values[case.valid]))
    most = 0.0 if case.kernel in PICKING else (1e-5 + 0.01) * spread
    if case.kernel == "sum":
        most *= 4 * max(1.0, 1 / min(ratio))
        expected[np.abs(expected) < 1e-6] = np.nan
    wrong = np.isnan(found) != np.isnan(expected)
    with np.errstate(invalid="ignore"):
        difference = np.abs(found - expected)
        wrong |= difference > most
    assert not (wrong & steady).any()
    compared = difference[steady & np.isfinite(difference)]
    if compared.size:
        record_property("compared", compared.size)
        if case.kernel != "sum":
            record_property("difference", float(compared.max()))
            record_property("share", float(compared.max() / spread))


def test_most_of_them_meet() -> None:
    """A target off its source compares nodata with nodata alone."""
    met = [
        case
        for case in map(random_warps.draw, range(60))
        if steady_pixels(case).mean() > 0.2
    ]
    assert len(met) > 30
