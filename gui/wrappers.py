# SPDX-License-Identifier: GPL-3.0-or-later
"""Attaches the selectors of product, bands and area to their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from processing.gui.wrappers import (
    DIALOG_BATCH,
    DIALOG_MODELER,
    WidgetWrapper,
    dialogTypes,
)
from qgis.gui import QgsGui

from .aoi_selector import AoiSelector
from .band_picker import BandPicker
from .product_selector import ProductSelector

if TYPE_CHECKING:
    from qgis.core import QgsProcessingParameterDefinition
    from qgis.gui import QgsProcessingParameterWidgetContext
    from qgis.PyQt.QtWidgets import QWidget


class DialogWrapper(WidgetWrapper):
    """A widget of our own in the dialog, QGIS's in batch and in the modeler.

    QGIS's have what these need: inputs and results of a model, expressions, and
    filling many rows at once.
    """

    def __new__(
        cls,
        parameter: QgsProcessingParameterDefinition,
        dialog: Any,
        *_place: int,
    ) -> Any:
        """Make QGIS's own wrapper where that serves better."""
        kind = dialogTypes.get(type(dialog).__name__)
        registry = QgsGui.processingGuiRegistry()
        if kind == DIALOG_MODELER:
            wrapper = registry.createModelerParameterWidget(
                dialog.model, dialog.childId, parameter, dialog.context
            )
        elif kind == DIALOG_BATCH:
            wrapper = registry.createParameterWidgetWrapper(parameter, kind)
        else:
            return super().__new__(cls)
        wrapper.setDialog(dialog)
        return wrapper

    def _watch(self, widget: QWidget) -> QWidget:
        widget.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        return widget

    def setValue(self, value: object) -> None:
        """Show a value."""
        self.widget.set_value(value)

    def value(self) -> object:
        """Return what the algorithm gets."""
        return self.widget.value()


class ProductWrapper(DialogWrapper):
    """Asks for the product."""

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the selector."""
        file_filter = self.parameterDefinition().fileFilter()
        return self._watch(ProductSelector(file_filter))

    def refresh(self) -> None:
        """List the layers that the project has now."""
        self.widget.refresh()


class BandsWrapper(DialogWrapper):
    """Asks for bands of the product that is chosen above."""

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the picker."""
        return self._watch(BandPicker())

    def postInitialize(self, wrappers: list[Any]) -> None:
        """Find the product's widget."""
        super().postInitialize(wrappers)
        for wrapper in wrappers:
            if isinstance(wrapper, ProductWrapper):
                self.widget.set_probe(wrapper.widget.probe)


class AoiWrapper(DialogWrapper):
    """Asks for the area of interest."""

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the selector."""
        return self._watch(AoiSelector(self.parameterDefinition()))

    def setWidgetContext(self, context: QgsProcessingParameterWidgetContext) -> None:
        """Hand on the canvas and the project."""
        super().setWidgetContext(context)
        self.widget.set_widget_context(context)
