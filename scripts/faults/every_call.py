# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets every call of a run fail once, and fills the disk at every size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any, Final, cast

from ..root import ROOT
from .shim import KINDS, Fault, build
from .stage import Stage, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .cases import Case

#: How many sizes of a full disk are tried in a case.
_SIZES: Final = 40

#: Threads of others would make the count of calls differ from run to run.
_CALM: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Server:
    """A process that runs cases with faults."""

    def __init__(self, folder: Path) -> None:
        """Start it; `folder` holds the inputs in `in`."""
        library = build(folder)
        # GDAL's threads write there what nobody reads.
        self._errors = (folder / "stderr").open("w")
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "scripts.faults.fork_server"),
                *(str(library), str(folder)),
            ],
            cwd=ROOT,
            env={**os.environ, **_CALM, "LD_PRELOAD": str(library)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def run(self, case: Case, fault: Fault) -> dict[str, Any]:
        """Run a case with a fault; return what came of it."""
        asked = {"case": case.name, "fault": asdict(fault)}
        asking = cast("IO[str]", self._process.stdin)
        asking.write(json.dumps(asked) + "\n")
        asking.flush()
        told: dict[str, Any] = json.loads(
            cast("IO[str]", self._process.stdout).readline()
        )
        return told

    def close(self) -> None:
        """End it."""
        self._process.communicate()
        self._errors.close()


def trials(server: Server, stage: Stage, step: int) -> Iterator[Trial]:
    """Yield a trial for every call of each kind that a case makes.

    Args:
        server: Runs the case.
        stage: The case.
        step: Only every so-manieth call fails.
    """
    stage.set_up()
    server.run(stage.case, Fault())  # which imports all modules
    stage.set_up()
    counted = server.run(stage.case, Fault())
    if counted["ended"] != "done":
        raise RuntimeError(f"{stage.case.name}: {counted['said']}")
    stage.learn()
    for kind in KINDS:
        count = counted["calls"][kind]
        for number in range(1, count + 1, step if count > step else 1):
            yield _trial(server, stage, Fault(kind, number), f"{kind} fails once")
        for number in range(1, count + 1, 3 * step):
            fault = Fault(kind, number, lasts=True)
            yield _trial(server, stage, fault, f"{kind} fails from then on")
    yield from _full_disks(server, stage, _SIZES if step == 1 else _SIZES // 4)


def _full_disks(server: Server, stage: Stage, sizes: int) -> Iterator[Trial]:
    written = sum(path.stat().st_size for path in stage.out.iterdir())
    most = max(4 * written, 4 * 1024)
    for number in range(sizes):
        fault = Fault(room_bytes=most * number // sizes)
        yield _trial(server, stage, fault, "disk full")


def _trial(server: Server, stage: Stage, fault: Fault, name: str) -> Trial:
    stage.set_up()
    told = server.run(stage.case, fault)
    if told["ended"] == "killed" or fault.kind == "unlink":
        stage.sweep()  # as the next run would
    return Trial(
        fault=name,
        case=stage.case.name,
        ended=told["ended"],
        said=told["said"],
        left=stage.left(),
        where=str(fault),
    )
