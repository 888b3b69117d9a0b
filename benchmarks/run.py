# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure every system on every workload, in turns, and print one table.

    python benchmarks/run.py [--quick] [--cases PATTERN ...] [--systems NAME ...]
                             [--runs N] [--docs] [--list]

A PATTERN is a case's name as --list shows it, where * stands for anything: "a", "c*",
"d mosaic *". Every run is a process of its own; in each round all systems of a case
run one after the other; by default there are three, and what takes long sits out the
later ones. Input is made once, into benchmarks/work/data; results go to
benchmarks/work/results as JSON and Markdown. --quick takes a sixteenth of the area,
and fewer cases, to try the harness itself: its figures mean nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from paths import HERE, WORK  # first: it makes the other modules known

# isort: split
import catalogue
from cases import FLOOR, OURS, Case, all_cases
from job import Kind
from measure import RunFailed
from measure import run as measured
from report import markdown, write_docs, write_plots
from required import is_required
from results import Entry, Results

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUICK_SIDE = 0.25
_QUICK_CASES = (
    *("a", "b", "c*", "d mosaic bilinear 10 m", "d DEM cubic 10 m"),
    *("d cover mode 100 m", "e 1", "e 2", "f 0.25", "f 1"),
)
_FULL_RUNS = 3
_REQUIRED_S, _OTHERS_S = 250, 5
"""Nobody is run again in a case once all its runs there would take longer than this;
the first is for whom a limit is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure."""

    cases: tuple[Case, ...]
    runs: int
    within_budget: bool
    """Fewer runs of what takes long."""
    side: float


def main() -> int:
    """Read the command line and measure."""
    options = _options()
    plan = _plan(options)
    if options.list:
        for case in plan.cases:
            print(f"{case.name:<24} {case.title}: {', '.join(case.systems)}")
        return 0
    if not plan.cases:
        print("no case has such a name; --list shows them", file=sys.stderr)
        return 2
    _make_input(plan.cases)
    plan = _plan(options)  # anew: where the area of interest lies is known now
    results = Results(about=_about(plan))
    name = datetime.now(tz=timezone.utc).strftime("%Y%m%d-%H%M%S")
    kept = WORK / "results" / f"{name}.json"
    for case in plan.cases:
        results.entries.extend(_measure(case, plan))
        # After each case, so that a session that is cut short keeps what it has.
        results.write(kept)
        kept.with_suffix(".md").write_text(markdown(results), encoding="utf-8")
    plots = kept.with_suffix("")
    plots.mkdir()
    write_plots(results, plots)
    print(f"\n{markdown(results)}\n{kept}")
    if options.docs:
        write_docs(results)
    return 1 if any(entry.failure for entry in results.entries) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="try the harness")
    parser.add_argument("--cases", nargs="+", metavar="PATTERN")
    parser.add_argument("--systems", nargs="+", metavar="NAME")
    parser.add_argument(
        "--runs", type=int, help="of everybody; by default 3, fewer of what takes long"
    )
    parser.add_argument("--docs", action="store_true", help="fill docs/performance.md")
    parser.add_argument("--list", action="store_true", help="show cases and systems")
    return parser.parse_args()


def _plan(options: argparse.Namespace) -> Plan:
    side = _QUICK_SIDE if options.quick else 1.0
    patterns = options.cases or (_QUICK_CASES if options.quick else ("*",))
    chosen = []
    for case in all_cases(side):
        if not any(fnmatchcase(case.name, pattern) for pattern in patterns):
            continue
        # Who is asked for takes part, though perhaps not by default; the floor
        # cannot without us, nor where nothing is written.
        writes = case.job.kind is not Kind.ARRAYS
        wanted = options.systems or case.systems
        asked = tuple(one for one in wanted if one != FLOOR or writes)
        systems = (OURS, *asked) if FLOOR in asked and OURS not in asked else asked
        chosen.append(replace(case, systems=systems))
    runs = options.runs or (1 if options.quick else _FULL_RUNS)
    return Plan(
        cases=tuple(chosen), runs=runs, within_budget=not options.runs, side=side
    )


