# SPDX-License-Identifier: GPL-3.0-or-later
"""Samples the call stacks of a command with Linux's `perf`, native frames and all."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import catalogue
from measure import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_HERTZ = 199
_STACK_BYTES = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a thread was seen at."""

    at_s: float
    """When it was."""
    spent_s: float
    """The processor time that it stands for."""
    thread: str
    """The thread's name."""
    stack: str
    """A frame a line, the innermost first."""


def is_there() -> bool:
    """Tell whether the profiler is on the PATH."""
    return shutil.which("perf") is not None


def record(words: Sequence[str], folder: Path) -> list[Sample]:
    """Run a command in a folder, and return what was seen of it.

    Raises:
        RunFailed: The profiler or the command ended with an error.
    """
    options = ["-q", "-e", "cpu-clock", "-F", str(_HERTZ)]
    stacks = ["--call-graph", f"dwarf,{_STACK_BYTES}"]
    data, log = folder / "perf.data", folder / "perf.log"
    run(
        ["perf", "record", *options, *stacks, "-o", str(data), "--", *words],
        folder=folder,
        log=log,
        environment=catalogue.environment(),
    )
    # What perf does before the command begins is under its own name.
    return [one for one in _samples(data) if not one.thread.startswith("perf")]


def _samples(data: Path) -> Iterator[Sample]:
    fields = "comm,tid,time,period,ip,sym,dso"
    words = ["perf", "script", "-i", str(data), "--no-inline", "-F", fields]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as told:
        lines: list[str] = []
        for line in told.stdout or ():
            if line.strip():
                lines.append(line)
            elif lines:
                yield _parsed(*lines)
                lines = []


def _parsed(head: str, *frames: str) -> Sample:
    *name, _, at, period = head.split()
    return Sample(
        at_s=float(at.rstrip(":")),
        spent_s=int(period) / 1e9,
        thread=" ".join(name),
        stack="".join(frames),
    )
