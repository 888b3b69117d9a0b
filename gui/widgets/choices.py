# SPDX-License-Identifier: GPL-3.0-or-later
"""Delegates for cells that are filled from a list, which opens at once."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from qgis.PyQt.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from qgis.PyQt.QtGui import QBrush, QIcon, QPainter
from qgis.PyQt.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from .choice_box import ChoiceBox
from .later import later
from .two_lines import HELP, TwoLines, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qgis.PyQt.QtCore import QAbstractItemModel, QEvent

#: Whether a cell is drawn faded: colours of a palette are not those of a theme's
#: style sheet, which may leave grey on dark.
FADED: Final = Qt.ItemDataRole.UserRole + 2

_FADED_OPACITY: Final = 0.45
_CHOICE: Final = Qt.ItemDataRole.UserRole
_ICON: Final = Qt.ItemDataRole.DecorationRole
_ARROW_PX: Final = 16
_GAP_PX: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a list."""

    label: str
    value: Any = None
    """The entry's value; None for an entry that asks the user for the value."""
    icon: QIcon | None = None
    help: str = ""
    """A second, smaller line."""
    ask: Callable[[QWidget], Any] | None = None
    """Asks the user for the value, with the parent of a dialog; may return None."""
    starts_group: bool = False
    """Whether a separator stands above the entry."""


class OneLine(QStyledItemDelegate):
    """Shows a cell on one line at the top of its row, shortened where it is too long.

    What stands below this line in a higher row is drawn by the view.
    """

    def __init__(self, view: QTableView) -> None:
        """Take the view of the cells."""
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Do not wrap."""
        super().initStyleOption(option, index)
        wrap = QStyleOptionViewItem.ViewItemFeature.WrapText
        option.features &= ~wrap  # type: ignore[assignment]  # to the stubs, ~ is an int

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw the cell's background over all its height, the rest at its top."""
        style = style_of(option)
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        style.drawPrimitive(panel, whole, painter, option.widget)
        line = QStyleOptionViewItem(whole)
        line.rect = self._line_of(option)
        line.backgroundBrush = QBrush()
        item = QStyle.ControlElement.CE_ItemViewItem
        painter.save()
        if index.data(FADED):
            painter.setOpacity(_FADED_OPACITY)
        style.drawControl(item, line, painter, option.widget)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Put the editor over the line."""
        super().updateEditorGeometry(editor, self._on_line(option), index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex,
    ) -> bool:
        """Look for the check box on the line."""
        return super().editorEvent(event, model, self._on_line(option), index)

    def _on_line(self, option: QStyleOptionViewItem) -> QStyleOptionViewItem:
        line = QStyleOptionViewItem(option)
        line.rect = self._line_of(option)
        return line

    def _line_of(self, option: QStyleOptionViewItem) -> QRect:
        rect = QRect(option.rect)
        line_px = self._view.verticalHeader().defaultSectionSize()
        rect.setHeight(min(rect.height(), line_px))
        return rect

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex
    ) -> None:
        """Take the text, unless the cell was left as it was."""
        if not isinstance(editor, QLineEdit) or editor.isModified():
            super().setModelData(editor, model, index)


class ChoiceDelegate(OneLine):
    """Edits a cell by a list, and shows an arrow in the cell."""

    #: Whether values that are not in the list may be typed.
    is_open = False

    def __init__(self, view: QTableView) -> None:
        """Take the view of the cells."""
        super().__init__(view)
        self._lines = TwoLines(self)

    @abstractmethod
    def choices(self, index: QModelIndex) -> Sequence[Choice]:
        """Return the entries of the list for a cell."""

    def is_current(self, choice: Choice, value: Any) -> bool:
        """Tell whether an entry is a cell's current value."""
        return bool(choice.value == value)

    def take(self, index: QModelIndex, value: Any) -> None:
        """Put the chosen or typed value into a cell."""
        index.model().setData(index, value, Qt.ItemDataRole.EditRole)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Keep room for the arrow."""
        super().initStyleOption(option, index)
        icon = option.decorationSize.width() + _GAP_PX if index.data(_ICON) else 0
        room = option.rect.width() - icon - _ARROW_PX - 2 * _GAP_PX
        if room > 0:
            elide = Qt.TextElideMode.ElideMiddle
            option.text = option.fontMetrics.elidedText(option.text, elide, room)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw the cell, and an arrow at its right end."""
        super().paint(painter, option, index)
        style = style_of(option)
        arrow = QStyleOptionViewItem(option)
        rect = self._line_of(option)
        arrow.rect = QRect(
            rect.right() - _ARROW_PX, rect.center().y() - 4, _ARROW_PX - 4, 9
        )
        painter.save()
        painter.setOpacity(0.5)
        element = QStyle.PrimitiveElement.PE_IndicatorArrowDown
        style.drawPrimitive(element, arrow, painter, option.widget)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the cell's size, with room for the arrow."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + _ARROW_PX, size.height())

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        """Make the list."""
        box = ChoiceBox(parent, is_open=self.is_open)
        for choice in self.choices(index):
            if choice.starts_group and box.count():
                box.insertSeparator(box.count())
            box.addItem(choice.icon or QIcon(), choice.label, choice)
            box.setItemData(box.count() - 1, choice.help, HELP)
        box.setItemDelegate(self._lines)
        width = box.view().sizeHintForColumn(0) + 30
        box.view().setMinimumWidth(max(width, box.width()))
        cell = QPersistentModelIndex(index)
        box.activated.connect(lambda _: self._chosen(box, cell))
        box.typed.connect(lambda: self._end(box))
        return box

    def setEditorData(  # type: ignore[override]  # Qt hands on the list made above
        self, editor: ChoiceBox, index: QModelIndex
    ) -> None:
        """Show the cell's current value in the list."""
        value = index.data(Qt.ItemDataRole.EditRole)
        for number in range(editor.count()):
            choice = editor.itemData(number)
            if isinstance(choice, Choice) and self.is_current(choice, value):
                editor.setCurrentIndex(number)
                editor.show_text("")
                return
        editor.setCurrentIndex(-1)
        editor.show_text(str(value))

    def setModelData(  # type: ignore[override]  # as above
        self, editor: ChoiceBox, _model: QAbstractItemModel, index: QModelIndex
    ) -> None:
        """Take the chosen or typed value; none where the list was only looked at."""
        if not editor.is_answered:
            return
        choice = editor.currentData()
        is_chosen = isinstance(choice, Choice) and (
            editor.currentText() == choice.label
        )
        if is_chosen:
            if choice.value is not None:
                self.take(index, choice.value)
        elif self.is_open:
            self.take(index, editor.currentText())

    def _chosen(self, box: ChoiceBox, cell: QPersistentModelIndex) -> None:
        """End editing with the clicked entry; ask the user where the entry does."""
        choice = box.currentData()
        self._end(box)
        if isinstance(choice, Choice) and choice.ask:
            ask = choice.ask
            later(self, lambda: self._ask(ask, cell))

    def _end(self, box: ChoiceBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def _ask(self, ask: Callable[[QWidget], Any], cell: QPersistentModelIndex) -> None:
        value = ask(self._view)
        if value is not None and cell.isValid():
            self.take(QModelIndex(cell), value)
