# SPDX-License-Identifier: GPL-3.0-or-later
"""Open files and decoded tiles that chunks of one plan share while at work."""

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
    """Readers, and how many chunks are using them."""

    pool: DatasetPool
    chunks: int = 0


#: By the identity of the plan, which a chunk that uses them holds.
_USES: Final[dict[int, _Use]] = {}
_LOCK: Final = threading.Lock()


@contextmanager
def shared_pool(plan: Plan) -> Iterator[DatasetPool]:
    """Give a chunk the readers of the others that are being computed with it.

    Neighbours need some of the same tiles, and each cache of them takes memory. The
    last one closes the files: a dataset that nobody computes keeps none open.

    Args:
        plan: What the chunks are of. One that came to another process, or came to
            this one again, is another plan.
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