def _make_input(cases: Sequence[Case]) -> None:
    """Make the files of all cases where they are missing."""
    for side, months in sorted({(one.size.side, one.needs_months) for one in cases}):
        words = [sys.executable, str(HERE / "workloads.py"), str(side)]
        # In a process of its own: what this one holds counts as its children's.
        subprocess.run([*words, *(["--months"] if months else [])], check=True)


def _read_input(case: Case) -> None:
    """Read the files of a case, so that no run reads the disk.

    A system that fills the memory pushes them out of the cache.
    """
    for path in (Path(case.job.product), *(Path(one.path) for one in case.job.layers)):
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                _read(file)


def _read(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def _measure(case: Case, plan: Plan) -> list[Entry]:
    """Run all systems of a case in turns."""
    entries = [
        Entry(case=case.name, title=case.title, system=system, amount=case.amount)
        for system in _in_order(case.systems)
    ]
    print(f"\n{case.name}: {case.title}", flush=True)
    content = WORK / "content.npy"
    for _ in range(plan.runs):
        for entry in entries:
            is_too_much = plan.within_budget and not _is_affordable(entry)
            if not entry.failure and not is_too_much:
                _run_once(case, entry, content)
    content.unlink(missing_ok=True)
    return entries


def _is_affordable(entry: Entry) -> bool:
    """Tell whether one more run of a system in a case is worth its time."""
    spent = [run.wall_s for run in entry.runs]
    required = is_required(entry.case, entry.system)
    allowed_s = _REQUIRED_S if required else _OTHERS_S
    return not spent or sum(spent) + max(spent) <= allowed_s


def _in_order(systems: Sequence[str]) -> list[str]:
    """Put the floor after us, whose result it encodes."""
    return sorted(systems, key=lambda system: (system == FLOOR, system != OURS))


def _run_once(case: Case, entry: Entry, content: Path) -> None:
    folder = WORK / "output"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    job = case.job
    saved = folder / "job.json"
    job.write(saved)
    task = catalogue.Task(job=job, saved=saved, folder=folder, content=content)
    log = WORK / "logs" / f"{case.name} {entry.system}.log".replace(":", " ")
    log.parent.mkdir(exist_ok=True)
    _read_input(case)
    try:
        cost = measured(
            catalogue.command(entry.system, task),
            folder=folder,
            log=log,
            environment=catalogue.environment(),
        )
    except RunFailed as error:
        entry.failure = str(error)
        print(f"  {entry.system:<24} failed", flush=True)
        return
    entry.runs.append(cost)
    print(
        f"  {entry.system:<24} {cost.wall_s:8.2f} s  {cost.cpu_s:8.2f} s CPU"
        f"  {cost.peak_bytes / 1e6:8.0f} MB",
        flush=True,
    )
    if len(entry.runs) == 1:
        _look_at(case, entry, folder, content)
    shutil.rmtree(folder)


def _look_at(case: Case, entry: Entry, folder: Path, content: Path) -> None:
    """Compare a first result with the oracle, and keep ours for the floor."""
    if entry.system != FLOOR:
        words = [sys.executable, str(HERE / "accuracy.py"), "job.json", "."]
        done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
        if done.returncode:
            entry.failure = done.stderr.decode(errors="replace")[-1000:]
            return
        entry.accuracy = json.loads(done.stdout)
    if entry.system == OURS and FLOOR in case.systems:
        name = "stack" if case.job.kind is Kind.STACK else case.job.layers[0].name
        words = [sys.executable, str(HERE / "content.py"), f"{name}.tif", str(content)]
        subprocess.run(words, cwd=folder, check=True)


def _about(plan: Plan) -> dict[str, str]:
    systems = [system for case in plan.cases for system in case.systems]
    load = os.getloadavg()[0]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{_processor()}, {os.cpu_count()} processors, {_memory()}",
        "load before": f"{load:.1f}",
        "side": f"{plan.side:g} of the full size",
        "rounds": f"{plan.runs}, in turns",
        **catalogue.versions(systems),
    }


def _processor() -> str:
    words = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = [line.partition(":")[2].strip() for line in words if "model name" in line]
    return named[0] if named else platform.machine()


def _memory() -> str:
    amount = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{amount / 1e9:.0f} GB"


if __name__ == "__main__":
    sys.exit(main())
