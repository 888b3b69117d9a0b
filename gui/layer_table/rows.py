# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the layer table: their values, and what is wrong with them."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, pyqtSignal

from ...host.field_words import told_by_field
from ...host.parameter_names import (
    AUTO,
    FOR_CLASSES,
    FOR_SHARES,
    FOR_VALUES,
    RESAMPLERS,
)
from ...host.settings import default_resampler
from ...host.text import told, tr
from ..widgets import project_layers
from ..widgets.background import Background
from .row import Row, paths_of, row_of, to_json, to_listing
from .row_history import RowHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...core.errors import ExogenousError
    from ...core.planning.inspect_row import Finding

NOWHERE = QModelIndex()


class LayerRows(QAbstractTableModel):
    """Rows, and the findings about them."""

    #: Rows or findings have changed.
    changed = pyqtSignal()
    #: Several files or layers were added, as the rows that they are now.
    several_added = pyqtSignal(tuple)
    #: Added rows could not be read, with the reason.
    unreadable = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        #: The product's CRS, as a code or WKT; empty while none is known.
        self.product_crs = ""
        #: The folder of the product; empty while none is known.
        self.product_folder = ""
        #: When the product was acquired, ISO 8601; empty while that is not known.
        self.product_instant = ""
        self._rows: list[Row] = []
        self._findings: dict[Row, Finding] = {}
        self._history = RowHistory(rows=())
        self._unread: object = None
        self._reader = Background(self, latest_only=False)
        self._reader.done.connect(self._take_read)
        self._reader.failed.connect(self._refuse_read)
        # What takes the rows of each job, in the order of the jobs.
        self._takers: deque[Callable[[list[Row]], None]] = deque()
        self._inspector = Background(self, latest_only=True)
        self._inspector.done.connect(self._take_findings)

    # Values and findings

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, right or wrong."""
        return tuple(self._rows)

    @property
    def is_busy(self) -> bool:
        """Whether rows or headers are still being read."""
        return self._reader.is_busy or self._inspector.is_busy

    @property
    def folder_to_ask(self) -> str:
        """The folder of the last row with a file, else of the product."""
        paths = (
            Path(paths_of(row.path)[0]) for row in reversed(self._rows) if row.path
        )
        near = next((str(path.parent) for path in paths if path.is_file()), "")
        return near or self.product_folder

    def finding(self, row: int) -> Finding | None:
        """Return the finding about a row's raster; None where it has not been read."""
        return self._findings.get(_key(self._rows[row]))

    def is_of_features(self, row: int) -> bool:
        """Tell whether a row is known to be one of features, not of pixels."""
        finding = self.finding(row)
        return bool(finding and finding.is_features)

    def resampler(self, row: int) -> str:
        """Return the row's resampler, or the one that suits the data."""
        finding = self.finding(row)
        is_classes = bool(finding and finding.is_classes)
        suits = FOR_CLASSES if is_classes else default_resampler(RESAMPLERS)
        if self._rows[row].fractions:
            suits = FOR_SHARES
        if self.is_of_features(row) or self._rows[row].domain.startswith("flags"):
            suits = ""
        return self._rows[row].resampler or suits

    def resampler_to_say(self, row: int) -> str:
        """Return what the table says to the core: `auto` where that comes to the same.

        A raster that has not been read yet is left to the core, too.
        """
        finding, asked = self.finding(row), self._rows[row].resampler
        is_open = finding is None or finding.is_classes or self._rows[row].fractions
        if self.is_of_features(row) or self._rows[row].domain.startswith("flags"):
            return asked or AUTO
        if asked or not (is_open or default_resampler(RESAMPLERS) == FOR_VALUES):
            return self.resampler(row)
        return AUTO

    def problem(self, row: int) -> str:
        """Return the problem of a row; an empty text where the row is right."""
        this = self._rows[row]
        if not this.use:
            return ""
        # Without a name the result is called after the file.
        used = [row.name for row in self._rows if row.use]
        if this.name and used.count(this.name) > 1:
            return tr("Another row has this name too.")
        if this.link:
            return ""
        if not this.path.strip():
            return tr("Choose a file or a layer.")
        finding = self.finding(row)
        return told(finding.problem) if finding else ""

    def text_of(self, rows: Iterable[int]) -> str:
        """Return some of the rows as JSON; an empty text where they are none."""
        pairs = self._pairs(rows)
        return to_json(pairs) if pairs else ""

    def listing_of(self, rows: Iterable[int]) -> str:
        """Return some of the rows as JSON to be copied or saved."""
        return to_listing(self._pairs(rows))

    def _pairs(self, rows: Iterable[int]) -> list[tuple[Row, str]]:
        return [(self._rows[row], self.resampler_to_say(row)) for row in rows]

    def value(self) -> object:
        """Return the table for the algorithm; None where it is empty.

        A value that was set and could not be read, or has not been read yet, is
        returned as it was set.
        """
        return self.text_of(range(len(self._rows))) or self._unread or None

    # Reading and inspecting beside the dialog

    def _read(self, value: object, take: Callable[[list[Row]], None]) -> None:
        self._takers.append(take)
        self._reader.start(partial(_read, value, project_layers.lookup()))

    def _forget_reading(self) -> None:
        self._reader.forget()
        self._takers.clear()

    def _take_read(self, rows: list[Row]) -> None:
        self._takers.popleft()(rows)

    def _refuse_read(self, error: ExogenousError) -> None:
        self._takers.popleft()
        self.unreadable.emit(told_by_field(error))

    def _changed(self) -> None:
        self._history.note(tuple(self._rows))
        self.changed.emit()
        keys = {
            _key(row): None
            for row in self._rows
            if row.use and row.path and not row.link
        }
        unknown = [key for key in keys if self._is_open(key)]
        if unknown:
            self._inspector.start(partial(_inspect, unknown, project_layers.lookup()))

    def _is_open(self, key: Row) -> bool:
        """Tell whether a row is to be inspected; a missing file may exist by now."""
        finding = self._findings.get(key)
        return finding is None or bool(finding.problem)

    def _take_findings(self, found: dict[Row, Finding]) -> None:
        is_new = any(self._findings.get(key) != found[key] for key in found)
        self._findings |= found
        if not is_new:
            self.changed.emit()
            return
        last = self.index(len(self._rows) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.changed.emit()


def _key(row: Row) -> Row:
    """Return the row without what a finding does not depend on."""
    return replace(row, name="row", use=True)


def _read(value: object, lookup: Any) -> list[Row]:
    from ...core.request.layer_table import read_rows

    return [row_of(values) for values in read_rows(value, lookup)]


def _inspect(rows: list[Row], lookup: Any) -> dict[Row, Finding]:
    from ...core.planning.inspect_row import inspect_row

    specs = ((row, row.spec(AUTO)) for row in rows)
    return {row: inspect_row({"name": row.name, **spec}, lookup) for row, spec in specs}
