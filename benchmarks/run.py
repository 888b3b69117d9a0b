# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure every system on every workload, in turns, and print one table.

    python benchmarks/run.py [--quick] [--cases PATTERN ...] [--systems NAME ...]
                             [--runs N] [--docs] [--list]

A PATTERN is a case's name as --list shows it, where * stands for anything: "a", "c*",
"d mosaic *". Every run is a process of its own; in each round all systems of a case
run one after the other. Input is made once, into benchmarks/work/data; results go to
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

from sizes import HERE, WORK  # first: it makes the demo's modules known

sys.path.append(str(HERE / "systems"))

# isort: split
import catalogue
from cases import FLOOR, OURS, Case, all_cases
from job import Kind
from measure import RunFailed
from measure import run as measured
from report import markdown, write_docs, write_plots
from results import Entry, Results

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUICK_SIDE = 0.25
_QUICK_CASES = (
    *("a", "b", "c*", "d mosaic bilinear 10 m", "d DEM cubic 10 m"),
    *("d cover mode 100 m", "e 1", "e 2", "f 0.25", "f 1"),
)
_FULL_RUNS = 3
_BUDGET_S = 600
"""A system that has taken this long in a case is not run in it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure."""

    cases: tuple[Case, ...]
    runs: int
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
    results = Results(about=_about(plan))
    name = datetime.now(tz=timezone.utc).strftime("%Y%m%d-%H%M%S")
    kept = WORK / "results" / f"{name}.json"
    for case in plan.cases:
        _make_input(case)
        for entry in _measure(case, plan.runs):
            results.entries.append(entry)
        results.write(kept)
    text = markdown(results)
    kept.with_suffix(".md").write_text(text, encoding="utf-8")
    plots = kept.with_suffix("")
    plots.mkdir()
    write_plots(results, plots)
    print(f"\n{text}\n{kept}")
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
    parser.add_argument("--runs", type=int, help="rounds, 3 by default")
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
        # cannot without us.
        asked = tuple(options.systems or case.systems)
        systems = (OURS, *asked) if FLOOR in asked and OURS not in asked else asked
        chosen.append(replace(case, systems=systems))
    runs = options.runs or (1 if options.quick else _FULL_RUNS)
    return Plan(cases=tuple(chosen), runs=runs, side=side)


def _make_input(case: Case) -> None:
    """Make the files of a case, and read them once, so that no run reads the disk."""
    words = [sys.executable, str(HERE / "workloads.py"), str(case.size.side)]
    # In a process of its own: what this one holds counts as its children's.
    subprocess.run([*words, *(["--months"] if case.needs_months else [])], check=True)
    for path in (Path(case.job.product), *(Path(one.path) for one in case.job.layers)):
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                _read(file)


def _read(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def _measure(case: Case, runs: int) -> list[Entry]:
    """Run all systems of a case in turns."""
    entries = [
        Entry(case=case.name, title=case.title, system=system, amount=case.amount)
        for system in _in_order(case.systems)
    ]
    print(f"\n{case.name}: {case.title}", flush=True)
    content = WORK / "content.npy"
    for _ in range(runs):
        for entry in entries:
            spent = sum(run.wall_s for run in entry.runs)
            if not entry.failure and spent < _BUDGET_S:
                _run_once(case, entry, content)
    content.unlink(missing_ok=True)
    return entries


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
        "side": f"{plan.side:g} of the full size; {plan.runs} runs, in turns",
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
