# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits of the system for a process that is about to start."""

from __future__ import annotations

import resource
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def limited(what: int, limit: int) -> Callable[[], None]:
    """Return what sets a limit; it is called in the process, before its program.

    Args:
        what: One of `resource.RLIMIT_…`.
        limit: In the unit of that limit.
    """

    def set_limit() -> None:
        # Without a handler, the system ends a process that writes too much.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(what, (limit, limit))

    return set_limit
