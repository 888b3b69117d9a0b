# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how far systems are from the truth of the tests, kernel by kernel.

The systems are the plugin, and GDAL's warper by the bindings and by the rasterio of
this Python. `--referee` adds the GDAL of another Python, by the command that starts it
and what it has: `--referee '/some/venv/bin/python: rasterio'`, or
`--referee 'chroot /some/debian python3: gdal' --folder /one/that/both/see`.

A cell has the largest and the root mean square difference as shares of the range of the
source's values (of `sum`: of the largest sum). Of kernels that pick it has the share of
pixels with another value. Then follows, if it is not 0, the share of pixels that have a
value on one side alone. Pixels in which a hair's breadth decides are left out, and so
are rows in which every system is closer than 1e-6. Sources are white noise (classes for
`mode`) and run along the axes of their CRSs; the angle is that between the axes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..root import ROOT

sys.path.append(str(ROOT / "tests"))

from truth import cases, evaluate
from truth.pairs import PAIRS

from .truth_differences import rows, worst
from .truth_systems import by_system

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from truth.cases import Case

    from .truth_differences import Row

RATIOS = (0.3, 1.0, 1.5, 3.0, 10.0)


def main() -> int:
    """Make the cases, have every system resample them, and print the tables."""
    options = _options()
    work = list(_work(options.pairs, options.kernels or evaluate.EVERYWHERE))
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        results = by_system(work, Path(folder), options.referee)
    found = list(rows(work, results))
    _print_summary(found, list(results))
    if options.full:
        _print_full(found, list(results))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--referee", action="append", default=[], metavar="COMMAND")
    parser.add_argument("--kernels", nargs="*", choices=evaluate.EVERYWHERE)
    parser.add_argument("--pairs", type=int, default=len(PAIRS), metavar="COUNT")
    parser.add_argument("--full", action="store_true", help="each pair and ratio")
    parser.add_argument("--folder", help="of temporary files, one that referees see")
    return parser.parse_args()


def _work(pairs: int, kernels: Iterable[str]) -> Iterator[tuple[Case, Sequence[str]]]:
    """Yield cases, and the kernels for the field that each has."""
    by_field = {
        "noise": [kernel for kernel in kernels if kernel != "mode"],
        "classes": [kernel for kernel in kernels if kernel == "mode"],
    }
    for pair in (cases.UTM, *PAIRS[:pairs]):
        for ratio in RATIOS:
            for field, its_kernels in by_field.items():
                if its_kernels:
                    case = cases.draw(pair, ratio, field, turn=0, aspect=1)
                    yield case, its_kernels


def _print_summary(found: list[Row], systems: list[str]) -> None:
    """Print the worst of all pairs, by kernel and ratio."""
    groups: dict[tuple[str, str, float], list[Row]] = defaultdict(list)
    for row in found:
        kind = "one CRS" if row.pair == cases.UTM.name else "two CRSs"
        groups[row.kernel, kind, row.ratio].append(row)
    print(f"| kernel | grids | ratio | {' | '.join(systems)} |")
    print("|---|---|---:|" + "---|" * len(systems))
    for (kernel, kind, ratio), some in sorted(groups.items()):
        all_worst = {s: worst([row.by_system[s] for row in some]) for s in systems}
        if any(difference.is_one for difference in all_worst.values()):
            cells = " | ".join(all_worst[s].cell(kernel) for s in systems)
            print(f"| `{kernel}` | {kind} | {ratio:g} | {cells} |")


def _print_full(found: list[Row], systems: list[str]) -> None:
    print(f"\n| kernel | source to target | turned | ratio | {' | '.join(systems)} |")
    print("|---|---|---:|---:|" + "---|" * len(systems))
    for row in sorted(found, key=lambda row: row.kernel):
        if any(difference.is_one for difference in row.by_system.values()):
            cells = " | ".join(row.by_system[s].cell(row.kernel) for s in systems)
            print(
                f"| `{row.kernel}` | {row.pair} | {row.degrees:.1f}° | {row.ratio:g} "
                f"| {cells} |"
            )


if __name__ == "__main__":
    sys.exit(main())
