# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers of the rows that are dragged within a view, as MIME data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QMimeData

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtCore import QModelIndex


def dragged(mime_type: str, indexes: Iterable[QModelIndex]) -> QMimeData:
    """Return the rows of cells that are dragged, in the order of the view."""
    rows = sorted({index.row() for index in indexes})
    mime = QMimeData()
    mime.setData(mime_type, ",".join(map(str, rows)).encode())
    return mime


def rows_dragged(mime_type: str, mime: QMimeData) -> list[int]:
    """Return the numbers of the rows in data that has the type."""
    return [int(number) for number in bytes(mime.data(mime_type)).decode().split(",")]
