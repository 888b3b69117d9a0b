# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the rasters of a run open, one handle a thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import rasterio

if TYPE_CHECKING:
    from types import TracebackType

    from rasterio.io import DatasetReader
    from typing_extensions import Self


class Readers:
    """Opens each raster once per thread and closes all at the end.

    A GDAL dataset must not be used by two threads at once, and opening a
    JPEG2000 file for every block would decode its tiles again.
    """

    def __init__(self) -> None:
        """Start with nothing open."""
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: list[DatasetReader] = []

    def open(self, path: str) -> DatasetReader:
        """Return this thread's handle on a raster."""
        mine: dict[str, DatasetReader] = self._local.__dict__.setdefault("mine", {})
        if path not in mine:
            mine[path] = rasterio.open(path)
            with self._lock:
                self._all.append(mine[path])
        return mine[path]

    def __enter__(self) -> Self:
        """Return the readers."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every raster."""
        for dataset in self._all:
            dataset.close()
        self._all.clear()
        self._local = threading.local()
