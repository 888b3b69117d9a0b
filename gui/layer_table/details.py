# SPDX-License-Identifier: GPL-3.0-or-later
"""The pane for what most rows leave empty: nodata, CRS, scale and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEvent, QSize
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr
from .cell_view import CellView
from .columns import MORE, share_width, show_only
from .delegates import (
    BurnDelegate,
    CrsDelegate,
    DomainDelegate,
    FilterDelegate,
    FractionsDelegate,
    MaskDelegate,
    TouchDelegate,
)
from .overlap_delegate import OverlapDelegate
from .row import Column
from .time_delegates import TimeDelegate, WhenDelegate
from .timeline import Timeline

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QResizeEvent

    from .model import LayerTableModel
    from .view import LayerTableView


class DetailsPane(QWidget):
    """Shows more of the current row, and changes all selected rows together."""

    def __init__(self, model: LayerTableModel, view: LayerTableView) -> None:
        """Take the rows, and the view in which they are selected."""
        super().__init__()
        self._model, self._view = model, view
        self._title = QLabel()
        self._title.setObjectName("exoDetailsOf")
        self.cells = DetailCells(model)
        self.cells.setObjectName("exoDetails")
        self.cells.setAccessibleName(tr("Nodata, CRS, scale and more"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self._title)
        box.addWidget(self.cells)
        self.timeline = Timeline()
        self.timeline.chosen.connect(self._take_time)
        box.addWidget(self.timeline)
        policy = QSizePolicy.Policy
        self.cells.setSizePolicy(policy.Expanding, policy.Fixed)
        model.changed.connect(self.refresh)
        selection = view.selectionModel()
        selection.currentRowChanged.connect(self.refresh)
        selection.selectionChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the row that is current now."""
        rows = self._model.rows
        current = max(self._view.currentIndex().row(), 0)
        self.cells.show_row(current)
        self._show_times(current)
        if current >= len(rows):
            self._title.setText(tr("No rows yet."))
            return
        name = rows[current].name
        selected = self._view.selected_rows()
        if len(selected) > 1 and current in selected:
            words = tr(
                "Details of {name}; a change applies to %n selected row(s)",
                len(selected),
            )
        else:
            words = tr("Details of {name}")
        self._title.setText(words.format(name=name))

    def _show_times(self, row: int) -> None:
        finding = self._model.finding(row) if row < len(self._model.rows) else None
        if finding is None or not len(finding.times):
            self.timeline.hide()
            return
        this = self._model.rows[row]
        instant = self._model.product_instant
        self.timeline.show_times(finding.times, instant, this.time, this.band)
        self.timeline.show()

    def _take_time(self, text: str) -> None:
        row = max(self._view.currentIndex().row(), 0)
        self._model.put(row, time=text, band="")


class DetailCells(CellView):
    """One row's cells."""

    def __init__(self, model: LayerTableModel) -> None:
        """Show no row."""
        super().__init__(model)
        view = QAbstractItemView
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setSelectionBehavior(view.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(Column.CRS, CrsDelegate(self))
        self.setItemDelegateForColumn(Column.MASK, MaskDelegate(self))
        self.setItemDelegateForColumn(Column.DOMAIN, DomainDelegate(self))
        self.setItemDelegateForColumn(Column.FRACTIONS, FractionsDelegate(self))
        self.setItemDelegateForColumn(Column.BURN, BurnDelegate(self))
        self.setItemDelegateForColumn(Column.FILTER, FilterDelegate(self))
        self.setItemDelegateForColumn(Column.TOUCH, TouchDelegate(self))
        self.setItemDelegateForColumn(Column.TIME, TimeDelegate(self))
        self.setItemDelegateForColumn(Column.WHEN, WhenDelegate(self))
        self.setItemDelegateForColumn(Column.OVERLAP, OverlapDelegate(self))
        show_only(self, MORE)

    def show_row(self, shown: int) -> None:
        """Hide all other rows."""
        if self.verticalHeader().defaultSectionSize() != self.line_px:
            self.verticalHeader().setDefaultSectionSize(self.line_px)
        for row in range(self.model().rowCount()):
            self.setRowHidden(row, row != shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        share_width(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the titles and a row."""
        titles = self.horizontalHeader().sizeHint().height()
        height = titles + self.line_px + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
