# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kernel, type, kind of nodata and geometry against GDAL's warper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
from exact_truth import BY_TRUTH, evaluator, faults
from rasterio.enums import Resampling
from warp_cases import (
    GEOMETRIES,
    Case,
    Geometry,
    all_cases,
    hole_value,
    values_of,
    write_source,
)

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import Copied
from exogenous.core.planning.target import Target
from exogenous.core.resampling import kernels as resampling
from exogenous.core.sources.source import Decoding, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

CASES = all_cases()

#: Kernels whose every value is one of the source's, and that jump at edges.
PICKING = {"nearest", "max", "min", "med", "q1", "q3"}


def ours(case: Case, path: str) -> tuple[NDArray[Any], Any]:
    decoding = Decoding(nodata=hole_value(case) if case.nodata == "override" else None)
    dst = case.geometry.dst
    with raster_environment(), DatasetPool() as pool:
        source = open_source(path, 1, label="case", decoding=decoding)
        target = Target(grid=dst, window=dst.whole)
        layer = plan_layer("case", source, Resampling[case.resampler], target, {})
        return read_block(layer, dst.whole, pool), layer


def truth(case: Case, path: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return what GDAL makes of a case, and where a hair's breadth decides."""
    dst = case.geometry.dst
    unsteady = near_an_edge(case)
    options = {"srcNodata": hole_value(case)} if case.nodata == "override" else {}
    expected = oracle.warp(path, dst, case.resampler, **options)
    if case.resampler == "sum":
        # A sliver of a pixel, as thin as rounding, or none at all.
        unsteady |= np.abs(expected) < 1e-9 * np.nanmax(np.abs(expected))
    return expected, unsteady


def near_an_edge(case: Case) -> NDArray[np.bool_]:
    """Tell where a hair's breadth decides: a target pixel's centre or corners lie
    within 0.01 source pixel of where a kernel may jump, a source pixel's edge or
    middle, but not right on it, as they do where the grids belong together."""
    dst = case.geometry.dst
    moved = case.geometry.src.crs != dst.crs
    near = np.zeros((dst.rows, dst.cols), dtype=bool)
    for shift in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)):
        cols, rows = np.meshgrid(
            np.arange(dst.cols) + shift[0], np.arange(dst.rows) + shift[1]
        )
        for place in oracle.positions(case.geometry.src, dst, cols, rows):
            distance = np.abs(place - np.round(place * 2) / 2)
            near |= (distance < 0.01) & ((distance > 1e-9) | moved)
    return near


def slack(case: Case, expected: NDArray[np.float64]) -> float:
    """Return what rule 3 allows a weighted kernel: 1e-5 of the range, rounding to
    float32, and what 0.01 source pixel can change."""
    numbers = values_of(case)[0].astype(np.float64)
    steps = max(np.abs(np.diff(numbers, axis=a)).max() for a in (0, 1))
    most = np.nanmax(np.abs(expected))
    # Weights beside holes are float32 in GDAL, so large integers feel it as well.
    rounding = 2.0**-22 * most
    if case.resampler == "sum":
        # A target pixel's edges move, and whole values move in and out with them.
        across = np.sqrt(max(most / np.abs(numbers).max(), 1))
        return float(rounding + 0.01 * 4 * across * np.abs(numbers).max())
    return float(1e-5 * np.ptp(numbers) + rounding + 0.01 * steps)


@pytest.mark.rule(3, 5, against="`osgeo.gdal.Warp(errorThreshold=0)`")
@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.resampler not in BY_TRUTH],
    ids=lambda case: case.id,
)
def test_a_layer_equals_gdals_warp(
    case: Case, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = write_source(case, tmp_path)
    result, _ = ours(case, path)
    expected, unsteady = truth(case, path)
    wrong = np.isnan(result) != np.isnan(expected)
    tolerance = 0.0 if case.resampler in PICKING else slack(case, expected)
    with np.errstate(invalid="ignore"):
        difference = np.abs(result - expected)
        wrong |= difference > tolerance
    wrong &= ~unsteady
    rows, cols = np.nonzero(wrong)
    assert np.isfinite(result).any()
    assert not wrong.any(), (
        f"{wrong.sum()} of {wrong.size} pixels, first at {rows[0], cols[0]}: "
        f"{result[rows[0], cols[0]]} for {expected[rows[0], cols[0]]}, "
        f"at most {np.nanmax(difference)}, allowed {tolerance}"
    )
    steady = difference[~unsteady & ~np.isnan(difference)]
    if steady.size:
        valid = expected[~np.isnan(expected)]
        spread = (valid.max() if case.resampler == "sum" else np.ptp(valid)) or 1.0
        record_property("kernel", case.resampler)
        record_property("compared", steady.size)
        record_property("unsteady", int(unsteady.sum()))
        record_property("difference", float(steady.max()))
        record_property("share", float(steady.max() / spread))


@pytest.mark.rule(3, 5, against="the closed forms of `tests/truth`, in float64")
@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.resampler in BY_TRUTH],
    ids=lambda case: case.id,
)
def test_a_layer_is_true(
    case: Case, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    result, layer = ours(case, write_source(case, tmp_path))
    known = evaluator(*values_of(case), case.geometry.src, case.geometry.dst)
    if isinstance(layer.method, Copied):
        np.testing.assert_array_equal(result, known.evaluate("nearest"))
        return
    wrong, off = faults(result, known, case.resampler)
    assert np.isfinite(result).any()
    assert not wrong.any(), f"{wrong.sum()} of {wrong.size} pixels, {np.nanmax(off)}"
    spread = float(np.nanmax(known.values) - np.nanmin(known.values))
    if case.resampler == "sum":
        spread = float(np.nanmax(known.evaluate("sum")))
    record_property("kernel", case.resampler)
    record_property("compared", int(np.isfinite(off).sum()))
    record_property("unsteady", int(np.isnan(off).sum()))
    record_property("difference", float(np.nanmax(off)))
    record_property("share", float(np.nanmax(off) / spread))


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda geometry: geometry.name)
def test_the_target_lies_inside_the_source(geometry: Geometry) -> None:
    cols, rows = np.meshgrid(
        np.linspace(0, geometry.dst.cols, 30), np.linspace(0, geometry.dst.rows, 30)
    )
    x, y = oracle.positions(geometry.src, geometry.dst, cols, rows)
    assert 0 <= x.min() <= x.max() <= geometry.src.cols
    assert 0 <= y.min() <= y.max() <= geometry.src.rows


def test_the_matrix_is_large_and_whole() -> None:
    assert len(CASES) >= 1500
    kernels = {method.name for method in resampling.WARPERS}
    assert {case.resampler for case in CASES} == kernels
