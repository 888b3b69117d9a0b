# SPDX-License-Identifier: GPL-3.0-or-later
"""How far systems are from the truth of the tests, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from truth import claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from .systems import Values
    from .work import Task

    #: What was found, by case and kernel.
    ByCase = dict[tuple[str, str], "Found"]

#: Differences up to here are none, as shares of the range.
NONE = 1e-6


@dataclass(frozen=True)
class Difference:
    """How far a system is from the truth of one kernel on one case."""

    largest: float
    """As a share of the range of the source's values; of `sum`, of the largest sum."""
    rms: float
    other: float
    """The share of compared pixels that differ at all."""
    elsewhere: float
    """The share of pixels that have a value on one side alone."""

    @property
    def is_one(self) -> bool:
        """Whether it is worth telling of."""
        return self.largest > NONE or self.elsewhere > 0


@dataclass(frozen=True)
class Found:
    """A system's difference on one case, and what it was compared with."""

    difference: Difference
    truth: float
    """The mean of the true values that were compared."""


def worst(some: Iterable[Difference]) -> Difference:
    """Return the largest of each number."""
    numbers = [(d.largest, d.rms, d.other, d.elsewhere) for d in some]
    return Difference(*(max(each) for each in zip(*numbers, strict=True)))


def compare(
    tasks: Sequence[Task], results: Mapping[str, Sequence[Values]]
) -> dict[str, ByCase]:
    """Return what was found of each system, by its name.

    Args:
        tasks: What was resampled.
        results: Of each system, in the order of the tasks.
    """
    found: dict[str, ByCase] = {system: {} for system in results}
    for number, task in enumerate(tasks):
        truth = task.case.truth()
        whole = np.nanmax(truth.values) - np.nanmin(truth.values)
        for kernel in task.kernels:
            expected, steady = truth.evaluate(kernel), claims.steady(truth, kernel)
            mean = float(np.nanmean(expected[steady]))
            of = np.nanmax(np.abs(expected)) if kernel == "sum" else whole
            for system, values in results.items():
                one = _difference(values[number][kernel], expected, steady, of)
                found[system][task.case.name, kernel] = Found(one, mean)
    return found


def _difference(
    found: NDArray[Any],
    expected: NDArray[np.float64],
    steady: NDArray[np.bool_],
    whole: float,
) -> Difference:
    off = np.abs(found - expected)[steady & ~np.isnan(found) & ~np.isnan(expected)]
    elsewhere = (np.isnan(found) != np.isnan(expected))[steady]
    off /= whole
    return Difference(
        largest=float(off.max(initial=0.0)),
        rms=float(np.sqrt((off**2).mean())) if off.size else 0.0,
        other=float((off > NONE).mean()) if off.size else 0.0,
        elsewhere=float(elsewhere.mean()),
    )
