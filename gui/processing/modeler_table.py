# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table in the modeler: rows of files, inputs and earlier results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qgis.core import QgsApplication
from qgis.gui import QgsExpressionLineEdit
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...host import readiness
from ...host.field_words import told_by_field
from ...host.text import tr
from ..layer_table.row import Link
from ..layer_table.row_display import link_icon
from ..layer_table.table import LayerTable
from ..widgets.later import later
from ..widgets.warm_up import warm_up
from ..widgets.window_size import grow
from .model_sources import (
    Kind,
    Source,
    is_linked,
    key_of,
    raster_links,
    source_of,
    table_links,
    to_rows,
    to_sources,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QShowEvent

#: The least size of the dialog, in letters and lines of its font.
_WIDTH: Final = 110
_HEIGHT: Final = 42

_ROWS: Final = "rows"
_EXPRESSION: Final = "expression"


class ModelerTable(QWidget):
    """Rows of files and of a model's sources, or the whole table from a source.

    That is an input or result of the model, or an expression.
    """

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(self, dialog: Any) -> None:
        """Take the modeler's dialog, which lists the model's inputs and steps."""
        super().__init__()
        self._dialog = dialog
        self._was_shown = False
        self._unread: Sequence[Source] = ()
        self._from = QComboBox()
        self._from.setObjectName("exoFrom")
        icon = QgsApplication.getThemeIcon
        self._from.addItem(icon("/mActionOpenTable.svg"), tr("the rows below"), _ROWS)
        for link in table_links(dialog):
            self._from.addItem(link_icon(link), link.label, link)
        self._from.addItem(
            icon("/mIconExpression.svg"), tr("an expression"), _EXPRESSION
        )
        self.table = LayerTable(self, lambda: raster_links(dialog))
        self.table.changed.connect(self.changed)
        self._expression = QgsExpressionLineEdit()
        # The stubs take the signal for a method.
        self._expression.expressionChanged.connect(  # type: ignore[attr-defined]
            lambda _: self.changed.emit()
        )
        self._note = QLabel()
        self._note.setObjectName("exoModelNote")
        self._note.setWordWrap(True)
        self._note.hide()
        self._lay_out()
        self._from.currentIndexChanged.connect(self._show_chosen)
        self._show_chosen()

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.addWidget(QLabel(tr("Take the layers from")))
        choice.addWidget(self._from, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(choice)
        box.addWidget(self.table, 1)
        box.addWidget(self._expression)
        box.addWidget(self._note)

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for the table where QGIS opens the dialog small."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            later(self, lambda: grow(self.window(), letters=_WIDTH, lines=_HEIGHT))
            later(self, warm_up)

    def value(self) -> Sequence[Source]:
        """Return the sources that the model holds."""
        chosen = self._from.currentData()
        if chosen == _EXPRESSION:
            return [Source.fromExpression(self._expression.expression())]
        if chosen != _ROWS:
            return [source_of(chosen)]
        model = self.table.model
        if model.rows:
            resamplers = (model.resampler(n) for n, _ in enumerate(model.rows))
            return to_sources(list(zip(model.rows, resamplers, strict=True)))
        return self._unread or [Source.fromStaticValue(self.table.value())]

    def set_value(self, value: object) -> None:
        """Show a static value, a source, or a list of sources."""
        items = value if isinstance(value, list) else [value]
        sources = [item for item in items if isinstance(item, Source)]
        if not sources or len(sources) < len(items):
            self.table.set_value(value)
            return
        first = sources[0]
        if len(sources) == 1 and is_linked(first):
            self._choose(key_of(first))
        elif first.source() == Kind.Expression:
            self._from.setCurrentIndex(self._from.findData(_EXPRESSION))
            self._expression.setExpression(first.expression())
        elif len(sources) == 1:
            self.table.set_value(first.staticValue())
        else:
            self._show_rows(sources)

    def _choose(self, key: tuple[str, ...]) -> None:
        """Choose an input or result as the whole table, or as the table's only row."""
        for number in range(self._from.count()):
            data = self._from.itemData(number)
            if isinstance(data, Link) and data.key == key:
                self._from.setCurrentIndex(number)
                return
        self._show_rows([source_of(Link(key=key, label="", name=""))])

    def _show_rows(self, sources: Sequence[Source]) -> None:
        """Show rows; show an error for unreadable sources, and keep them unchanged."""
        can_read, reason = readiness.packages_loaded()
        if can_read:
            from ...core.errors import ExogenousError

            try:
                rows = to_rows(sources, raster_links(self._dialog))
            except ExogenousError as error:
                reason = told_by_field(error)
            else:
                self.table.model.set_rows(rows)
                return
        self._unread = sources
        text = tr("The model's layers stay as they are until rows are added: {reason}")
        self._note.setText(text.format(reason=reason))
        self._note.show()

    def _show_chosen(self) -> None:
        chosen = self._from.currentData()
        self.table.setVisible(chosen == _ROWS)
        self._expression.setVisible(chosen == _EXPRESSION)
        self.changed.emit()
