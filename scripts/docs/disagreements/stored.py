# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what was found, for machines that have other GDALs.

A file has a row for each case and a column for each kernel. A cell has the numbers of a
`Difference`, and the mean of the truth, by which a truth of another day is seen.
"""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

from ...root import ROOT
from .differences import Difference, Found
from .systems import PLUGIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .differences import ByCase

FOLDER = ROOT / "docs" / "disagreements"

#: How far the mean of the truth may be off, as a share: versions of PROJ differ in the
#: last digits.
_SAME = 1e-4


class AnotherTruthError(Exception):
    """What is stored was compared with other cases, or another truth."""


def store(system: str, found: ByCase) -> Path:
    """Write what a system found; return the file.

    Args:
        system: Its name, with the version of a referee: `GDAL 3.6.2`.
        found: By case and kernel.
    """
    kernels = list(dict.fromkeys(kernel for _, kernel in found))
    FOLDER.mkdir(exist_ok=True)
    minor = ".".join(system.split(".")[:2])
    path = FOLDER / f"{minor.lower().replace(' ', '-')}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([system, *kernels])
        for case in dict.fromkeys(case for case, _ in found):
            cells = [_cell(found.get((case, kernel))) for kernel in kernels]
            out.writerow([case, *cells])
    return path


def _cell(found: Found | None) -> str:
    if found is None:
        return ""
    d = found.difference
    numbers = (d.largest, d.rms, d.other, d.elsewhere)
    return " ".join([*(f"{number:.2g}" for number in numbers), f"{found.truth:.6g}"])


def load() -> dict[str, ByCase]:
    """Return what is stored, by system: the plugin's, then older versions first.

    Raises:
        AnotherTruthError: What is stored is not all of the same cases and truth.
    """
    read = dict(sorted(map(_read, FOLDER.glob("*.csv")), key=lambda one: _age(one[0])))
    for system, found in read.items():
        _compare_truths(system, read[PLUGIN], found)
    return read


def _compare_truths(system: str, now: ByCase, found: ByCase) -> None:
    changed = [
        f"{kernel} on {case}"
        for (case, kernel), one in now.items()
        if (case, kernel) not in found
        or not math.isclose(one.truth, found[case, kernel].truth, rel_tol=_SAME)
    ]
    if changed or len(found) != len(now):
        raise AnotherTruthError(
            f"{system} was compared with another truth (see make referee): "
            f"{len(changed)} of {len(now)} differ, as {changed[:3]}"
        )


def _read(path: Path) -> tuple[str, ByCase]:
    with path.open(encoding="utf-8", newline="") as file:
        (system, *kernels), *rows = csv.reader(file)
    return system, dict(_cells(kernels, rows))


def _cells(
    kernels: list[str], rows: Iterable[list[str]]
) -> Iterable[tuple[tuple[str, str], Found]]:
    for case, *cells in rows:
        for kernel, cell in zip(kernels, cells, strict=True):
            if cell:
                *numbers, truth = map(float, cell.split())
                yield (case, kernel), Found(Difference(*numbers), truth)


def _age(system: str) -> tuple[int, ...]:
    if system == PLUGIN:
        return ()
    return tuple(map(int, system.rsplit(maxsplit=1)[-1].split(".")))
