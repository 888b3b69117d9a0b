# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends runs by signals, and lets them run in worlds that lack something.

Each run is a process of its own, as a script of a user's is.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Final

from ..root import ROOT
from .job import READY
from .limits import limited
from .stage import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .stage import Stage

#: A run that takes longer hangs.
_PATIENCE_S: Final = 90

#: Exit codes of `job.py`, and how it has ended then.
_ENDED: Final = {0: "done", 1: "refused"}

#: Limits of the address space at which runs are tried, in MB; below, Python cannot
#: load rasterio.
_MEMORY_MB: Final = (400, 450, 500, 550, 600, 700, 1000)

#: Sizes of the largest file that a process may write.
_FILE_BYTES: Final = (0, 100, 1000, 2000, 5000, 10_000, 10_000_000)

#: Environments that lack or change something; None removes a variable.
_WORLDS: Final[dict[str, dict[str, str | None]]] = {
    "no HOME": {"HOME": None, "XDG_CACHE_HOME": None},
    "no folder for temporary files": {"TMPDIR": "/nowhere", "TMP": "", "TEMP": ""},
    "C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "French locale": {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"},
    "no PATH": {"PATH": ""},
}


def signals(stage: Stage, moments: int) -> Iterator[Trial]:
    """Yield trials of signals at random moments of a run.

    Args:
        stage: The case.
        moments: How many for each signal.
    """
    stage.set_up()
    process = _start(stage)
    _wait_until_ready(process)
    start = time.monotonic()
    _ended(process)
    longest_s = time.monotonic() - start
    moment = random.Random(stage.case.name)  # noqa: S311  (no secret)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        for _ in range(moments):
            delay = moment.uniform(0, longest_s)
            yield _trial(stage, f"{number.name} at random", number=number, delay=delay)


def worlds(stage: Stage, every: int) -> Iterator[Trial]:
    """Yield trials in environments that lack something.

    Args:
        stage: The case.
        every: Only every so-manieth limit is tried.
    """
    for name, changes in _WORLDS.items():
        environment = {**os.environ, **changes}
        kept = {key: value for key, value in environment.items() if value is not None}
        yield _trial(stage, name, environment=kept)
    for megabytes in _MEMORY_MB[::every]:
        limit = limited(resource.RLIMIT_AS, megabytes * 1024**2)
        yield _trial(stage, "little memory", before=limit, where=f"{megabytes} MB")
    for size in _FILE_BYTES[::every]:
        limit = limited(resource.RLIMIT_FSIZE, size)
        yield _trial(stage, "largest size of a file", before=limit, where=f"{size} B")
    with _read_only(stage):
        yield _trial(stage, "protected file", is_set_up=True)
    with _immutable(stage) as is_so:
        if is_so:
            yield _trial(stage, "immutable file", is_set_up=True)


def together(stage: Stage, runs: int) -> Iterator[Trial]:
    """Yield trials of several runs into the same files at once."""
    stage.set_up()
    processes = [_start(stage) for _ in range(runs)]
    ended = [_ended(process) for process in processes]
    left = stage.left()
    for how, said in ended:
        yield Trial(f"{runs} runs at once", stage.case.name, how, said, left)


def _trial(
    stage: Stage,
    fault: str,
    *,
    number: signal.Signals | None = None,
    delay: float = 0,
    environment: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
    where: str = "",
    is_set_up: bool = False,
) -> Trial:
    if not is_set_up:
        stage.set_up()
    process = _start(stage, env=environment, preexec_fn=before)
    if number is not None:
        _wait_until_ready(process)
        time.sleep(delay)
        process.send_signal(number)
    how, said = _ended(process)
    left = stage.left()
    if number is signal.SIGKILL or (how == "killed" and number is None):
        stage.sweep()  # as the next run would
        left = stage.left()
    where = where or (f"after {delay:.3f} s" if number else "")
    return Trial(fault, stage.case.name, how, said, left, where)


def _start(
    stage: Stage, env: dict[str, str] | None = None, **more: Any
) -> subprocess.Popen[str]:
    # Compiling all modules would take longer than the run.
    known = {**(os.environ if env is None else env)}
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    known["PYTHONPYCACHEPREFIX"] = str(stage.folder / "compiled")
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "scripts.faults.job"),
            *(str(stage.folder), stage.case.name),
        ],
        cwd=ROOT,
        env=known,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        **more,
    )


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    said = process.stdout.readline() if process.stdout is not None else ""
    if said.strip() != READY:
        raise RuntimeError(f"the run did not begin: {said}")


def _ended(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait for a run; return how it ended, and what it said last."""
    try:
        _, said = process.communicate(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "hang", ""
    code = process.returncode
    if code < 0:
        return "killed", signal.Signals(-code).name
    if "Traceback" in said:
        return "traceback", said
    # GDAL and libtiff write lines of their own before the sentence.
    return _ENDED.get(code, f"exit code {code}"), said.strip().rpartition("\n")[2]


@contextmanager
def _read_only(stage: Stage) -> Iterator[None]:
    stage.set_up()
    with ExitStack() as undo:
        for path in stage.out.iterdir():
            path.chmod(0o444)
            undo.callback(path.chmod, 0o644)
        yield


@contextmanager
def _immutable(stage: Stage) -> Iterator[bool]:
    """Let nobody change the former result; yield whether the system lets us."""
    stage.set_up()
    paths = [str(path) for path in stage.out.iterdir()]
    try:
        quiet = subprocess.DEVNULL
        done = subprocess.run(["chattr", "+i", *paths], stderr=quiet, check=False)
    except OSError:
        yield False
        return
    try:
        yield done.returncode == 0
    finally:
        subprocess.run(["chattr", "-i", *paths], stderr=quiet, check=False)
