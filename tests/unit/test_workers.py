# SPDX-License-Identifier: GPL-3.0-or-later
"""Threads do what they are given, and can be left behind."""

from __future__ import annotations

import threading
import time

import pytest

from exogenous.core.workers import Workers


def wait_for(event: threading.Event) -> None:
    assert event.wait(30)


def test_results_and_errors_reach_whoever_asks() -> None:
    workers = Workers(2, "test")
    futures = [workers.submit(divmod, 7, number) for number in (2, 0, 3)]
    assert futures[0].result(30) == (3, 1)
    assert futures[2].result(30) == (2, 1)
    with pytest.raises(ZeroDivisionError):
        futures[1].result(30)
    ended = []
    workers.end(lambda: ended.append(threading.current_thread()))
    assert ended == [threading.main_thread()]


def test_each_thread_is_prepared_once_and_an_error_of_that_is_told() -> None:
    prepared = []
    workers = Workers(1, "test", lambda: prepared.append(threading.get_ident()))
    for future in [workers.submit(threading.get_ident) for _ in range(4)]:
        assert [future.result(30)] == prepared
    workers.end(lambda: None)

    def fail() -> None:
        raise OSError("no room")

    broken = Workers(1, "test", fail)
    for _ in range(2):
        with pytest.raises(OSError, match="no room"):
            broken.submit(int).result(30)
    broken.end(lambda: None)


def test_a_thread_that_does_not_come_back_is_left_behind() -> None:
    workers, may_end, ended = Workers(2, "test"), threading.Event(), threading.Event()
    stuck = workers.submit(wait_for, may_end)
    workers.submit(int).result(30)
    start = time.monotonic()
    workers.end(ended.set, grace_s=0.05)
    assert time.monotonic() - start < 10
    assert not ended.is_set()
    assert not stuck.done()
    may_end.set()
    assert ended.wait(30)  # by the thread that was left


def test_too_little_memory_for_a_thread_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    workers = Workers(2, "test")
    monkeypatch.setattr(threading.Thread, "start", fail)
    with pytest.raises(MemoryError):
        workers.submit(int)
    workers.end(lambda: None)
