# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the layer table: their values, their problems and their changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, pyqtSignal

from ...host.parameter_names import AUTO, FOR_CLASSES, FOR_VALUES, RESAMPLERS
from ...host.settings import default_resampler
from ...host.text import told, tr
from ..widgets import project_layers
from ..widgets.background import Background
from .row import Link, Row, row_of, to_json, to_listing, unique_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...core.planning.inspect_row import Finding

NOWHERE = QModelIndex()


class LayerRows(QAbstractTableModel):
    """Rows, the findings about them, and all methods that change rows."""

    #: Rows or findings have changed.
    changed = pyqtSignal()
    #: Added rows could not be read, with the reason.
    unreadable = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        #: The product's CRS, as a code or WKT; empty while none is known.
        self.product_crs = ""
        self._rows: list[Row] = []
        self._findings: dict[Row, Finding] = {}
        self._unread: object = None
        self._reader = Background(self, latest_only=False)
        self._reader.done.connect(self._take_read)
        self._reader.failed.connect(lambda error: self.unreadable.emit(told(error)))
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

    def finding(self, row: int) -> Finding | None:
        """Return the finding about a row's raster; None where it has not been read."""
        return self._findings.get(_key(self._rows[row]))

    def resampler(self, row: int) -> str:
        """Return the row's resampler, or the one that suits the data."""
        finding = self.finding(row)
        is_classes = bool(finding and finding.is_classes)
        suits = FOR_CLASSES if is_classes else default_resampler(RESAMPLERS)
        return self._rows[row].resampler or suits

    def resampler_to_say(self, row: int) -> str:
        """Return what the table says to the core: `auto` where that comes to the same.

        A raster that has not been read yet is left to the core, too.
        """
        finding, asked = self.finding(row), self._rows[row].resampler
        is_open = finding is None or finding.is_classes
        if asked or not (is_open or default_resampler(RESAMPLERS) == FOR_VALUES):
            return self.resampler(row)
        return AUTO

    def problem(self, row: int) -> str:
        """Return the problem of a row; an empty text where the row is right."""
        this = self._rows[row]
        # Without a name the result is called after the file.
        if this.name and [row.name for row in self._rows].count(this.name) > 1:
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

    # Changes

    def set_value(self, value: object) -> None:
        """Show another table, in any form that the core reads."""
        self._reader.forget()
        self.set_rows(())
        self._unread = value
        if value not in (None, ""):
            self._read(value, at=0)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._unread = None
        self.endResetModel()
        self._changed()

    def add(self, value: object, at: int | None = None) -> None:
        """Add rows, in any form that the core reads; they appear when they are read.

        Args:
            value: The rows.
            at: The number of the row to insert before; None for the end.
        """
        self._read(value, at=at)

    def add_sources(
        self, sources: Iterable[project_layers.NamedSource], at: int | None = None
    ) -> None:
        """Add a row for each raster."""
        specs = [
            {
                "path": source.path,
                "name": source.name,
                "crs": source.crs,
                "nodata": source.nodata.get("1"),
            }
            for source in sources
        ]
        if specs:
            self.add(specs, at)

    def insert(self, at: int, rows: Sequence[Row]) -> None:
        """Insert rows, each under a name of its own."""
        if not rows:
            return
        self._unread = None
        self.beginInsertRows(NOWHERE, at, at + len(rows) - 1)
        for number, row in enumerate(rows):
            names = (other.name for other in self._rows)
            named = replace(row, name=unique_name(row.name, names))
            self._rows.insert(at + number, named)
        self.endInsertRows()
        self._changed()

    def duplicate(self, rows: Iterable[int]) -> None:
        """Insert copies of rows below the last of these rows."""
        numbers = sorted(rows)
        if numbers:
            self.insert(numbers[-1] + 1, [self._rows[number] for number in numbers])

    def remove(self, rows: Iterable[int]) -> None:
        """Remove rows."""
        for row in sorted(rows, reverse=True):
            self.beginRemoveRows(NOWHERE, row, row)
            del self._rows[row]
            self.endRemoveRows()
        self._changed()

    def move(self, rows: Iterable[int], before: int) -> range:
        """Move rows, in their order, before another row.

        Returns:
            The rows' new numbers.
        """
        numbers = sorted(set(rows))
        moved = [self._rows[number] for number in numbers]
        kept = [row for n, row in enumerate(self._rows) if n not in numbers]
        start = before - sum(number < before for number in numbers)
        self.layoutAboutToBeChanged.emit()
        self._rows = [*kept[:start], *moved, *kept[start:]]
        self.layoutChanged.emit()
        self._changed()
        return range(start, start + len(moved))

    def put(self, row: int, **fields: Any) -> None:
        """Change fields of a row."""
        self._rows[row] = replace(self._rows[row], **fields)
        self._changed()

    def set_source(self, row: int, source: project_layers.NamedSource) -> None:
        """Give a row another file or layer.

        The row starts with the source's first band, and takes the source's name where
        it has no name yet.
        """
        fields = {"path": source.path, "link": None, "band": "1"}
        if source.crs:
            fields["crs"] = source.crs
        if "1" in source.nodata:
            fields["nodata"] = source.nodata["1"]
        if not self._rows[row].name and source.name:
            names = (other.name for other in self._rows)
            fields["name"] = unique_name(source.name, names)
        self.put(row, **fields)

    def set_band(self, row: int, band: str) -> None:
        """Give a row another band, with what the user has set of a layer's nodata."""
        this, fields = self._rows[row], {"band": band}
        layer = None if this.link else project_layers.layer_at(this.path)
        known = project_layers.named_source(layer).nodata if layer else {}
        if this.nodata == known.get(this.band, ""):
            fields["nodata"] = known.get(band, "")
        self.put(row, **fields)

    def set_link(self, row: int, link: Link) -> None:
        """Give a row a source of a model."""
        self.put(row, path="", link=link)

    # Reading and inspecting beside the dialog

    def _read(self, value: object, at: int | None) -> None:
        lookup = project_layers.lookup()
        self._reader.start(partial(_read, value, lookup, at))

    def _take_read(self, result: tuple[list[Row], int | None]) -> None:
        rows, at = result
        self.insert(len(self._rows) if at is None else min(at, len(self._rows)), rows)

    def _changed(self) -> None:
        self.changed.emit()
        keys = {_key(row): None for row in self._rows if not row.link and row.path}
        unknown = [key for key in keys if self._is_open(key)]
        if unknown:
            self._inspector.start(partial(_inspect, unknown))

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
    """Return the row without its name, on which a finding does not depend."""
    return replace(row, name="row")


def _read(value: object, lookup: Any, at: int | None) -> tuple[list[Row], int | None]:
    from ...core.request.layer_table import read_rows

    return [row_of(values) for values in read_rows(value, lookup)], at


def _inspect(rows: list[Row]) -> dict[Row, Finding]:
    from ...core.planning.inspect_row import inspect_row

    specs = ((row, row.spec(AUTO)) for row in rows)
    return {row: inspect_row({"name": row.name, **spec}) for row, spec in specs}
