# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrays are kept within a bound, and made once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from exogenous.core.io.tile_cache import TileCache

if TYPE_CHECKING:
    from numpy.typing import NDArray


def test_an_array_is_made_once_however_many_ask_at_once() -> None:
    cache, made, gate = TileCache(1000), [], threading.Event()

    def make() -> NDArray[np.uint8]:
        made.append(1)
        gate.wait(5)
        return np.arange(10, dtype=np.uint8)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(cache.get, "a", make) for _ in range(4)]
        gate.set()
        got = [one.result() for one in asked]
    assert len(made) == 1
    assert all(one is got[0] for one in got)
    with pytest.raises(ValueError, match="read-only"):
        got[0][0] = 1


def test_what_was_not_asked_for_the_longest_is_given_up() -> None:
    cache, made = TileCache(250), []

    def ask(key: str) -> None:
        def make() -> NDArray[np.uint8]:
            made.append(key)
            return np.zeros(100, dtype=np.uint8)

        cache.get(key, make)

    for key in "abacab":
        ask(key)
    assert made == ["a", "b", "c", "b"]


def test_an_array_larger_than_the_bound_is_not_kept() -> None:
    cache, made = TileCache(10), []

    def make() -> NDArray[np.uint8]:
        made.append(1)
        return np.zeros(100, dtype=np.uint8)

    for _ in range(2):
        assert cache.get("a", make).size == 100
    assert len(made) == 2


def test_what_goes_wrong_is_told_and_not_kept() -> None:
    cache = TileCache(100)

    def fail() -> NDArray[np.uint8]:
        raise OSError("damaged")

    for _ in range(2):
        with pytest.raises(OSError, match="damaged"):
            cache.get("a", fail)
    assert cache.get("a", lambda: np.ones(1)).size == 1
