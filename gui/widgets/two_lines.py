# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of a list with a smaller line of help below each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QFont, QPalette, QTextOption
from qgis.PyQt.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtGui import QPainter

#: The role of an entry's second line.
HELP: Final = Qt.ItemDataRole.UserRole + 1


class TwoLines(QStyledItemDelegate):
    """Draws an entry of a list with a smaller line of help below it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw both lines."""
        text = index.data(HELP)
        if not text:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = style_of(option)
        element = QStyle.ControlElement.CE_ItemViewItem
        style.drawControl(element, shown, painter, option.widget)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        role = roles.HighlightedText if is_chosen else roles.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        line = option.fontMetrics.height()
        box = QRectF(option.rect).adjusted(6, 3, -6, -3)
        top = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(box, index.data(Qt.ItemDataRole.DisplayRole), top)
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setOpacity(0.75)
        painter.drawText(box.adjusted(0, line, 0, 0), text, top)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the size of both lines."""
        size = super().sizeHint(option, index)
        text = index.data(HELP)
        if not text:
            return QSize(size.width(), size.height() + 4)
        line = option.fontMetrics
        return QSize(line.horizontalAdvance(text) + 24, 2 * line.height() + 8)


def style_of(option: QStyleOptionViewItem) -> QStyle:
    """Return the style of the view that draws a cell, else the program's."""
    # The stubs do not say that there may be no view.
    view = cast("QWidget | None", option.widget)
    return view.style() if view else QApplication.style()
