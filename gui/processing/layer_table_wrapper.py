# SPDX-License-Identifier: GPL-3.0-or-later
"""Attaches the layer table to `EXO` in the dialog, in batch and in the modeler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from processing.gui.wrappers import DIALOG_BATCH, DIALOG_MODELER

from .batch_cell import BatchCell
from .layer_table_panel import LayerTablePanel
from .modeler_table import ModelerTable
from .wrapper import Wrapper
from .wrappers import ProductWrapper

if TYPE_CHECKING:
    from qgis.gui import QgsProcessingParameterWidgetContext
    from qgis.PyQt.QtWidgets import QWidget


class LayerTableWrapper(Wrapper):
    """The table itself in the dialog and the modeler, a cell that opens it in batch."""

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the widget for the kind of dialog."""
        if self.dialogType == DIALOG_MODELER:
            widget: ModelerTable | BatchCell | LayerTablePanel = ModelerTable(
                self.dialog
            )
        elif self.dialogType == DIALOG_BATCH:
            widget = BatchCell()
        else:
            widget = LayerTablePanel()
        widget.changed.connect(self._tell)
        return widget

    def setWidgetContext(self, context: QgsProcessingParameterWidgetContext) -> None:
        """Hand on the canvas, on which the quick preview and rows' layers are shown."""
        super().setWidgetContext(context)
        if isinstance(self.widget, LayerTablePanel):
            self.widget.table.set_canvas(context.mapCanvas())
            self.widget.quick_preview.set_canvas(context.mapCanvas())

    def postInitialize(self, wrappers: list[Any]) -> None:
        """Find the other widgets, whose values the plan below the table needs."""
        super().postInitialize(wrappers)
        if not isinstance(self.widget, LayerTablePanel):
            return
        self.widget.watch.watch(wrappers)
        for wrapper in wrappers:
            if isinstance(wrapper, ProductWrapper):
                self.widget.set_probe(wrapper.widget.probe)

    def _tell(self) -> None:
        self.widgetValueHasChanged.emit(self)

    def setValue(self, value: object) -> None:
        """Show a value; in the modeler also a model's sources."""
        self.widget.set_value(value)

    def value(self) -> object:
        """Return the table as JSON text, None if empty; in the modeler as sources."""
        return self.widget.value()
