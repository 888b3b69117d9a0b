# SPDX-License-Identifier: GPL-3.0-or-later
"""A list to choose from, in which other words can be typed, and stay as typed."""

from __future__ import annotations

from typing import Final

from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QCompleter, QWidget

from .later import later

_ERASING: Final = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class ChoiceBox(QComboBox):
    """Opens its list at once, unless it is typed into.

    Letters go to the line although the list is open. What is typed is never
    completed: entries that contain it are listed below, and can be picked there.
    """

    #: Return has been pressed on what was typed.
    typed = pyqtSignal()

    def __init__(self, parent: QWidget, *, is_open: bool) -> None:
        """Start without entries.

        Args:
            parent: The view whose cell it edits.
            is_open: Whether other words than those of the list may be typed.
        """
        super().__init__(parent)
        #: Whether an entry has been picked, or a text been typed.
        self.is_answered = False
        self.activated.connect(self._note_answer)
        self.setFrame(False)
        self.setEditable(is_open)
        if is_open:
            self._let_type()
        later(self, self._open)

    def _let_type(self) -> None:
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Both would pick the first entry with these letters in any case, the one on
        # Return, the other when the cell is left.
        self.setDuplicatesEnabled(True)
        self.lineEdit().editingFinished.disconnect()
        matches = QCompleter(self.model(), self)
        matches.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        matches.setFilterMode(Qt.MatchFlag.MatchContains)
        matches.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(matches)
        self._is_typed = False
        self.lineEdit().textEdited.connect(self._note_answer)
        self.lineEdit().textEdited.connect(self._note_typing)
        self.lineEdit().returnPressed.connect(self._end_typing)
        self.view().installEventFilter(self)

    def _end_typing(self) -> None:
        """Tell that what is typed is meant; of a match Qt tells that it is picked."""
        matches = self.completer().popup()
        if not (matches.isVisible() and matches.currentIndex().isValid()):
            # Once the view has seen the key, which would open the cell again.
            later(self, self.typed.emit)

    def show_text(self, text: str) -> None:
        """Show a text that is no entry, all of it selected, so that typing replaces it.

        An entry's is selected with an empty text.
        """
        if not self.isEditable():
            return
        if text:
            self.setEditText(text)
        self.lineEdit().selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send letters, and what edits them, from the open list to the line."""
        if watched is self.view() and _is_typing(event):
            self.hidePopup()
            self.lineEdit().selectAll()
            QApplication.sendEvent(self, event)
            return True
        return super().eventFilter(watched, event)

    def _note_answer(self) -> None:
        self.is_answered = True

    def _note_typing(self) -> None:
        self._is_typed = True

    def _open(self) -> None:
        if not (self.isEditable() and self._is_typed):
            self.showPopup()


def _is_typing(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    if event.key() in _ERASING or event.matches(QKeySequence.StandardKey.Paste):
        return True
    text = event.text()
    return bool(text.strip()) and text.isprintable()
