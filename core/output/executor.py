# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes blocks on several threads, and hands the results on in order."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final, TypeVar

from ..errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from ..progress import Progress

Chunk = TypeVar("Chunk")
T = TypeVar("T")

#: While waiting for a block, the progress is asked whether to stop this often.
_ASK_S: Final = 0.2


def run_blocks(
    blocks: Iterable[Chunk],
    compute: Callable[[Chunk], T],
    consume: Callable[[Chunk, T], None],
    *,
    threads: int | None,
    at_once: int | None = None,
    prepare: Callable[[], None] | None = None,
    progress: Progress,
) -> None:
    """Compute blocks on several threads, and consume them in order on this thread.

    At most two blocks a thread are in memory, whatever the size of the grid.

    Args:
        blocks: The blocks or chunks to compute.
        compute: Called on worker threads.
        consume: Called on the calling thread, in the order of `blocks`.
        threads: The number of threads; None for one per processor.
        at_once: How many blocks may be in memory; None for two a thread.
        prepare: Called on each worker thread before all else.
        progress: Asked before every block whether to stop.

    Raises:
        Cancelled: The progress said to stop.
    """
    workers = threads or os.cpu_count() or 1
    most = 2 * workers if at_once is None else min(at_once, 2 * workers)
    workers = min(workers, most)
    waiting: deque[tuple[Chunk, Future[T]]] = deque()
    with ThreadPoolExecutor(workers, "exogenous", initializer=prepare) as pool:
        try:
            for block in blocks:
                waiting.append((block, pool.submit(compute, block)))
                if len(waiting) >= most:
                    _consume_first(waiting, consume, progress)
            while waiting:
                _consume_first(waiting, consume, progress)
        finally:
            for _, future in waiting:
                future.cancel()


def _consume_first(
    waiting: deque[tuple[Chunk, Future[T]]],
    consume: Callable[[Chunk, T], None],
    progress: Progress,
) -> None:
    block, future = waiting[0]
    result = _awaited(future, progress)
    waiting.popleft()
    consume(block, result)


def _awaited(future: Future[T], progress: Progress) -> T:
    """Wait for a block, unless the user cancels the run."""
    while not progress.is_cancelled():
        done, _ = wait([future], timeout=_ASK_S)
        if done:
            return future.result()
    raise Cancelled
