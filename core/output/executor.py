# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes blocks on several threads, and hands the results on in order."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import wait
from typing import TYPE_CHECKING, Final, TypeVar

from ..errors import Cancelled
from ..io.patience import ASK_S, PATIENCE_S, NoAnswer, too_long
from ..workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from ..progress import Progress

Chunk = TypeVar("Chunk")
T = TypeVar("T")

#: A run that is given up waits for its blocks so long, then leaves them behind.
_GRACE_S: Final = 0.5


def _nothing() -> None:
    pass


def run_blocks(
    blocks: Iterable[Chunk],
    compute: Callable[[Chunk], T],
    consume: Callable[[Chunk, T], None],
    *,
    threads: int | None,
    at_once: int | None = None,
    prepare: Callable[[], None] | None = None,
    at_end: Callable[[], None] = _nothing,
    patience_s: float = PATIENCE_S,
    progress: Progress,
) -> None:
    """Compute blocks on several threads, and consume them in order on this thread.

    At most two blocks a thread are in memory, whatever the size of the grid. A block
    that waits for a dead drive or server cannot be stopped: its thread is left behind
    where the run is cancelled or has waited for too long.

    Args:
        blocks: The blocks or chunks to compute.
        compute: Called on worker threads.
        consume: Called on the calling thread, in the order of `blocks`.
        threads: The number of threads; None for one per processor.
        at_once: How many blocks may be in memory; None for two a thread.
        prepare: Called on each worker thread before all else.
        at_end: Called once no block is computed any more, by the thread that is last.
        patience_s: How long a file may be waited for.
        progress: Asked before every block whether to stop.

    Raises:
        Cancelled: The progress said to stop.
        NoAnswer: A file has not answered in time.
    """
    count = threads or os.cpu_count() or 1
    most = 2 * count if at_once is None else min(at_once, 2 * count)
    workers = Workers(min(count, most), "exogenous", prepare)
    waiting: deque[tuple[Chunk, Future[T]]] = deque()

    def check() -> None:
        if progress.is_cancelled():
            raise Cancelled
        path = too_long(workers.idents, patience_s)
        if path is not None:
            raise NoAnswer(path)

    def consume_first() -> None:
        block, future = waiting[0]
        check()
        while not wait([future], timeout=ASK_S).done:
            check()
        waiting.popleft()
        consume(block, future.result())

    try:
        for block in blocks:
            waiting.append((block, workers.submit(compute, block)))
            if len(waiting) >= most:
                consume_first()
        while waiting:
            consume_first()
    finally:
        for _, future in waiting:
            future.cancel()
        workers.end(at_end, grace_s=_GRACE_S)
