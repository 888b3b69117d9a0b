# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of disagreements: by kernel and family, by ratio, by pair of CRSs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from truth.evaluate import EVERYWHERE

from ...root import ROOT
from .differences import worst
from .rows import cell, is_picked
from .work import TWO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from .rows import Row

PAGE = ROOT / "docs" / "disagreements.md"

_INTRODUCTION = """\
# Who is how far from the truth

Made by `make correctness`; do not edit by hand. The truth is the evaluator of
`tests/truth`, in float64: PROJ at every pixel's centre and corners, kernels in closed
form, areas by clipping polygons; its docstring has the rules. Compared are {cases}
sources and targets, {pixels} true values: {pairs} pairs of CRSs and one CRS by itself,
turned and oblong grids, control points and arrays, white noise, smooth fields and maps
of classes (these for `mode` alone). A target pixel measures {ratios}
source pixels along each axis.

GDAL warps with no error in the transform and without overviews. Its figures are stored
in [disagreements/](disagreements), made by `make referee RELEASE=bookworm`
(3.6), `trixie` (3.10) and `forky` (3.13), which has GDAL itself resample the cases in a
Debian of its own; ours are of the run that wrote this page, which fails where what is
stored was compared with another truth.

A cell has the largest and the root mean square difference as shares of the range of
the source's values (of `sum`: of the largest sum), 0 up to 1e-6. Of kernels that pick
it has the share of pixels with another value. Then follows, if it is not 0, the share
of pixels that have a value on one side alone. Each number is the worst of all cases of
the row; rows in which all are at 0 are left out. So are pixels in which a hair's
breadth decides. The letter is the name of the disagreement in
[correctness.md](correctness.md).

What is left of ours: positions are interpolated, to 1e-4 source pixel; kernels have one
width for a whole layer where it varies by less than 1 % (`bilinear`, `cubic`,
`cubic_spline` and `lanczos` to coarser pixels, between two CRSs and where points or
arrays place a source); results are float32.
"""

_FAMILIES = """
## By kernel and what sets the grids apart
"""

_RATIOS = """
## By kernel and ratio, between two CRSs

The ratio is the source pixels that a target pixel measures along each axis.
"""

_PAIRS = """
## By kernel and pair of CRSs

The source's CRS comes first.
"""


def write(found: Sequence[Row]) -> Path:
    """Write the page, and return its path."""
    text = "".join(f"{line}\n" for line in _page(found))
    PAGE.write_text(_introduction(found) + text, encoding="utf-8")
    return PAGE


def _introduction(found: Sequence[Row]) -> str:
    tasks = {row.task.case.name: row.task for row in found}.values()
    return _INTRODUCTION.format(
        cases=len(tasks),
        pixels=sum(row.task.case.dst.rows * row.task.case.dst.cols for row in found),
        pairs=len({task.pair for task in tasks if task.family == TWO}),
        ratios=", ".join(f"{r:g}" for r in sorted({t.case.ratio for t in tasks})),
    )


def _page(found: Sequence[Row]) -> Iterator[str]:
    yield _FAMILIES
    yield from _table("kernel | grids", found, lambda row: row.task.family)
    between = [row for row in found if row.task.family == TWO]
    yield _RATIOS
    yield from _table("kernel | ratio", between, lambda row: f"{row.task.case.ratio:g}")
    yield _PAIRS
    yield from _table("kernel | CRSs", between, lambda row: row.task.pair)


def _table(
    head: str, found: Sequence[Row], what: Callable[[Row], str]
) -> Iterator[str]:
    """Yield a table's lines, in the order of the kernels.

    Args:
        head: Of the columns before the systems'.
        found: What is told of.
        what: What rows of a kernel have in common that share a line.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(found, key=lambda row: EVERYWHERE.index(row.kernel)):
        groups[row.kernel, what(row)].append(row)
    systems = list(found[0].by_system)
    yield f"| {head} | {' | '.join(systems)} | name |"
    yield "|---|---" + "|---:" * len(systems) + "|---|"
    for (kernel, common), some in groups.items():
        all_worst = [worst(row.by_system[system] for row in some) for system in systems]
        if any(one.is_one for one in all_worst):
            cells = (cell(one, is_picked=is_picked(kernel)) for one in all_worst)
            letters = sorted({row.name.key for row in some if row.name})
            yield (
                f"| `{kernel}` | {common} | {' | '.join(cells)} "
                f"| {', '.join(letters)} |"
            )
