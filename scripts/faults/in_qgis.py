# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets `qgis_process` run a case, in a profile of its own, with faults around it."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..root import ROOT
from .limits import limited
from .stage import NEW, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stage import Stage

#: Debian's own `qgis_process` 3.22 is a script that always fails.
_PROGRAMS: Final = ("qgis_process.bin", "qgis_process")

#: Where QGIS keeps the packages that were installed for it.
_PACKAGES: Final = Path(
    "~/.local/share/QGIS/QGIS3/profiles/default/python/dependencies"
).expanduser()

_PATIENCE_S: Final = 120

#: qgis_process is ready after so long, and done soon after.
_READY_S, _DONE_S = 2.0, 8.0

_ENDED: Final = {0: "done", 1: "refused", 130: "killed", 143: "killed"}


def in_qgis(stage: Stage, moments: int) -> Iterator[Trial]:
    """Yield trials of `qgis_process`; none where it is not installed.

    Args:
        stage: A case that makes a stack.
        moments: At how many moments each signal comes.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None or stage.case.call != "stack":
        return
    with _profile(stage.folder) as environment:
        run = _Run(stage, [program, *_words(stage)], environment)
        yield run.trial("in qgis_process")
        yield run.trial("log cannot be written", more=["--LOG=/nowhere/a/run.log"])
        limit = limited(resource.RLIMIT_FSIZE, 2000)
        yield run.trial("largest size of a file", before=limit, where="2000 B")
        moment = random.Random(stage.case.name)  # noqa: S311  (no secret)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            for _ in range(moments):
                delay = moment.uniform(_READY_S, _DONE_S)
                yield run.trial(f"{number.name} at random", number=number, delay=delay)


class _Run:
    """One command, which is run with different faults."""

    def __init__(
        self, stage: Stage, words: list[str], environment: dict[str, str]
    ) -> None:
        self._stage, self._words, self._environment = stage, words, environment

    def trial(
        self,
        fault: str,
        *,
        more: list[str] | None = None,
        number: signal.Signals | None = None,
        delay: float = 0,
        before: Any = None,
        where: str = "",
    ) -> Trial:
        """Run the command, and judge what it has left."""
        stage = self._stage
        stage.set_up()
        process = subprocess.Popen(
            [*self._words, *(more or [])],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            preexec_fn=before,  # noqa: PLW1509  (no other thread is at work here)
        )
        if number is not None:
            time.sleep(delay)
            process.send_signal(number)
        how, said = _ended(process)
        stage.sweep()
        left = stage.left()
        if how == "refused" and left == NEW and number is not None:
            how = "done"  # the signal came once the result was there
        where = where or (f"after {delay:.3f} s" if number else "")
        name = f"{stage.case.name} in qgis_process"
        return Trial(fault, name, how, said, left, where)


def _ended(process: subprocess.Popen[str]) -> tuple[str, str]:
    try:
        _, said = process.communicate(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "hang", ""
    if "Traceback" in said:
        return "traceback", said
    code = process.returncode
    if code < 0:
        return "killed", signal.Signals(-code).name
    lines = [line for line in said.splitlines() if line.strip()]
    own = [line for line in lines if "cannot" in line or "OUTPUT" in line]
    return _ENDED.get(code, f"exit code {code}"), (own or lines or [""])[-1]


def _words(stage: Stage) -> list[str]:
    folder, case = stage.folder, stage.case
    rows = {
        name: {**row, "path": str(folder / "in" / row["path"])}
        for name, row in case.layers.items()
    }
    words = {
        "PRODUCT": folder / "in" / "product.tif",
        "EXO": json.dumps(rows),
        "OUTPUT": folder / "out" / "stack.tif",
        "THREADS": 2,
        "PIXEL_SIZE": case.request.get("pixel_size"),
        "FORMAT": case.options.get("format"),
        "DTYPE": case.options.get("dtype"),
    }
    given = [f"--{name}={word}" for name, word in words.items() if word is not None]
    return ["run", "exo:stack", *given]


@contextmanager
def _profile(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a QGIS that has this checkout as its plugin."""
    home = folder / "profile" / "profiles" / "default"
    (home / "python" / "plugins").mkdir(parents=True)
    (home / "python" / "plugins" / "exogenous").symlink_to(ROOT)
    if _PACKAGES.exists():
        (home / "python" / "dependencies").symlink_to(_PACKAGES)
    (home / "QGIS").mkdir()
    (home / "QGIS" / "QGIS3.ini").write_text(
        "[PythonPlugins]\nexogenous=true\n", encoding="utf-8"
    )
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        yield {
            **kept,
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
            "QT_QPA_PLATFORM": "offscreen",
        }
    finally:
        shutil.rmtree(folder / "profile")
