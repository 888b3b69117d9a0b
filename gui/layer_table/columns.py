# SPDX-License-Identifier: GPL-3.0-or-later
"""Which columns of the layer table are shown where, and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .row import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtWidgets import QTableView

#: The least widths of columns, in characters of the font, as fonts differ in size.
_WIDTHS: Final = {
    Column.NAME: 12,
    Column.SOURCE: 12,
    Column.BAND: 12,
    Column.RESAMPLER: 13,
    Column.NODATA: 9,
    Column.CRS: 12,
    Column.SCALE: 8,
    Column.OFFSET: 8,
    Column.MASK: 12,
    Column.DOMAIN: 8,
    Column.FRACTIONS: 10,
    Column.BURN: 10,
    Column.FILTER: 10,
    Column.TOUCH: 8,
    Column.TIME: 12,
    Column.WHEN: 9,
    Column.WITHIN: 8,
    Column.OVERLAP: 9,
}

#: The columns that share the remaining room, and their parts of it.
_SHARES: Final = {Column.NAME: 2, Column.SOURCE: 3, Column.NODATA: 1, Column.CRS: 2}

#: The columns of every row, and those that most rows leave empty.
USUAL: Final = (Column.NAME, Column.SOURCE, Column.BAND, Column.RESAMPLER)
MORE: Final = tuple(column for column in Column if column not in USUAL)


def show_only(view: QTableView, columns: Iterable[Column]) -> None:
    """Hide all other columns."""
    shown = set(columns)
    for column in Column:
        view.setColumnHidden(column, column not in shown)


def share_width(view: QTableView) -> None:
    """Share a view's width among the columns that it shows."""
    letter = view.fontMetrics().averageCharWidth()
    shown = [column for column in Column if not view.isColumnHidden(column)]
    header = view.horizontalHeader()
    widths = {
        # A title may be longer in another language.
        column: max(_WIDTHS[column] * letter, header.sectionSizeHint(column))
        for column in shown
    }
    parts = sum(_SHARES.get(column, 0) for column in shown)
    left = max(view.viewport().width() - sum(widths.values()), 0)
    for column, width in widths.items():
        share = left * _SHARES.get(column, 0) // parts
        view.setColumnWidth(column, width + share)
