# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs cases with faults, each in a fork of a process that has all modules already.

    LD_PRELOAD=SHIM python -m scripts.faults.fork_server SHIM FOLDER

Reads a case and a fault from each line of standard input, and writes a line of what
came of it. A fork takes a tenth of the time of a start, and calls that belong to the
start of Python are not counted.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import rasterio

from ..package import register_package
from .cases import CASES
from .job import run_case
from .shim import Fault, Shim

if TYPE_CHECKING:
    from .cases import Case

#: A run that takes longer hangs; it takes a second else.
_PATIENCE_S: Final = 60


def main(library: Path, folder: Path) -> None:
    """Serve until the input ends."""
    shim = Shim(library)
    register_package()
    core = importlib.import_module("exogenous.core")
    with rasterio.Env():  # which registers GDAL's drivers
        pass
    cases = {case.name: case for case in CASES}
    for line in sys.stdin:
        asked = json.loads(line)
        case, fault = cases[asked["case"]], Fault(**asked["fault"])
        told = _forked(shim, core, case, folder, fault)
        for name in told.pop("modules", ()):
            if name not in sys.modules:
                with suppress(ImportError):
                    importlib.import_module(name)
        print(json.dumps(told), flush=True)


def _forked(
    shim: Shim, core: Any, case: Case, folder: Path, fault: Fault
) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        told = _run(shim, core, case, folder, fault)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(json.dumps(told))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        is_over = bool(select.select([pipe], [], [], _PATIENCE_S)[0])
        if not is_over:
            os.kill(child, signal.SIGKILL)
        text = pipe.read() if is_over else ""
    _, status = os.waitpid(child, 0)
    if text:
        told: dict[str, Any] = json.loads(text)
        return told
    how = signal.Signals(os.WTERMSIG(status)).name
    return {"ended": "killed" if is_over else "hang", "said": how, "calls": {}}


def _run(
    shim: Shim, core: Any, case: Case, folder: Path, fault: Fault
) -> dict[str, Any]:
    ended, said = "done", ""
    shim.arm(fault)
    try:
        run_case(core, case, folder)
    except core.ExogenousError as error:
        ended, said = "refused", str(error)
    except BaseException:  # noqa: BLE001  (any of them is a finding)
        ended, said = "traceback", traceback.format_exc()
    calls = shim.disarm()
    modules = [] if fault.kind else sorted(sys.modules)
    return {"ended": ended, "said": said, "calls": calls, "modules": modules}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
