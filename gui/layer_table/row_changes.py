# SPDX-License-Identifier: GPL-3.0-or-later
"""The changes to the rows of the layer table, each of which can be undone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import Qt

from ..widgets import project_layers
from .row import Link, Row, joined, unique_name
from .row_history import RowHistory
from .rows import NOWHERE, LayerRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class RowChanges(LayerRows):
    """Rows, and all methods that change rows."""

    def set_value(self, value: object) -> None:
        """Show another table, in any form that the core reads."""
        self._forget_reading()
        self.set_rows(())
        self._unread = value
        if value not in (None, ""):
            self._read(value, lambda rows: self.set_rows(_apart(rows)))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, with nothing to undo."""
        self._history = RowHistory(rows=tuple(rows))
        self._show(rows)

    def replace_rows(self, value: object) -> None:
        """Put rows in place of all rows, once they are read; this can be undone.

        Args:
            value: The rows, in any form that the core reads.
        """
        self._read(value, lambda rows: self._show(_apart(rows)))

    def undo(self) -> list[int]:
        """Take back the last change; return the numbers of the rows it changed."""
        return self._restore(self._history.undo())

    def redo(self) -> list[int]:
        """Make the change again that was taken back; return the rows' numbers."""
        return self._restore(self._history.redo())

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change has been taken back."""
        return self._history.can_redo

    def _restore(self, rows: Sequence[Row]) -> list[int]:
        before = Counter(self._rows)
        places = dict(enumerate(self._rows))
        self._show(rows)
        new = [n for n, row in enumerate(rows) if not before[row]]
        return new or [n for n, row in enumerate(rows) if places.get(n) != row]

    def _show(self, rows: Sequence[Row]) -> None:
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
        self._read(value, partial(self._insert_at, at))

    def add_sources(
        self, sources: Iterable[project_layers.NamedSource], at: int | None = None
    ) -> None:
        """Add a row for each raster; several may be meant as tiles of one layer."""
        specs = [_spec(source, source.name, "") for source in sources]
        if specs:
            self._read(specs, partial(self._insert_sources_at, at))

    def add_bands(
        self, picked: Iterable[tuple[project_layers.NamedSource, str, str]]
    ) -> None:
        """Add a row for each source, name and band."""
        specs = [_spec(*one) for one in picked]
        if specs:
            self.add(specs)

    def insert(self, at: int, rows: Sequence[Row]) -> None:
        """Insert rows, each under a name of its own."""
        if not rows:
            return
        self._unread = None
        self.beginInsertRows(NOWHERE, at, at + len(rows) - 1)
        self._rows[at:at] = _apart(rows, self._rows)
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

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Order the rows, and so the bands, by what a column shows."""
        words = [str(self.index(n, column).data()) for n in range(len(self._rows))]
        is_down = order == Qt.SortOrder.DescendingOrder
        numbers = sorted(
            range(len(words)), key=lambda n: _by_numbers(words[n]), reverse=is_down
        )
        self._show([self._rows[number] for number in numbers])

    def put(self, *rows: int, **fields: Any) -> None:
        """Change fields of rows."""
        for row in rows:
            self._rows[row] = replace(self._rows[row], **fields)
        self._changed()

    def set_source(self, row: int, source: project_layers.NamedSource) -> None:
        """Give a row another file or layer.

        The row leaves the new source's band open, and takes the source's name where it
        has no name yet.
        """
        fields = {"path": source.path, "link": None, "band": "", "time": ""}
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
        if this.nodata == known.get(this.band or "1", ""):
            fields["nodata"] = known.get(band or "1", "")
        self.put(row, **fields)

    def set_link(self, row: int, link: Link) -> None:
        """Give a row a source of a model."""
        self.put(row, path="", link=link)

    def join(self, rows: Iterable[int]) -> int:
        """Make one row of several, whose files are its tiles.

        Returns:
            The new row's number: that of the first of them.
        """
        from ...core.request.tile_paths import default_name

        numbers = sorted(rows)
        joined_rows = [self._rows[number] for number in numbers]
        path = joined(joined_rows, "").path
        kept = [row for n, row in enumerate(self._rows) if n not in numbers]
        name = unique_name(default_name(path), (row.name for row in kept))
        kept.insert(numbers[0], joined(joined_rows, name))
        self._show(kept)
        return numbers[0]

    def _insert_sources_at(self, at: int | None, rows: list[Row]) -> None:
        place = len(self._rows) if at is None else min(at, len(self._rows))
        self.insert(place, rows)
        if len(rows) > 1:
            self.several_added.emit(tuple(self._rows[place : place + len(rows)]))

    def _insert_at(self, at: int | None, rows: list[Row]) -> None:
        self.insert(len(self._rows) if at is None else min(at, len(self._rows)), rows)


def _spec(source: project_layers.NamedSource, name: str, band: str) -> dict[str, Any]:
    return {
        "path": source.path,
        "name": name,
        "band": band,
        "crs": source.crs,
        "nodata": source.nodata.get(band or "1"),
    }


def _apart(rows: Sequence[Row], others: Iterable[Row] = ()) -> list[Row]:
    """Give each row a name of its own."""
    taken = {row.name for row in others}
    apart = []
    for row in rows:
        name = unique_name(row.name, taken)
        taken.add(name)
        apart.append(replace(row, name=name))
    return apart


def _by_numbers(text: str) -> tuple[int, float, list[tuple[bool, int, str]]]:
    """Return a key that orders numbers by size, text by its numbers, no text last."""
    try:
        return 0, float(text), []
    except ValueError:
        parts = re.findall(r"\d+|\D+", text.casefold())
        words = [(not p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts]
        return 1 if text else 2, 0.0, words
