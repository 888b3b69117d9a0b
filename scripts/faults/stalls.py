# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a source never answer: a pipe nobody writes to, and a server that is stopped.

A network drive that is dead is a file that never answers, as both are.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from .job import run_case
from .stage import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .stage import Stage

#: How long the runs wait for a file, and how long they may take to say so.
_PATIENCE_S: Final = 1.0
_MOST_S: Final = 15.0


def stalled_sources(stage: Stage, core: Any) -> Iterator[Trial]:
    """Yield a trial for each way in which a source does not answer."""
    folder = stage.folder / "in"
    with _pipe(folder / "pipe.tif") as pipe:
        yield _trial(stage, core, "source is a pipe", str(pipe))
    with _stopped_server(folder) as address:
        yield _trial(stage, core, "server is stopped", address)


def _trial(stage: Stage, core: Any, name: str, path: str) -> Trial:
    stage.set_up()
    first, *others = stage.case.layers
    layers = {first: {**stage.case.layers[first], "path": path}}
    layers |= {other: stage.case.layers[other] for other in others}
    options = {**stage.case.options, "patience_s": _PATIENCE_S}
    case = replace(stage.case, layers=layers, options=options)
    start = time.monotonic()
    try:
        run_case(core, case, stage.folder)
        ended, said = "done", ""
    except core.ExogenousError as error:
        ended, said = "refused", str(error)
    except Exception as error:  # noqa: BLE001  (any of them is a finding)
        ended, said = "traceback", repr(error)
    if time.monotonic() - start > _MOST_S:
        ended = "hang"
    return Trial(name, stage.case.name, ended, said, stage.left())


@contextmanager
def _pipe(path: Path) -> Iterator[Path]:
    os.mkfifo(path)
    try:
        yield path
    finally:
        os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))  # lets whoever waits go
        path.unlink()


@contextmanager
def _stopped_server(folder: Path) -> Iterator[str]:
    """Yield the address of a file on a server that takes connections, and stops."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, cwd=folder, stdout=quiet, stderr=quiet) as server:
        _wait_for(port)
        server.send_signal(signal.SIGSTOP)
        try:
            yield f"/vsicurl/http://127.0.0.1:{port}/dem.tif"
        finally:
            server.kill()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _MOST_S
    while not _answers(port):
        if time.monotonic() > end:
            raise RuntimeError("the server did not begin")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
