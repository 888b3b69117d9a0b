# SPDX-License-Identifier: GPL-3.0-or-later
"""Run a command and see what it took: time, processor time, memory.

The figures are the system's own (wait4): processor time of the command and all it
started, and the largest resident set of any one process of them. A process counts at
least what its parent had when it started, so the program that calls this stays small.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: Linux counts resident memory in KiB, macOS in bytes.
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


class RunFailed(Exception):
    """A system ended with an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took."""

    wall_s: float
    cpu_s: float
    peak_bytes: int


def run(
    words: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str]
) -> Cost:
    """Run a command to its end.

    Args:
        words: The command.
        folder: Where it runs.
        log: What it says goes there.
        environment: Its whole environment.

    Raises:
        RunFailed: It ended with an error; the message has the end of the log.
    """
    os.sync()  # what the last one left to write is not on this one's time
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-1000:]
        raise RunFailed(f"{words[0]} ended with {process.returncode}:\n{tail}")
    return Cost(
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_bytes=usage.ru_maxrss * _MAXRSS_BYTES,
    )
