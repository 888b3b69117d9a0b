# SPDX-License-Identifier: GPL-3.0-or-later
"""The full-width lines below wrong rows: what is wrong, and how to mend it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QObject, QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel

from .fixes import fixes_for, note_of

if TYPE_CHECKING:
    from .cell_view import CellView
    from .model import LayerTableModel

#: A reason may list hundreds of bands: the tooltip has all of them.
_MOST_LINES: Final = 3

_INDENT_PX: Final = 24
_GAP_PX: Final = 4


class RowNotes(QObject):
    """Keeps a label below each row that a note is about, and room for the label."""

    #: A link has been clicked, with its row and its number among the row's fixes.
    clicked = pyqtSignal(int, int)

    def __init__(self, view: CellView, model: LayerTableModel) -> None:
        """Take the view, whose rows the notes make higher."""
        super().__init__(view)
        self._view, self._model = view, model
        self._labels: dict[int, QLabel] = {}

    def refresh(self) -> None:
        """Write the notes of all rows anew, where they stand now."""
        selected = self._view.selectionModel().selectedRows()
        chosen = {index.row() for index in selected}
        rows = {n for n in range(self._model.rowCount()) if note_of(self._model, n)}
        for row in self._labels.keys() - rows:
            gone = self._labels.pop(row)
            gone.hide()  # it is deleted once all that is being done has ended
            gone.deleteLater()
        for row in rows:
            if row not in self._labels:
                self._labels[row] = self._new_label(row)
            self._write(row, self._labels[row], is_chosen=row in chosen)
        self._make_room()
        self.place()

    def place(self) -> None:
        """Move the labels below the first lines of their rows."""
        line = self._view.line_px
        for row, label in self._labels.items():
            top = self._view.rowViewportPosition(row) + line
            height = self._view.rowHeight(row) - line - _GAP_PX
            label.setGeometry(QRect(_INDENT_PX, top, self._width(), height))
            label.show()

    def _write(self, row: int, label: QLabel, *, is_chosen: bool) -> None:
        """Write a note in the colour of its label, which a theme's style sheet sets."""
        note = note_of(self._model, row)
        label.ensurePolished()
        own = label.palette().color(label.foregroundRole())
        chosen = self._view.palette().color(QPalette.ColorRole.HighlightedText)
        colour = (chosen if is_chosen else own).name()
        links = (
            f'<a style="color: {colour}" href="{n}">{html.escape(fix.label)}</a>'
            for n, fix in enumerate(fixes_for(self._model, row))
        )
        words = f'<span style="color: {colour}">{html.escape(note)}</span>'
        text = "&nbsp; ".join([words, *links])
        if label.text() != text:
            label.setText(text)
            label.setToolTip(html.escape(note))
            label.setAccessibleName(note)

    def _new_label(self, row: int) -> QLabel:
        label = QLabel(self._view.viewport())
        label.setObjectName("exoProblem")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(
            flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(lambda link: self.clicked.emit(row, int(link)))
        return label

    def _width(self) -> int:
        return max(self._view.viewport().width() - _INDENT_PX - _GAP_PX, 1)

    def _make_room(self) -> None:
        line, most = self._view.line_px, _MOST_LINES * self._view.line_px
        header = self._view.verticalHeader()
        if header.defaultSectionSize() != line:
            header.setDefaultSectionSize(line)
        for row in range(self._model.rowCount()):
            label = self._labels.get(row)
            below = min(label.heightForWidth(self._width()), most) if label else 0
            height = line + below + (_GAP_PX if below else 0)
            if self._view.rowHeight(row) != height:
                self._view.setRowHeight(row, height)
