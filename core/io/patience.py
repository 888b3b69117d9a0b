# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for files that may never answer: dead network drives, servers, pipes.

A thread that GDAL reads in cannot be stopped. So it is left behind: by a run that is
cancelled, and by a run that has waited for too long.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import wait
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rasterio.errors import RasterioIOError

from ..environment import enter_for_good, is_online
from ..errors import Cancelled
from ..workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

T = TypeVar("T")

#: How long a single reading may take unless the user says otherwise.
PATIENCE_S: Final = 60.0

#: While waiting, the run is asked so often whether it is cancelled.
ASK_S: Final = 0.1

#: What is being read: the file and the time of the start, by the thread that wants the
#: pixels and the thread that reads them.
_READINGS: Final[dict[tuple[int, int], tuple[str, float]]] = {}

_local: Final = threading.local()


class NoAnswer(RasterioIOError):  # type: ignore[misc]  # rasterio has no types
    """A file has not answered in time."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} has not answered in time")
        self.path = path


def got_no_answer(error: BaseException) -> bool:
    """Tell whether an error came of waiting: whoever tried again would wait as well."""
    return isinstance(error.__cause__, NoAnswer)


@dataclass(frozen=True, slots=True)
class Watch:
    """What a thread does while it waits for a file."""

    is_cancelled: Callable[[], bool]
    patience_s: float
    reader: Workers

    def wait_for(
        self, path: str, work: Callable[..., T], *given: Any, **more: Any
    ) -> T:
        """Open or read a file by another thread.

        Args:
            path: The file, as errors call it.
            work: Opens or reads.
            given: Positional arguments of `work`.
            more: Keyword arguments of `work`.

        Raises:
            Cancelled: The run was cancelled.
            NoAnswer: The file takes too long.
        """
        end = time.monotonic() + self.patience_s
        future = self.reader.submit(copy_context().run, partial(work, *given, **more))
        while not wait([future], timeout=ASK_S).done:
            if self.is_cancelled():
                raise Cancelled
            if time.monotonic() > end:
                raise NoAnswer(path)
        if self.is_cancelled():
            raise Cancelled
        found: T = future.result()
        return found


@contextmanager
def watched(is_cancelled: Callable[[], bool], patience_s: float) -> Iterator[None]:
    """Let this thread open and read files by another that can be left behind.

    Args:
        is_cancelled: Asked again and again while a file is waited for.
        patience_s: How long one reading may take.
    """
    prepare = partial(enter_for_good, online=is_online())
    reader = Workers(1, "exogenous-read", prepare)
    former = watch()
    _local.watch = Watch(is_cancelled, patience_s, reader)
    try:
        yield
    finally:
        _local.watch = former
        reader.end(lambda: None, grace_s=0)


def watch() -> Watch | None:
    """Return how this thread waits for files; None where it does so itself."""
    return getattr(_local, "watch", None)


def read_for(asking: int) -> None:
    """Note that this thread reads for another one, by that one's identity."""
    _local.asking = asking


def too_long(askers: Collection[int | None], patience_s: float) -> str | None:
    """Return a file that threads have been waiting for too long; None if none.

    Args:
        askers: The identities of the threads that want pixels.
        patience_s: How long one reading may take.
    """
    now = time.monotonic()
    for (asker, _), (path, start) in list(_READINGS.items()):
        if asker in askers and now - start > patience_s:
            return path
    return None


@contextmanager
def noted(path: str) -> Iterator[None]:
    """Note that this thread opens or reads a file."""
    own = threading.get_ident()
    key = getattr(_local, "asking", own), own
    _READINGS[key] = path, time.monotonic()
    try:
        yield
    finally:
        del _READINGS[key]
