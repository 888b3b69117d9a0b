# SPDX-License-Identifier: GPL-3.0-or-later
"""Picks product bands: a line of names, and the list to tick and order them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr
from ..widgets.buttons import action_button, icon_button
from ..widgets.notes import Note
from .band_model import BandModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtGui import QKeyEvent

    from .product_probe import Probed, ProductProbe

#: More bands than this are scrolled.
_BANDS_SHOWN: Final = 5


class BandPicker(QWidget):
    """A line of band names, which is the value, and a list that edits the line."""

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a product; names can be typed without a product, too."""
        super().__init__(parent)
        self.model = BandModel(self)
        self._unlisted: list[str] = []
        self._line = QgsFilterLineEdit()
        self._line.setShowClearButton(True)
        self._line.setObjectName("bandNames")
        self._line.setPlaceholderText(
            tr("none beside layers, all without; e.g. RED, 8A, B11")
        )
        self.view = BandView(self.model)
        self.view.setObjectName("bandView")
        self._bar = QWidget()
        self._note = Note()
        self._lay_out()
        self._line.textEdited.connect(self._take_text)
        # The stubs take the signal for a method.
        self._line.cleared.connect(  # type: ignore[attr-defined]
            lambda: self._take_text("")
        )
        self.model.changed.connect(self._take_ticks)
        self._show_list(shown=False)

    def set_probe(self, probe: ProductProbe) -> None:
        """Follow the product that is chosen elsewhere in the dialog."""
        probe.described.connect(self._take_product)
        probe.refused.connect(lambda _: self._take_product(None))
        if probe.probed:
            self._take_product(probe.probed)

    def value(self) -> str | None:
        """Return the names as text; None where there are none."""
        return self._line.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show names: a text, or a list."""
        names = value if isinstance(value, list | tuple) else [value or ""]
        self._line.setText(", ".join(str(name) for name in names))
        self._take_text(self._line.text())

    def _lay_out(self) -> None:
        bar = QVBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(2)
        bar.addWidget(action_button("bandUp", self.view.up))
        bar.addWidget(action_button("bandDown", self.view.down))
        for name, tip, icon, does in (
            ("bandAll", tr("Tick all"), "/mActionSelectAll.svg", self._tick_all),
            ("bandNone", tr("Tick none"), "/mActionDeselectAll.svg", self._tick_none),
        ):
            button = icon_button(name, tip, icon)
            button.clicked.connect(does)
            bar.addWidget(button)
        bar.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        listed = QHBoxLayout()
        listed.setSpacing(2)
        listed.addWidget(self.view)
        listed.addWidget(self._bar)
        box.addWidget(self._line)
        box.addWidget(self._note)
        box.addLayout(listed)
        self.setFocusProxy(self._line)

    def _show_list(self, *, shown: bool) -> None:
        self.view.setVisible(shown)
        self._bar.setVisible(shown)

    def _take_product(self, probed: Probed | None) -> None:
        self.model.set_product(probed)
        self._show_list(shown=bool(self.model.rowCount()))
        self.view.fit()
        self._show_ticks()

    def _take_text(self, text: str) -> None:
        if text != self._line.text():
            self._line.setText(text)
        self._show_ticks()
        self.changed.emit()

    def _show_ticks(self) -> None:
        self._unlisted = self.model.tick(self._line.text())

    def _take_ticks(self) -> None:
        self._line.setText(", ".join([*self.model.ticked(), *self._unlisted]))
        self.changed.emit()

    def _tick_all(self) -> None:
        self.model.tick_all(ticked=True)

    def _tick_none(self) -> None:
        self._unlisted = []
        self.model.tick_all(ticked=False)


class BandView(QTreeView):
    """Shows the bands, some rows at a time."""

    def __init__(self, model: BandModel) -> None:
        """Show a model."""
        super().__init__()
        view = QAbstractItemView
        self.setModel(model)
        self._bands = model
        self.up = self._action(tr("Move up"), "/mActionArrowUp.svg", "Alt+Up")
        self.up.triggered.connect(self._move_up)
        self.down = self._action(tr("Move down"), "/mActionArrowDown.svg", "Alt+Down")
        self.down.triggered.connect(self._move_down)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setDragDropMode(view.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def _action(self, text: str, icon: str, keys: str) -> QAction:
        action = QAction(QgsApplication.getThemeIcon(icon), text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(action)
        return action

    def sizeHint(self) -> QSize:
        """Return the height of the header and some bands, whatever the font."""
        height = self.header().sizeHint().height() + 2 * self.frameWidth()
        row = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        return QSize(super().sizeHint().width(), height + _BANDS_SHOWN * row)

    def fit(self) -> None:
        """Fit the columns to their texts."""
        for column in range(2):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, self.columnWidth(column) + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the selected bands with the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle_selected()
        else:
            super().keyPressEvent(event)

    def _move_up(self) -> None:
        rows = self._selected()
        if rows and rows[0] > 0:
            self._select(self._bands.move(rows, rows[0] - 1))

    def _move_down(self) -> None:
        rows = self._selected()
        if rows and rows[-1] < self._bands.rowCount() - 1:
            self._select(self._bands.move(rows, rows[-1] + 2))

    def _selected(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _select(self, rows: Iterable[int]) -> None:
        model, chosen = self.model(), QItemSelection()
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, 2))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(chosen, flag)

    def _toggle_selected(self) -> None:
        role, states = Qt.ItemDataRole.CheckStateRole, Qt.CheckState
        model = self.model()
        indexes = [model.index(row, 0) for row in self._selected()]
        is_any_open = any(index.data(role) == states.Unchecked for index in indexes)
        state = states.Checked if is_any_open else states.Unchecked
        for index in indexes:
            model.setData(index, state, role)
