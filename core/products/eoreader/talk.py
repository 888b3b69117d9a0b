# SPDX-License-Identifier: GPL-3.0-or-later
"""The process of another Python, with JSON requests and replies line by line."""

from __future__ import annotations

import contextlib
import json
import math
import os
import queue
import signal
import subprocess  # nosec B404
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...message import say
from .errors import EoreaderUnusable

if TYPE_CHECKING:
    from collections.abc import Callable

    from .interpreter import Interpreter

#: Runs our package in the other Python; its folder comes last in `sys.path`.
_PROGRAM: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from exogenous_child.serve import main; main()"
)

#: How often cancellation is checked while EOReader works.
_PATIENCE_S: Final = 0.1

#: The time limit for importing EOReader, for the first time and from a slow disk.
GREETING_S: Final = 300.0

#: The longest line that is read; replies of our own package are shorter.
_MOST_CHARACTERS: Final = 2**24

#: How much of an invalid reply is shown in the error.
_SHOWN_CHARACTERS: Final = 60

#: Marks an invalid reply.
NONSENSE: Final = "nonsense"

#: The time that the other Python has to end by itself.
_FAREWELL_S: Final = 2.0


class Talk:
    """The other Python's process: a JSON object a line, there and back."""

    def __init__(self, interpreter: Interpreter, product: str, folder: Path) -> None:
        """Start the process, whose standard error goes to a file in the folder.

        Args:
            interpreter: The Python that has EOReader.
            product: The product's path, which decides on the environment.
            folder: Where the process works.

        Raises:
            EoreaderUnusable: The process does not start.
        """
        self._errors = folder / "stderr.txt"
        with self._errors.open("wb") as errors:
            try:
                # The user named the program, the script is ours, and no shell reads
                # either.
                self._process = subprocess.Popen(  # noqa: S603  # nosec B603
                    [interpreter.python, "-c", _PROGRAM, str(Path(__file__).parent)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    env=interpreter.variables_for(product),
                    cwd=folder,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    **_apart(),
                )
            except OSError as error:
                reason = error.strerror or str(error)
                raise EoreaderUnusable(interpreter.python, reason) from error
        self._replies: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(
            target=_pump, args=(self._process.stdout, self._replies), daemon=True
        ).start()

    def say(self, request: dict[str, Any]) -> None:
        """Send a request."""
        stream = self._process.stdin
        with contextlib.suppress(OSError, ValueError):  # it died: `listen` reports it
            if stream is not None:
                stream.write(json.dumps(request) + "\n")
                stream.flush()

    def listen(
        self, is_cancelled: Callable[[], bool], at_most_s: float = math.inf
    ) -> dict[str, Any] | None:
        """Return the next reply; None at the end, by timeout or cancellation."""
        give_up_at = time.monotonic() + at_most_s
        while True:
            # Its own child processes may keep the pipe open when it has ended.
            is_gone = self._process.poll() is not None
            with contextlib.suppress(queue.Empty):
                line = self._replies.get(timeout=_PATIENCE_S)
                return None if line is None else _understood(line)
            if is_gone or is_cancelled() or time.monotonic() > give_up_at:
                return None

    def last_words(self) -> str:
        """Return the last line of the process's standard error."""
        try:
            code = self._process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            return say("it has not answered within {seconds:g} s", seconds=GREETING_S)
        text = self._errors.read_text(encoding="utf-8", errors="replace")
        lines = [line for line in text.splitlines() if line.strip()]
        if lines:
            return lines[-1].strip()
        return say("without a word, exit code {code}", code=code)

    def stop(self) -> None:
        """End the process and its child processes."""
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()  # the script ends with its input
        _kill(self._process)


def _pump(stream: Any, replies: queue.SimpleQueue[str | None]) -> None:
    """Pass lines on as they come, and None at the end."""
    with stream:
        for line in iter(lambda: stream.readline(_MOST_CHARACTERS), ""):
            replies.put(line)
    replies.put(None)


def _understood(line: str) -> dict[str, Any]:
    """Parse a reply; return a marked error where the line is no reply."""
    with contextlib.suppress(ValueError, RecursionError):
        reply = json.loads(line)
        if isinstance(reply, dict) and reply.keys() & {"ok", "error"}:
            return reply
    said = line.strip()
    shown = said if len(said) < _SHOWN_CHARACTERS else f"{said[:_SHOWN_CHARACTERS]}…"
    return {"error": say("it answers {shown!r}", shown=shown), NONSENSE: True}


def _apart() -> dict[str, Any]:
    """Return options that start a process without a window, in a group of its own."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _kill(process: subprocess.Popen[str]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_FAREWELL_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
