# SPDX-License-Identifier: GPL-3.0-or-later
"""A conversation with EOReader in another Python.

A process of its own is what keeps EOReader's packages out of QGIS, see the package.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import shutil
import signal
import subprocess  # nosec B404
import sys
import tempfile
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...errors import Cancelled
from ...progress import never
from .errors import EoreaderFailed, EoreaderUnusable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .interpreter import Interpreter

#: Our side there is a package in a folder that comes last where modules are found.
_PROGRAM: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from exogenous_child.serve import main; main()"
)

#: How often a cancellation is looked for while EOReader works.
_PATIENCE_S: Final = 0.1

#: How long the other Python has to end by itself.
_FAREWELL_S: Final = 2.0


class Session:
    """A Python that runs EOReader on one product, and the files it makes.

    It starts when first asked. It ends, and its files are removed, with `close`,
    when nobody refers to the session any more, or with this process.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        path: str,
        is_cancelled: Callable[[], bool] = never,
    ) -> None:
        """Take the interpreter, the product, and who knows whether to give up."""
        self._interpreter = interpreter
        self._path = path
        self._is_cancelled = is_cancelled
        self._lock = threading.Lock()
        self._talk: _Talk | None = None
        self._folder: Path | None = None
        self._end: weakref.finalize[..., Session] | None = None
        self._files = itertools.count()
        self._product: dict[str, Any] | None = None

    def product(self) -> dict[str, Any] | None:
        """Return what EOReader says of the product; None where it knows it not.

        Raises:
            EoreaderFailed: It knows it, and cannot open it.
            EoreaderUnusable: The interpreter does not run, or has no EOReader.
            Cancelled: It was told to give up.
        """
        with self._lock:
            self._started(self._is_cancelled)
            return self._product

    def ask(
        self,
        request: str,
        *,
        what: str,
        is_cancelled: Callable[[], bool] | None = None,
        **arguments: object,
    ) -> Any:
        """Ask EOReader for something and wait for it.

        Args:
            request: The name of a function in the script.
            what: What is asked, for messages: "read the bands".
            is_cancelled: Asked while waiting whether to give up; None for the
                session's own.
            arguments: Of the function, as JSON holds them.

        Returns:
            What the function returns.

        Raises:
            EoreaderFailed: EOReader raised an error, or died.
            EoreaderUnusable: The interpreter does not run, or has no EOReader.
            Cancelled: It was told to give up; EOReader is stopped.
        """
        with self._lock:
            give_up = is_cancelled or self._is_cancelled
            talk = self._started(give_up)
            return self._answer(talk, request, arguments, what, give_up)

    def new_file(self) -> str:
        """Return the path of a file that is to be made, and is removed in the end."""
        with self._lock:
            return str(self._kept_in() / f"{next(self._files)}.tif")

    def close(self) -> None:
        """End the other Python and remove its files."""
        with self._lock:
            self._stop()
            if self._end is not None:
                self._end()
            self._folder = self._end = None

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """Stay where it is when a plan goes to another process: the files are made."""
        return _nothing, ()

    def _kept_in(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="exogenous-eoreader-"))
            self._end = weakref.finalize(self, _remove, self._folder)
        return self._folder

    def _started(self, is_cancelled: Callable[[], bool]) -> _Talk:
        if self._talk is None:
            folder = self._kept_in()
            self._talk = _Talk(self._interpreter, folder)
            if self._end is not None:
                self._end.detach()
            self._end = weakref.finalize(self, _end, self._talk, folder)
            self._greet(self._talk, is_cancelled)
            work = folder / "eoreader"
            work.mkdir(exist_ok=True)
            arguments = {"path": self._path, "folder": str(work)}
            self._product = self._answer(
                self._talk, "open", arguments, "open it", is_cancelled
            )
        return self._talk

    def _greet(self, talk: _Talk, is_cancelled: Callable[[], bool]) -> None:
        greeting = talk.listen(is_cancelled)
        if greeting is None and is_cancelled():
            self._stop()
            raise Cancelled
        if greeting is None or "error" in greeting:
            reason = greeting["error"] if greeting else talk.last_words()
            self._stop()
            raise EoreaderUnusable(self._interpreter.python, reason)

    def _answer(
        self,
        talk: _Talk,
        request: str,
        arguments: Mapping[str, object],
        what: str,
        is_cancelled: Callable[[], bool],
    ) -> Any:
        talk.say({"do": request, "with": arguments})
        reply = talk.listen(is_cancelled)
        if reply is None:
            self._stop()
            if is_cancelled():
                raise Cancelled
            reply = {"error": f"it died: {talk.last_words()}"}
        if "error" in reply:
            raise EoreaderFailed(self._path, what, reply["error"])
        return reply["ok"]

    def _stop(self) -> None:
        if self._talk is not None:
            self._talk.stop()
            self._talk = None


class _Talk:
    """The other Python's process: a JSON object a line, there and back."""

    def __init__(self, interpreter: Interpreter, folder: Path) -> None:
        self._errors = folder / "stderr.txt"
        with self._errors.open("wb") as errors:
            try:
                # The program is the one that the user named as theirs, the script is
                # ours, and no shell reads either.
                self._process = subprocess.Popen(  # noqa: S603  # nosec B603
                    [interpreter.python, "-c", _PROGRAM, str(Path(__file__).parent)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    env=interpreter.variables,
                    cwd=folder,
                    text=True,
                    encoding="utf-8",
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
        stream = self._process.stdin
        with contextlib.suppress(OSError, ValueError):  # it died: listening tells
            if stream is not None:
                stream.write(json.dumps(request) + "\n")
                stream.flush()

    def listen(self, is_cancelled: Callable[[], bool]) -> dict[str, Any] | None:
        """Return the next reply; None where none will come, or it was cancelled."""
        while True:
            with contextlib.suppress(queue.Empty):
                line = self._replies.get(timeout=_PATIENCE_S)
                reply: dict[str, Any] | None = (
                    None if line is None else json.loads(line)
                )
                return reply
            if is_cancelled():
                return None

    def last_words(self) -> str:
        """Return the last line that the process wrote as an error."""
        text = self._errors.read_text(encoding="utf-8", errors="replace")
        lines = [line for line in text.splitlines() if line.strip()]
        code = self._process.poll()
        return lines[-1].strip() if lines else f"without a word, exit code {code}"

    def stop(self) -> None:
        """End the process, and what it may have started."""
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()  # the script ends with its input
        _kill(self._process)


def _pump(stream: Any, replies: queue.SimpleQueue[str | None]) -> None:
    """Pass lines on as they come, and None at the end."""
    with stream:
        for line in stream:
            replies.put(line)
    replies.put(None)


def _apart() -> dict[str, Any]:
    """Say how to start a process so that all it starts can be ended, unseen."""
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


def _end(talk: _Talk, folder: Path) -> None:
    talk.stop()
    _remove(folder)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _nothing() -> None:
    """Stand for a session in another process."""


def version_of(interpreter: Interpreter) -> str:
    """Return the version of an interpreter's EOReader.

    Raises:
        EoreaderUnusable: It has none, or does not run.
    """
    with tempfile.TemporaryDirectory(prefix="exogenous-eoreader-") as folder:
        talk = _Talk(interpreter, Path(folder))
        greeting = talk.listen(never)
        talk.stop()
        if greeting is None or "error" in greeting:
            reason = greeting["error"] if greeting else talk.last_words()
            raise EoreaderUnusable(interpreter.python, reason)
        return str(greeting["ok"])
