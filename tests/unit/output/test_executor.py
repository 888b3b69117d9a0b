# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks are computed at once, consumed in order, and bounded in number."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from exogenous.core.errors import Cancelled
from exogenous.core.geometry.grid import Block
from exogenous.core.output.executor import run_blocks
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core_fixtures import KeptProgress

BLOCKS = tuple(Block(row_off=row, col_off=0, rows=1, cols=1) for row in range(40))


class Flight:
    """Counts the blocks that are computed but not consumed yet."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = self.most = self.computed = 0
        self.consumed: list[int] = []
        self.threads: set[str] = set()

    def compute(self, block: Block) -> int:
        with self.lock:
            self.now += 1
            self.computed += 1
            self.most = max(self.most, self.now)
            self.threads.add(threading.current_thread().name)
        time.sleep(0.002 * (block.row_off % 3))
        return block.row_off

    def consume(self, block: Block, result: int) -> None:
        assert threading.current_thread() is threading.main_thread()
        assert result == block.row_off
        with self.lock:
            self.now -= 1
        self.consumed.append(result)


@pytest.fixture
def flight() -> Flight:
    return Flight()


def run(
    flight: Flight,
    threads: int | None,
    blocks: object = BLOCKS,
    at_once: int | None = None,
) -> None:
    run_blocks(
        blocks,  # type: ignore[arg-type]
        flight.compute,
        flight.consume,
        threads=threads,
        at_once=at_once,
        progress=SilentProgress(),
    )


@pytest.mark.parametrize("threads", [1, 2, 3, 8, None])
def test_blocks_are_consumed_once_and_in_order(
    flight: Flight, threads: int | None
) -> None:
    run(flight, threads)
    assert flight.consumed == list(range(40))
    assert flight.computed == 40


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_no_more_than_two_blocks_a_thread_are_in_memory(
    flight: Flight, threads: int
) -> None:
    run(flight, threads)
    assert flight.most <= 2 * threads
    assert len(flight.threads) <= threads
    assert threading.main_thread().name not in flight.threads


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 100])
def test_fewer_blocks_are_in_memory_where_it_is_bounded(
    flight: Flight, at_once: int
) -> None:
    run(flight, 4, at_once=at_once)
    assert flight.consumed == list(range(40))
    assert flight.most <= min(at_once, 8)
    assert len(flight.threads) <= min(at_once, 4)


def test_every_processor_is_used_where_nobody_says_how_many(flight: Flight) -> None:
    run(flight, None)
    assert len(flight.threads) <= (os.cpu_count() or 1)


def test_blocks_are_taken_only_when_there_is_room(flight: Flight) -> None:
    ahead = []

    def lazily() -> Iterator[Block]:
        for block in BLOCKS:
            ahead.append(block.row_off - len(flight.consumed))
            yield block

    run(flight, 2, lazily())
    assert max(ahead) <= 4


def test_no_blocks_are_no_work(flight: Flight) -> None:
    run(flight, 2, ())
    assert flight.consumed == []


def test_error_of_a_worker_reaches_the_caller_and_ends_the_run(flight: Flight) -> None:
    def compute(block: Block) -> int:
        if block.row_off == 7:
            raise ZeroDivisionError("block 7")
        return flight.compute(block)

    before = threading.active_count()
    with pytest.raises(ZeroDivisionError, match="block 7"):
        run_blocks(
            BLOCKS, compute, flight.consume, threads=2, progress=SilentProgress()
        )
    assert flight.consumed == list(range(7))
    assert flight.computed <= 7 + 2 * 2
    assert threading.active_count() == before


def test_error_of_the_consumer_ends_the_run(flight: Flight) -> None:
    def consume(block: Block, result: int) -> None:
        flight.consume(block, result)
        if result == 3:
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        run_blocks(
            BLOCKS, flight.compute, consume, threads=2, progress=SilentProgress()
        )
    assert flight.consumed == [0, 1, 2, 3]
    assert flight.computed <= 4 + 2 * 2


def test_cancel_is_asked_for_before_every_block(
    flight: Flight, progress: KeptProgress
) -> None:
    def consume(block: Block, result: int) -> None:
        flight.consume(block, result)
        progress.fraction(len(flight.consumed))

    progress.stops_at = 5
    with pytest.raises(Cancelled, match="nothing was written"):
        run_blocks(BLOCKS, flight.compute, consume, threads=2, progress=progress)
    assert flight.consumed == [0, 1, 2, 3, 4]
    assert flight.computed <= 5 + 2 * 2


def test_cancel_from_the_start_consumes_nothing(
    flight: Flight, progress: KeptProgress
) -> None:
    progress.stops_at = 0
    with pytest.raises(Cancelled):
        run_blocks(BLOCKS, flight.compute, flight.consume, threads=2, progress=progress)
    assert flight.consumed == []
