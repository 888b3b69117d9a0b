# SPDX-License-Identifier: GPL-3.0-or-later
"""Attaches the selectors of product, bands and area to their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from processing.gui.wrappers import (
    DIALOG_BATCH,
    DIALOG_MODELER,
    dialogTypes,
)
from qgis.core import (
    QgsProcessingParameterExtent,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
)
from qgis.gui import QgsGui

from ...host.parameter_names import EXO
from ..product.aoi_selector import AoiSelector
from ..product.band_picker import BandPicker
from ..product.product_selector import ProductSelector
from .product_cell import ProductCell
from .wrapper import Wrapper

if TYPE_CHECKING:
    from qgis.core import QgsProcessingParameterDefinition
    from qgis.gui import QgsProcessingParameterWidgetContext
    from qgis.PyQt.QtWidgets import QWidget


class DialogWrapper(Wrapper):
    """A widget of our own in the dialog, QGIS's own in batch and in the modeler.

    QGIS's widgets have what batch and modeler need: inputs and results of a model,
    expressions, and filling many rows at once.
    """

    #: Types of a model's inputs that can be used beside those that QGIS lists.
    more_inputs: ClassVar[tuple[type[QgsProcessingParameterDefinition], ...]] = ()

    #: Whether the widget is our own in batch, too.
    is_own_in_batch: ClassVar[bool] = False

    def __new__(
        cls,
        parameter: QgsProcessingParameterDefinition,
        dialog: Any,
        *_place: int,
    ) -> Any:
        """Make QGIS's own wrapper in batch and in the modeler."""
        kind = dialogTypes.get(type(dialog).__name__)
        registry = QgsGui.processingGuiRegistry()
        if kind == DIALOG_MODELER:
            wrapper = registry.createModelerParameterWidget(
                dialog.model, dialog.childId, parameter, dialog.context
            )
            more = [one.typeName() for one in cls.more_inputs]
            wrapper.populateSources(more, [], [])
        elif kind == DIALOG_BATCH and not cls.is_own_in_batch:
            wrapper = registry.createParameterWidgetWrapper(parameter, kind)
        else:
            return super().__new__(cls)
        wrapper.setDialog(dialog)
        return wrapper

    def _watch(
        self, widget: ProductSelector | ProductCell | BandPicker | AoiSelector
    ) -> QWidget:
        widget.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        return widget

    def setValue(self, value: object) -> None:
        """Show a value."""
        self.widget.set_value(value)

    def value(self) -> object:
        """Return the value for the algorithm."""
        return self.widget.value()


class ProductWrapper(DialogWrapper):
    """Asks for the product."""

    more_inputs = (
        QgsProcessingParameterRasterLayer,
        QgsProcessingParameterMapLayer,
        QgsProcessingParameterMultipleLayers,
    )
    is_own_in_batch = True

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the selector, or a cell of the batch dialog."""
        file_filter = self.parameterDefinition().fileFilter()
        if self.dialogType == DIALOG_BATCH:
            return self._watch(ProductCell(file_filter))
        return self._watch(ProductSelector(file_filter))

    def refresh(self) -> None:
        """List the project's current layers."""
        if isinstance(self.widget, ProductSelector):
            self.widget.refresh()


class BandsWrapper(DialogWrapper):
    """Asks for bands of the product that the dialog's product widget has."""

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the picker."""
        return self._watch(BandPicker())

    def postInitialize(self, wrappers: list[Any]) -> None:
        """Find the widgets of the product and of the layers."""
        super().postInitialize(wrappers)
        for wrapper in wrappers:
            if isinstance(wrapper, ProductWrapper):
                self.widget.set_probe(wrapper.widget.probe)
            elif wrapper.parameterDefinition().name() == EXO:
                wrapper.widgetValueHasChanged.connect(self._look_for_layers)

    def _look_for_layers(self, wrapper: Any) -> None:
        self.widget.set_beside_layers(beside=bool(wrapper.parameterValue()))


class AoiWrapper(DialogWrapper):
    """Asks for the area of interest."""

    more_inputs = (QgsProcessingParameterExtent,)

    def createWidget(self, **_options: Any) -> QWidget:
        """Make the selector."""
        return self._watch(AoiSelector(self.parameterDefinition()))

    def setWidgetContext(self, context: QgsProcessingParameterWidgetContext) -> None:
        """Hand on the canvas and the project."""
        super().setWidgetContext(context)
        self.widget.set_widget_context(context)
