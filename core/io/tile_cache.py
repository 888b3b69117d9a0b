# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps decoded tiles of a run's sources, so that each is decoded once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    #: An array that is in the cache, or that a thread is making.
    Promise = Future[NDArray[Any]]


class TileCache:
    """A cache of arrays by key, which drops the least recently used first.

    A thread that asks for an array which another thread is making waits for the array.
    """

    def __init__(self, most_bytes: int) -> None:
        """Start with nothing.

        Args:
            most_bytes: The limit for all arrays together.
        """
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Promise] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Return an array, made on this thread unless it is in the cache.

        Args:
            key: The key of the array.
            make: Makes the array; its errors are raised in all threads that wait.

        Returns:
            An array that may not be written to.
        """
        with self._lock:
            promise = self._kept.get(key)
            if promise is not None:
                self._kept.move_to_end(key)
            else:
                mine: Promise = Future()
                self._kept[key] = mine
        if promise is not None:
            return promise.result()
        try:
            array = make()
        except BaseException as error:
            with self._lock:
                del self._kept[key]
            mine.set_exception(error)
            raise
        array.flags.writeable = False
        mine.set_result(array)
        self._make_room(array.nbytes)
        return array

    def clear(self) -> None:
        """Drop all arrays; no other thread may use the cache meanwhile."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _make_room(self, added_bytes: int) -> None:
        """Drop finished arrays, least recently used first, down to the limit."""
        with self._lock:
            self._bytes += added_bytes
            while self._bytes > self._most_bytes:
                key = next((k for k, one in self._kept.items() if one.done()), None)
                if key is None:
                    return
                self._bytes -= self._kept.pop(key).result().nbytes
