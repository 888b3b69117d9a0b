# SPDX-License-Identifier: GPL-3.0-or-later
"""Threads that a run can leave behind.

A thread that waits for a dead network drive cannot be stopped. The threads of
`concurrent.futures` would keep the run, and the end of the program, waiting with it.
"""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_Task = tuple["Future[Any]", "Callable[..., Any]", tuple[Any, ...]]

_PAUSE_S: Final = 0.02


class Workers:
    """A fixed number of threads, which start as they are needed."""

    def __init__(
        self, count: int, name: str, prepare: Callable[[], None] | None = None
    ) -> None:
        """Start none yet.

        Args:
            count: At most so many.
            name: What their names begin with.
            prepare: Called on each thread before all else.
        """
        self._most, self._name, self._prepare = count, name, prepare
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._waiting = 0
        """Tasks that are waiting or being done."""
        self._at_end: Callable[[], None] | None = None

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have a thread call a function; return what will have the result."""
        future: Future[T] = Future()
        with self._lock:
            self._waiting += 1
            needs_thread = len(self._threads) < min(self._most, self._waiting)
            if needs_thread:
                name = f"{self._name}_{len(self._threads)}"
                thread = threading.Thread(target=self._serve, name=name, daemon=True)
                self._threads.append(thread)
        self._tasks.put((future, work, arguments))
        if needs_thread:
            self._start(thread)
        return future

    @property
    def idents(self) -> set[int | None]:
        """The identities of the threads that have started."""
        with self._lock:
            return {thread.ident for thread in self._threads}

    def end(self, at_end: Callable[[], None], *, grace_s: float | None = None) -> None:
        """Let the threads end once no task is left.

        Args:
            at_end: Called then: by this thread, or by the last of theirs if they are
                left behind.
            grace_s: They are left behind after so long; None waits for all tasks.
        """
        end = None if grace_s is None else time.monotonic() + grace_s
        while self._is_busy() and (end is None or time.monotonic() < end):
            time.sleep(_PAUSE_S)
        with self._lock:
            is_left = self._waiting > 0
            if is_left:
                self._at_end = at_end
            for _ in self._threads:
                self._tasks.put(None)
        if not is_left:
            for thread in self._threads:
                thread.join()
            at_end()

    def _start(self, thread: threading.Thread) -> None:
        try:
            thread.start()
        except RuntimeError as error:  # so Python says that there is no room for one
            with self._lock:
                self._threads.remove(thread)
                is_alone = not self._threads
                self._waiting -= is_alone
            if is_alone:
                raise MemoryError from error

    def _is_busy(self) -> bool:
        with self._lock:
            return self._waiting > 0

    def _serve(self) -> None:
        prepare = self._prepare
        while (task := self._tasks.get()) is not None:
            if _do(*task, prepare):
                prepare = None
            del task  # Its result must not be kept.
            self._done()

    def _done(self) -> None:
        with self._lock:
            self._waiting -= 1
            at_end = self._at_end if self._waiting == 0 else None
        if at_end is not None:
            at_end()


def _do(
    future: Future[Any],
    work: Callable[..., Any],
    arguments: tuple[Any, ...],
    prepare: Callable[[], None] | None,
) -> bool:
    """Do a task; return whether the thread is prepared for more of them."""
    if not future.set_running_or_notify_cancel():
        return False
    is_prepared = False
    try:
        if prepare is not None:
            prepare()
        is_prepared = True
        result = work(*arguments)
    except BaseException as error:  # noqa: BLE001  (the asking thread raises it)
        future.set_exception(error)
    else:
        future.set_result(result)
    return is_prepared
