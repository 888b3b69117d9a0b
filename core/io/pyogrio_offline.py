# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps pyogrio, which has a GDAL of its own, from asking servers."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..environment import OFFLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

#: pyogrio's settings are the whole process's.
_LOCK: Final = threading.RLock()


@contextmanager
def offline_vectors() -> Iterator[None]:
    """Let pyogrio ask no server."""
    # The package takes half a second to import, which an extent does not need.
    import pyogrio  # noqa: PLC0415

    with _LOCK:
        before = {name: pyogrio.get_gdal_config_option(name) for name in OFFLINE}
        pyogrio.set_gdal_config_options(dict(OFFLINE))
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options(before)
