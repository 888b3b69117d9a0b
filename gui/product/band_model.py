# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's bands in the order of the result, ticked or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
    pyqtSignal,
)

from ...host.text import tr
from ..widgets.dragged_rows import dragged, rows_dragged
from .product_text import band_sizes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtCore import QMimeData

    from ...core.geometry.grid import Grid
    from ...core.products.describe import BandDescription
    from .product_probe import Probed

_ROWS: Final = "application/x-exogenous-bands"
_NOWHERE: Final = QModelIndex()
_SPLIT: Final = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band as the list shows it."""

    name: str
    id: str
    sizes: str
    """The pixel sizes, with their unit; empty where they are not known."""
    finest: float
    """The least of the pixel sizes, in units of the product's CRS; 0: not known."""
    finest_text: str
    """The same with its unit."""
    is_there: bool
    """Whether the product contains the band."""
    words: frozenset[str]
    """The band's names, in lower case."""
    is_ticked: bool = False


class BandModel(QAbstractTableModel):
    """Bands that can be ticked and put in order."""

    #: The ticked bands, or their order, have changed.
    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without bands."""
        super().__init__(parent)
        self._bands: list[Band] = []

    def set_product(self, probed: Probed | None) -> None:
        """Show the bands of a product."""
        self.beginResetModel()
        self._bands = _bands_of(probed) if probed else []
        self.endResetModel()

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands, in order."""
        return tuple(self._bands)

    def unknown(self, words: Iterable[str]) -> list[str]:
        """Return the words that name no band of such products, missing or not."""
        known = {word for band in self._bands for word in band.words}
        return [word for word in words if word.casefold() not in known]

    def ticked(self) -> list[str]:
        """Return the names of the ticked bands, in order."""
        return [band.name for band in self._bands if band.is_ticked]

    def tick(self, text: str) -> list[str]:
        """Tick the bands that a text names, and put them first, in the text's order.

        Returns:
            The words that name no band of the product.
        """
        words = [word for word in _SPLIT.split(text.strip()) if word]
        found = {word: self._find(word) for word in words}
        first = list(dict.fromkeys(n for n in found.values() if n is not None))
        if [n for n, band in enumerate(self._bands) if band.is_ticked] != first:
            rest = [n for n in range(len(self._bands)) if n not in first]
            bands = [replace(self._bands[n], is_ticked=n in first) for n in rest]
            chosen = [replace(self._bands[n], is_ticked=True) for n in first]
            self.beginResetModel()
            self._bands = chosen + bands
            self.endResetModel()
        return [word for word, number in found.items() if number is None]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every band that the product contains, or none."""
        self._bands = [
            replace(band, is_ticked=ticked and band.is_there) for band in self._bands
        ]
        last = self.index(len(self._bands) - 1, 0)
        self.dataChanged.emit(self.index(0, 0), last)
        self.changed.emit()

    def move(self, rows: Iterable[int], before: int) -> range:
        """Move bands, in their order, before another; return their new rows."""
        numbers = sorted(set(rows))
        moved = [self._bands[number] for number in numbers]
        kept = [band for n, band in enumerate(self._bands) if n not in numbers]
        start = before - sum(number < before for number in numbers)
        self.layoutAboutToBeChanged.emit()
        self._bands = [*kept[:start], *moved, *kept[start:]]
        self.layoutChanged.emit()
        self.changed.emit()
        return range(start, start + len(moved))

    def _find(self, word: str) -> int | None:
        folded = word.casefold()
        for row, band in enumerate(self._bands):
            if folded in band.words and band.is_there:
                return row
        return None

    # The interface for Qt's views

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:
        """Return how many bands there are."""
        return 0 if parent.isValid() else len(self._bands)

    def columnCount(self, parent: QModelIndex = _NOWHERE) -> int:
        """Return how many columns: name, identifier, pixel sizes."""
        return 0 if parent.isValid() else 3

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and (
            role == Qt.ItemDataRole.DisplayRole
        ):
            return (tr("Band"), tr("Identifier"), tr("Pixel size"))[section]
        return None

    def data(
        self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the text of a cell, and whether its band is ticked."""
        if not index.isValid():
            return None
        band = self._bands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            sizes = band.sizes if band.is_there else tr("not in the product")
            return (band.name, band.id, sizes)[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            states = Qt.CheckState
            return states.Checked if band.is_ticked else states.Unchecked
        return None

    def setData(
        self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tick or untick a band."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        row = index.row()
        self._bands[row] = replace(self._bands[row], is_ticked=is_ticked)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        """Let bands that the product contains be ticked and dragged."""
        if not index.isValid():
            # To the stubs, one flag is no flags.
            return Qt.ItemFlag.ItemIsDropEnabled  # type: ignore[return-value]
        if not self._bands[index.row()].is_there:
            return Qt.ItemFlag.NoItemFlags  # type: ignore[return-value]
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    # Dragging

    def supportedDropActions(self) -> Qt.DropActions:
        """Let bands move."""
        return Qt.DropAction.MoveAction  # type: ignore[return-value]  # as above

    def mimeTypes(self) -> list[str]:
        """Return the MIME type of dragged bands."""
        return [_ROWS]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the numbers of dragged bands as MIME data."""
        return dragged(_ROWS, indexes)

    def dropMimeData(
        self,
        mime: QMimeData,
        _action: Qt.DropAction,
        row: int,
        _column: int,
        parent: QModelIndex,
    ) -> bool:
        """Move bands to where they are dropped."""
        at = parent.row() if parent.isValid() else row
        self.move(rows_dragged(_ROWS, mime), at if at >= 0 else len(self._bands))
        return False  # True would let the view remove the dragged bands.


def _bands_of(probed: Probed) -> list[Band]:
    grid = probed.description.grid
    return [
        _band(band, grid, probed.words[band.name]) for band in probed.description.bands
    ]


def _band(band: BandDescription, grid: Grid | None, words: frozenset[str]) -> Band:
    known = [size for size in band.pixel_sizes if size] if grid else []
    finest = min(known, default=0.0)
    return Band(
        name=band.name,
        id=band.id,
        sizes=band_sizes(known, grid) if grid and known else "",
        finest=finest,
        finest_text=band_sizes([finest], grid) if grid and finest else "",
        is_there=band.is_there,
        words=words,
    )
