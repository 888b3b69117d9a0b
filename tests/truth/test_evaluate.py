# SPDX-License-Identifier: GPL-3.0-or-later
"""The evaluator against fields whose results are known, and arrays made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine

from . import cases
from .evaluate import EVERYWHERE, MEANS, Evaluator, evaluate
from .georeferences import Grid
from .kernels import KERNELS
from .pairs import PAIRS

CRS = "EPSG:3857"
TURNED = Affine.translation(14, 16) * Affine.rotation(25)


def of(
    values: np.ndarray, transform: Affine, shape: tuple[int, int] = (1, 1)
) -> Evaluator:
    """Put a grid onto a source whose pixels are 1 x 1; NaN is invalid."""
    values = np.asarray(values, dtype=float)
    rows, cols = values.shape
    src = Grid(crs=CRS, transform=Affine.identity(), rows=rows, cols=cols)
    dst = Grid(crs=CRS, transform=transform, rows=shape[0], cols=shape[1])
    return Evaluator(values, ~np.isnan(values), src, dst)


def one(values: np.ndarray, transform: Affine, kernel: str) -> float:
    return float(of(values, transform).evaluate(kernel)[0, 0])


HAND = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 17.0]])
HOLED = HAND.copy()
HOLED[1, 1] = np.nan


# --- fields -----------------------------------------------------------------------


@pytest.mark.parametrize("kernel", EVERYWHERE)
@pytest.mark.parametrize("ratio", [0.3, 1.0, 3.0])
def test_a_constant_field_stays_constant(kernel: str, ratio: float) -> None:
    case = cases.draw(PAIRS[2], ratio, "noise", has_holes=True)
    truth = Evaluator(np.full(case.values.shape, 7.25), case.valid, case.src, case.dst)
    found = truth.evaluate(kernel)
    if kernel == "sum":
        found = found / [[s or np.nan for s in row] for row in _valid_areas(truth)]
    assert np.isfinite(found).mean() > 0.5
    np.testing.assert_allclose(found[np.isfinite(found)], 7.25, rtol=1e-12)


def _valid_areas(truth: Evaluator) -> np.ndarray:
    out = np.zeros(truth.places.u.shape)
    for each in truth.covered().pixels():
        out[each.row, each.col] = each.area.sum()
    return out


@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "cubic_spline"])
@pytest.mark.parametrize("pair", PAIRS[:8], ids=lambda pair: pair.name)
def test_a_ramp_stays_a_ramp_where_nothing_is_widened(pair, kernel: str) -> None:
    case = cases.draw(pair, 0.7, "noise", turn=20, aspect=1)
    row, col = np.mgrid[: case.src.rows, : case.src.cols] + 0.5
    truth = Evaluator(3 * col - 2 * row, case.valid, case.src, case.dst)
    if max(float(width.max()) for width in truth.places.width) > 1:
        pytest.skip("a degree is shorter along a parallel")
    expected = 3 * truth.places.u - 2 * truth.places.v
    np.testing.assert_allclose(truth.evaluate(kernel), expected, atol=1e-10)


@pytest.mark.parametrize("kernel", ["average", "sum", "rms", "mode", "med", "q1"])
@pytest.mark.parametrize("size", [0.4, 2.7])
def test_counting_points_in_the_target_pixels_agrees(kernel: str, size: float) -> None:
    rng = np.random.default_rng(4)
    values = rng.integers(1, 5, (40, 40)).astype(float)
    transform = TURNED * Affine.scale(size)
    parts = 64
    finer = transform * Affine.scale(1 / parts)
    found = of(values, transform, (3, 4)).evaluate(kernel)
    points = of(values, finer, (3 * parts, 4 * parts)).evaluate("nearest")
    points = points.reshape(3, parts, 4, parts).swapaxes(1, 2).reshape(3, 4, -1)
    by_points = {
        "average": points.mean(axis=2),
        "sum": points.mean(axis=2) * size**2,
        "rms": np.sqrt((points**2).mean(axis=2)),
        "mode": np.apply_along_axis(
            lambda p: np.bincount(p).argmax(), 2, points.astype(int)
        ),
        "med": np.quantile(points, 0.5, axis=2),
        "q1": np.quantile(points, 0.25, axis=2),
    }[kernel]
    if kernel in MEANS:
        np.testing.assert_allclose(found, by_points, atol=0.02 * max(size**2, 1))
    else:
        assert (found == by_points).mean() > 0.9


@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "cubic_spline", "lanczos"])
def test_a_kernel_is_the_sum_over_all_pixels_by_definition(kernel: str) -> None:
    """Pixel by pixel, in plain loops."""
    values = np.random.default_rng(5).uniform(0, 100, (30, 30))
    truth = of(values, TURNED * Affine.scale(2, 1.2), (2, 2))
    found = truth.evaluate(kernel)
    (width_u, width_v), shape = truth.places.width, KERNELS[kernel]
    for target in np.ndindex(2, 2):
        total = weights = 0.0
        for row, col in np.ndindex(values.shape):
            x = (col + 0.5 - truth.places.u[target]) / width_u[target]
            y = (row + 0.5 - truth.places.v[target]) / width_v[target]
            weight = float(shape(np.array([x]))[0] * shape(np.array([y]))[0])
            total, weights = total + weight * values[row, col], weights + weight
        assert found[target] == pytest.approx(total / weights, rel=1e-12)


@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "cubic_spline"])
@pytest.mark.parametrize("turn", [0, 25])
@pytest.mark.parametrize("width", [1.0, 1.5, 3.0])
def test_with_its_width_given_gdal_agrees(
    turn: float, width: float, kernel: str, tmp_path
) -> None:
    """So that positions and weights are not in question, but widths."""
    gdal = pytest.importorskip("osgeo.gdal", reason="the referee")
    gdal.UseExceptions()
    if kernel == "cubic_spline" and width != 1:
        pytest.skip("GDAL's has a tail beyond its support")
    case = cases.draw(PAIRS[2], width, "noise", turn=turn, aspect=1)
    truth = case.truth().widened(width, width)
    from .files import write_source

    write_source(case, tmp_path / "source.tif")
    t = case.dst.transform
    found = gdal.Warp(
        "",
        str(tmp_path / "source.tif"),
        format="MEM",
        dstSRS=case.dst.crs,
        outputBounds=(t.c, t.f + t.e * case.dst.rows, t.c + t.a * case.dst.cols, t.f),
        width=case.dst.cols,
        height=case.dst.rows,
        resampleAlg=kernel.replace("_", ""),
        errorThreshold=0,
        workingType=gdal.GDT_Float64,
        outputType=gdal.GDT_Float64,
        dstNodata=float("nan"),
        srcNodata="none",
        warpOptions=[f"XSCALE={1 / width!r}", f"YSCALE={1 / width!r}"],
    ).ReadAsArray()
    np.testing.assert_allclose(truth.evaluate(kernel), found, atol=1e-7)


# --- by hand ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kernel", "expected"),
    [
        ("nearest", 11),
        ("bilinear", 8.5),
        ("average", 8.5),
        ("mode", 6),
        ("min", 6),
        ("max", 11),
        ("med", 7),
        ("q1", 6),
        ("q3", 10),
        ("sum", 8.5),
        ("rms", np.sqrt((36 + 49 + 100 + 121) / 4)),
    ],
)
def test_a_pixel_between_four(kernel: str, expected: float) -> None:
    found = one(HAND, Affine.translation(1.5, 1.5), kernel)
    assert found == pytest.approx(expected, rel=1e-14)


def test_cubic_between_four_by_hand() -> None:
    weight = np.array([-1, 9, 9, -1]) / 16
    expected = weight @ HAND @ weight
    found = one(HAND, Affine.translation(1.5, 1.5), "cubic")
    assert found == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("kernel", "expected"),
    [
        ("average", [[3.5, 5.5], [11.5, 13.75]]),
        ("sum", [[14, 22], [46, 55]]),
        ("min", [[1, 3], [9, 11]]),
        ("max", [[6, 8], [14, 17]]),
        ("mode", [[1, 3], [9, 11]]),
        ("med", [[2, 4], [10, 12]]),
        ("q1", [[1, 3], [9, 11]]),
        ("q3", [[5, 7], [13, 15]]),
        ("nearest", [[6, 8], [14, 17]]),
    ],
)
def test_two_by_two_pixels(kernel: str, expected: list[list[float]]) -> None:
    found = of(HAND, Affine.scale(2), (2, 2)).evaluate(kernel)
    np.testing.assert_allclose(found, expected, rtol=1e-14)


def test_bilinear_of_two_by_two_pixels_by_hand() -> None:
    """Widened by 2, its weights are 1, 3, 3, 1 of 8; beyond the edge there are none."""
    along = np.array([[3, 3, 1, 0], [0, 1, 3, 3]]) / 7
    found = of(HAND, Affine.scale(2), (2, 2)).evaluate("bilinear")
    np.testing.assert_allclose(found, along @ HAND @ along.T, rtol=1e-14)


def test_on_the_sources_own_grid_only_the_b_spline_changes_it() -> None:
    for kernel in EVERYWHERE:
        found = of(HAND, Affine.identity(), (4, 4)).evaluate(kernel)
        is_same = np.allclose(found, HAND, rtol=1e-14)
        assert is_same == (kernel != "cubic_spline"), kernel
    row = np.array([1, 4, 1]) / 6
    assert found_inside(HAND) == pytest.approx(row @ HAND[:3, :3] @ row)


def found_inside(values: np.ndarray) -> float:
    return float(of(values, Affine.identity(), (4, 4)).evaluate("cubic_spline")[1, 1])


# --- nodata -----------------------------------------------------------------------


@pytest.mark.parametrize("kernel", ["nearest", *KERNELS])
def test_over_an_invalid_pixel_there_is_no_value(kernel: str) -> None:
    assert np.isnan(one(HOLED, Affine.translation(1.2, 1.2), kernel))
    assert np.isfinite(one(HOLED, Affine.translation(1.6, 1.2), kernel))


@pytest.mark.parametrize("kernel", ["average", "rms", "mode", "min", "max", "med"])
def test_areas_have_a_value_where_a_valid_pixel_is_covered(kernel: str) -> None:
    assert np.isfinite(one(HOLED, Affine.translation(1.1, 1.0), kernel))
    assert np.isnan(one(HOLED, Affine.translation(1, 1), kernel))
    # What rounding leaves is nothing.
    assert np.isnan(one(HOLED, Affine.translation(1 + 1e-8, 1), kernel))


def test_the_weights_of_valid_pixels_sum_up_to_1() -> None:
    found = one(HOLED, Affine.translation(1.75, 1.25), "bilinear")
    shares = {(1, 2): 0.75 * 0.75, (2, 1): 0.25 * 0.25, (2, 2): 0.75 * 0.25}
    total = sum(share * HAND[pixel] for pixel, share in shares.items())
    assert found == pytest.approx(total / sum(shares.values()))
    assert one(HOLED, Affine.translation(1.75, 1), "average") == pytest.approx(7)
    assert one(HOLED, Affine.translation(1.75, 1), "sum") == pytest.approx(5.25)


def test_where_half_of_the_weight_is_left_the_kernel_stays() -> None:
    """One of the outer pixels is lost, with a negative weight: 1 + 1/256 is left."""
    values = HAND.copy()
    values[0, 0] = np.nan
    weight = np.outer([-1, 9, 9, -1], [-1, 9, 9, -1]) / 256
    weight[0, 0] = 0
    expected = (weight * np.nan_to_num(values)).sum() / weight.sum()
    found = one(values, Affine.translation(1.5, 1.5), "cubic")
    assert found == pytest.approx(expected, rel=1e-14)


def test_where_less_is_left_the_triangle_takes_its_place() -> None:
    """Of four pixels around the centre one is left: 81 of 256, less the outer ones."""
    values = HAND.copy()
    values[1, 1] = values[1, 2] = values[2, 1] = np.nan
    at = Affine.translation(1.5, 1.5)
    assert one(values, at, "cubic") == one(values, at, "bilinear") == 11
    assert one(values, at, "lanczos") == 11
    assert one(values, at, "cubic_spline") != 11  # no weight of it is negative


def test_the_triangle_is_as_wide_as_the_kernel_was() -> None:
    values = np.full((12, 12), np.nan)
    values[6:, 6:] = np.random.default_rng(1).uniform(0, 9, (6, 6))
    at = Affine.translation(5, 5) * Affine.scale(2.4)
    found, bilinear = one(values, at, "lanczos"), one(values, at, "bilinear")
    assert found == bilinear
    assert found != values[6, 6]


def test_beyond_the_edge_is_as_beside_an_invalid_pixel() -> None:
    inside = np.full((9, 9), np.nan)
    inside[2:6, 2:6] = HAND
    at = Affine.translation(0.1, 0.2) * Affine.scale(1.3)
    moved = Affine.translation(2, 2) * at
    for kernel in EVERYWHERE:
        assert one(HAND, at, kernel) == pytest.approx(one(inside, moved, kernel))


def test_off_the_source_there_is_nothing() -> None:
    for kernel in EVERYWHERE:
        found = of(HAND, Affine.translation(-3, 0), (1, 4)).evaluate(kernel)
        np.testing.assert_array_equal(np.isnan(found), [[True, True, True, False]])


# --- gauss, and the short way -------------------------------------------------------


def test_gauss_by_hand() -> None:
    found = of(HAND, Affine.scale(2), (2, 2)).evaluate("gauss")
    along = np.array([[1, 2, 1, 0], [0, 0, 1, 2]]) / np.array([[4], [3]])
    np.testing.assert_allclose(found, along @ HAND @ along.T)
    with pytest.raises(ValueError, match="whole multiples"):
        of(HAND, Affine.scale(1.5), (2, 2)).evaluate("gauss")


def test_the_function_is_the_class() -> None:
    case = cases.draw(PAIRS[0], 1.5, "classes", has_holes=True)
    for kernel in ("mode", "lanczos"):
        found = evaluate(case.values, case.valid, case.src, case.dst, kernel)
        np.testing.assert_array_equal(found, case.truth().evaluate(kernel))
