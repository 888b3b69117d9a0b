# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin against the truth, through the function that users call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from affine import Affine

from . import cases
from .claims import allowed, steady
from .evaluate import EVERYWHERE
from .pairs import PAIRS
from .plugin import collocated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from .cases import Case
    from .evaluate import Evaluator

    #: A case, its truth, and what the plugin makes of it by kernel.
    Compared = tuple[Case, Evaluator, dict[str, NDArray[np.float64]]]

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"  # of arrays, which place it
)

AGAINST = "the closed forms of `tests/truth`, in float64"

#: How many kernels each case of a family is resampled with, in turn: all of them would
#: take long.
_KERNELS_A_CASE = {
    "two CRSs": 3,
    "the same axes": 14,
    "other axes": 5,
    "whole multiples": 8,
    "control points": 5,
    "arrays": 5,
}


def kernels_of(family: str) -> tuple[str, ...]:
    """Return the kernels that a family of cases is resampled with."""
    return (*EVERYWHERE, "gauss") if family == "whole multiples" else EVERYWHERE


def turn_of(family: str, number: int) -> tuple[str, ...]:
    """Return the kernels whose turn it is with a family's case."""
    kernels, count = kernels_of(family), _KERNELS_A_CASE[family]
    taken = range(number * count, (number + 1) * count)
    return tuple(kernels[index % len(kernels)] for index in taken)


def layers() -> Iterator[object]:
    for family in cases.FAMILIES:
        for kernel in kernels_of(family):
            yield pytest.param(family, kernel, id=f"{family}-{kernel}")


@pytest.fixture(scope="module")
def compared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], list[Compared]]:
    """Collocates a family of cases, once."""
    done: dict[str, list[Compared]] = {}

    def compare(family: str) -> list[Compared]:
        if family not in done:
            done[family] = [
                (
                    case,
                    case.truth(),
                    collocated(
                        case, turn_of(family, number), tmp_path_factory.mktemp("case")
                    ),
                )
                for number, case in enumerate(cases.FAMILIES[family]())
            ]
        return done[family]

    return compare


def fault(
    found: NDArray[np.float64], truth: Evaluator, kernel: str
) -> tuple[str, float]:
    """Return what is wrong with a layer, if anything is, and its largest error."""
    expected, compare = truth.evaluate(kernel), steady(truth, kernel)
    elsewhere = (np.isnan(found) != np.isnan(expected)) & compare
    with np.errstate(invalid="ignore"):
        off = np.where(compare, np.abs(found - expected), 0.0)
        wrong = off > allowed(truth, kernel)
    largest = float(np.nanmax(off, initial=0.0))
    said = []
    if elsewhere.any():
        said.append(f"{elsewhere.sum()} pixels have a value on one side alone")
    if wrong.any():
        row, col = np.argwhere(wrong)[0]
        said.append(
            f"{wrong.sum()} of {wrong.size} pixels are off by up to {largest:.3g}, "
            f"first ({row}, {col}): {found[row, col]:.6g} for {expected[row, col]:.6g}"
        )
    return "; ".join(said), largest


@pytest.mark.rule(3, 5, 9, against=AGAINST)
@pytest.mark.parametrize(("family", "kernel"), layers())
def test_layers_are_true(
    family: str,
    kernel: str,
    compared: Callable[[str], list[Compared]],
    record_property: Callable[[str, object], None],
) -> None:
    faults, shares, pixels = {}, [0.0], 0
    for case, truth, found in compared(family):
        if kernel in found:
            said, largest = fault(found[kernel], truth, kernel)
            pixels += int(steady(truth, kernel).sum())
            if kernel != "sum":
                shares.append(largest / float(np.ptp(case.values[case.valid])))
            if said:
                faults[case.name] = said
    assert pixels > 500
    assert not faults, "\n".join(f"{name}: {said}" for name, said in faults.items())
    record_property("compared", pixels)
    record_property("share", max(shares))


@pytest.fixture(scope="module")
def of_shapes(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[Evaluator, dict[str, NDArray[np.float64]]]]:
    """Collocates a source onto products of three shapes, which share 4 x 5 pixels."""
    case = cases.draw(PAIRS[0], 1.0, "noise", turn=0, aspect=1)
    shared, found = (slice(5, 9), slice(7, 12)), []
    for rows, cols in ((shared[0], slice(0, 18)), (slice(0, 14), shared[1]), shared):
        moved = case.dst.transform * Affine.translation(cols.start, rows.start)
        dst = replace(
            case.dst,
            transform=moved,
            rows=rows.stop - rows.start,
            cols=cols.stop - cols.start,
        )
        one = replace(case, dst=dst)
        values = collocated(one, EVERYWHERE, tmp_path_factory.mktemp("shape"))
        part = tuple(
            slice(part.start - whole.start, part.stop - whole.start)
            for part, whole in zip(shared, (rows, cols), strict=True)
        )
        found.append((one.truth(), {k: layer[part] for k, layer in values.items()}))
    return found


@pytest.mark.rule(3, against="the same ground pixel of a product of another shape")
@pytest.mark.parametrize("kernel", EVERYWHERE)
def test_a_ground_pixel_has_one_value_whatever_the_products_shape(
    kernel: str, of_shapes: list[tuple[Evaluator, dict[str, NDArray[np.float64]]]]
) -> None:
    truth, last = of_shapes[-1]
    for _, layers in of_shapes[:-1]:
        off = np.abs(layers[kernel] - last[kernel])
        assert (off <= allowed(truth, kernel))[steady(truth, kernel)].all()
