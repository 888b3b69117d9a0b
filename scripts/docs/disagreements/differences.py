# SPDX-License-Identifier: GPL-3.0-or-later
"""How far systems are from the truth of the tests, in numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from truth import claims, picks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from truth.cases import Case

    from .truth_systems import Values

#: Differences up to here are none, as shares of the range.
_NONE = 1e-6


@dataclass(frozen=True)
class Difference:
    """How far one system is from the truth of one kernel on one case."""

    largest: float
    rms: float
    other: float
    """The share of compared pixels that differ at all."""
    elsewhere: float
    """The share of pixels that have a value on one side alone."""

    def cell(self, kernel: str) -> str:
        """Return it as the table has it."""
        picked = kernel == "nearest" or kernel in picks.PICKS
        text = f"{self.other:.1%}" if picked else f"{self.largest:.0e}/{self.rms:.0e}"
        if not picked and self.largest <= _NONE:
            text = "0"
        return text + (f", {self.elsewhere:.1%} valid" if self.elsewhere else "")

    @property
    def is_one(self) -> bool:
        """Whether there is a difference worth a row."""
        return self.largest > _NONE or self.elsewhere > 0


def worst(some: Sequence[Difference]) -> Difference:
    """Return the largest of each number."""
    names = ("largest", "rms", "other", "elsewhere")
    return Difference(*(max(getattr(each, name) for each in some) for name in names))


@dataclass(frozen=True)
class Row:
    """One kernel on one case."""

    kernel: str
    pair: str
    ratio: float
    degrees: float
    by_system: dict[str, Difference]


def rows(
    work: Sequence[tuple[Case, Sequence[str]]], results: dict[str, list[Values]]
) -> Iterator[Row]:
    """Yield each kernel on each case.

    Args:
        work: Cases, and the kernels that each was resampled with.
        results: Of each system, in the order of the cases.
    """
    for number, (case, kernels) in enumerate(work):
        truth = case.truth()
        for kernel in kernels:
            expected, steady = truth.evaluate(kernel), claims.steady(truth, kernel)
            whole = np.nanmax(truth.values) - np.nanmin(truth.values)
            if kernel == "sum":
                whole = np.nanmax(np.abs(expected))
            by_system = {
                system: _difference(found[number][kernel], expected, steady, whole)
                for system, found in results.items()
            }
            name = case.name.split(",")[0]
            yield Row(kernel, name, case.ratio, _degrees(truth), by_system)


def _difference(
    found: NDArray[Any],
    expected: NDArray[np.float64],
    steady: NDArray[np.bool_],
    whole: float,
) -> Difference:
    off = np.abs(found - expected)[steady & ~np.isnan(found) & ~np.isnan(expected)]
    elsewhere = (np.isnan(found) != np.isnan(expected))[steady]
    if not off.size:
        return Difference(0.0, 0.0, 0.0, float(elsewhere.mean()))
    off /= whole
    return Difference(
        largest=float(off.max()),
        rms=float(np.sqrt((off**2).mean())),
        other=float((off > _NONE).mean()),
        elsewhere=float(elsewhere.mean()),
    )


def _degrees(truth: Any) -> float:
    """Return how far the target's axes are turned in the source, up to 90 degrees."""
    u_col, _, v_col, _ = truth.places.jacobian[:, 7, 9]
    return math.degrees(math.atan2(abs(v_col), abs(u_col)))
