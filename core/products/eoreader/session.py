# SPDX-License-Identifier: GPL-3.0-or-later
"""A session with EOReader, which runs in the process of another Python.

The separate process keeps EOReader's packages out of QGIS, see the folder's docstring.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import Cancelled
from ...message import say
from ...progress import never
from .errors import EoreaderFailed, EoreaderUnusable
from .talk import GREETING_S, NONSENSE, Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .interpreter import Interpreter


class Session:
    """A Python process that runs EOReader on one product, and the files it makes.

    The process starts at the first request. It ends, and its files are removed, with
    `close`, when nothing refers to the session any more, or when this process ends.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        path: str,
        is_cancelled: Callable[[], bool] = never,
    ) -> None:
        """Take the interpreter, the product, and a function that says to give up."""
        self._interpreter = interpreter
        self._path = path
        self._is_cancelled = is_cancelled
        self._lock = threading.Lock()
        self._talk: Talk | None = None
        self._folder: Path | None = None
        self._end: weakref.finalize[..., Session] | None = None
        self._files = itertools.count()
        self._product: dict[str, Any] | None = None

    def product(self) -> dict[str, Any] | None:
        """Return EOReader's description of the product; None where it is unknown.

        Raises:
            EoreaderFailed: EOReader knows the product, and cannot open it.
            EoreaderUnusable: The interpreter does not run, or has no EOReader.
            Cancelled: `is_cancelled` said to give up.
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
        """Send a request to EOReader and wait for the reply.

        Args:
            request: The name of a method of `Service` in the script.
            what: The request in words, for messages: "read the bands".
            is_cancelled: Asked again and again while waiting; None for the session's
                own function.
            arguments: The method's arguments, as JSON holds them.

        Returns:
            The method's result.

        Raises:
            EoreaderFailed: EOReader raised an error, or died.
            EoreaderUnusable: The interpreter does not run, or has no EOReader.
            Cancelled: `is_cancelled` said to give up; EOReader is stopped.
        """
        with self._lock:
            give_up = is_cancelled or self._is_cancelled
            talk = self._started(give_up)
            return self._answer(talk, request, arguments, what, give_up)

    def new_file(self) -> str:
        """Return the path for a new file, which is removed when the session ends."""
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
        """Pickle as None: when a plan goes to another process, the files are made."""
        return _nothing, ()

    def _kept_in(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="exogenous-eoreader-"))
            self._end = weakref.finalize(self, _remove, self._folder)
        return self._folder

    def _started(self, is_cancelled: Callable[[], bool]) -> Talk:
        if self._talk is None:
            folder = self._kept_in()
            self._talk = Talk(self._interpreter, self._path, folder)
            if self._end is not None:
                self._end.detach()
            self._end = weakref.finalize(self, _end, self._talk, folder)
            self._greet(self._talk, is_cancelled)
            work = folder / "eoreader"
            work.mkdir(exist_ok=True)
            arguments = {"path": self._path, "folder": str(work)}
            self._product = self._answer(
                self._talk, "open", arguments, say("open it"), is_cancelled
            )
        return self._talk

    def _greet(self, talk: Talk, is_cancelled: Callable[[], bool]) -> None:
        greeting = talk.listen(is_cancelled, GREETING_S)
        if greeting is None and is_cancelled():
            self._stop()
            raise Cancelled
        if greeting is None or "error" in greeting:
            reason = greeting["error"] if greeting else talk.last_words()
            self._stop()
            raise EoreaderUnusable(self._interpreter.python, reason)

    def _answer(
        self,
        talk: Talk,
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
            reply = {"error": say("it died: {words}", words=talk.last_words())}
        if NONSENSE in reply:  # the next reply could belong to any request
            self._stop()
        if "error" in reply:
            raise EoreaderFailed(self._path, what, reply["error"])
        return reply["ok"]

    def _stop(self) -> None:
        if self._talk is not None:
            self._talk.stop()
            self._talk = None


def _end(talk: Talk, folder: Path) -> None:
    talk.stop()
    _remove(folder)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _nothing() -> None:
    """Stand for a session in another process."""
