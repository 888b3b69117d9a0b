# SPDX-License-Identifier: GPL-3.0-or-later
"""The pool of open files and decoded tiles that concurrent chunks of a plan share."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..io.dataset_pool import DatasetPool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..planning.plan import Plan


@dataclass(slots=True)
class _Use:
    """A pool, and how many chunks are using it."""

    pool: DatasetPool
    chunks: int = 0


#: Pools by the identity of the plan, which each chunk at work keeps alive.
_USES: Final[dict[int, _Use]] = {}
_LOCK: Final = threading.Lock()


@contextmanager
def shared_pool(plan: Plan) -> Iterator[DatasetPool]:
    """Give a chunk the pool of the other chunks that are being computed.

    Neighbouring chunks need some of the same tiles, and each cache of tiles takes
    memory. The last chunk closes the files: a dataset that nobody computes keeps none
    open.

    Args:
        plan: The plan of the chunks. A copy, as pickled to another process or back, is
            another plan.
    """
    with _LOCK:
        use = _USES.get(id(plan))
        if use is None:
            use = _Use(DatasetPool(gdal_keeps_blocks=not plan.reads_tiles))
            _USES[id(plan)] = use
        use.chunks += 1
    try:
        yield use.pool
    finally:
        with _LOCK:
            use.chunks -= 1
            is_last = use.chunks == 0
            if is_last:
                del _USES[id(plan)]
        if is_last:
            use.pool.close()
