# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/reliability.md: faults that were tried, and what came of them.

python -m scripts.faults.run [--quick] [--case CASE …]

The exit code is 1 if a trial was not survived. Linux only.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..package import register_package
from ..root import ROOT
from .cases import CASES, make_inputs
from .every_call import Server, trials
from .in_qgis import in_qgis
from .page import page
from .processes import signals, together, worlds
from .sources import changed_sources
from .stage import Stage
from .stalls import stalled_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .cases import Case
    from .stage import Trial

PAGE: Final = ROOT / "docs" / "reliability.md"

#: With `--quick`, every so-manieth call fails.
_QUICK_STEP: Final = 31

#: At how many moments a run is ended by each signal; with `--quick`, at fewer.
_MOMENTS: Final = 100

#: A line says how far it is.
_TOLD_EVERY: Final = 50

#: So many runs write the same files at once.
_RUNS: Final = 4


def main() -> int:
    """Read the command line, run all trials and write the page."""
    options = _options()
    step = _QUICK_STEP if options.quick else 1
    cases = [case for case in CASES if case.name in (options.case or [case.name])]
    made: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="exogenous-faults-") as folder:
        for trial in _trials(Path(folder), cases, step):
            made.append(trial)
            if not trial.survived:
                print(trial, flush=True)
            elif len(made) % _TOLD_EVERY == 0:
                print(f"{len(made)} trials, at {trial.case}: {trial.fault}", flush=True)
    lost = sum(not trial.survived for trial in made)
    print(f"{len(made)} trials, {lost} not survived")
    if not options.case:
        PAGE.write_text(page(made, step), encoding="utf-8")
    return 1 if lost else 0


def _trials(folder: Path, cases: Sequence[Case], step: int) -> Iterator[Trial]:
    register_package()
    core = importlib.import_module("exogenous.core")
    make_inputs(folder / "in")
    server = Server(folder)
    try:
        for case in cases:
            stage = Stage(folder, case)
            yield from trials(server, stage, step)
            yield from signals(stage, -(-_MOMENTS // step))
            yield from worlds(stage, 1 if step == 1 else 3)
            yield from together(stage, _RUNS)
            yield from changed_sources(stage, core)
            yield from stalled_sources(stage, core)
            yield from in_qgis(stage, -(-_MOMENTS // (5 * step)))
    finally:
        server.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="not every call fails")
    parser.add_argument("--case", action="append", help="one of the cases, no page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
