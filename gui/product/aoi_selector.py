# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses the area of interest: all of the product, polygons, or an extent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsExtentWidget, QgsProcessingMapLayerComboBox
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from ...host.text import tr
from ..widgets.notes import Note

if TYPE_CHECKING:
    from qgis.core import QgsProcessingParameterDefinition
    from qgis.gui import QgsProcessingParameterWidgetContext

_WHOLE, _LAYER, _EXTENT = range(3)

#: xmin,xmax,ymin,ymax [CRS], as QGIS writes extents.
_NUMBER: Final = r"\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*"
_TEXT: Final = re.compile(rf"^{','.join([_NUMBER] * 4)}(?:\[(.+)\])?\s*$")


class AoiSelector(QWidget):
    """A list for the kind of area, and beside it a widget for the area itself."""

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(self, parameter: QgsProcessingParameterDefinition) -> None:
        """Take the parameter, whose type decides which layers fit."""
        super().__init__()
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._kind = QComboBox()
        self._kind.setObjectName("aoiKind")
        self._kind.addItem(tr("whole product"))
        self._kind.addItem(tr("polygons of a layer"))
        self._kind.addItem(tr("extent"))
        self._layer = QgsProcessingMapLayerComboBox(parameter)
        self._layer.setObjectName("aoiLayer")
        self._extent = QgsExtentWidget(None, QgsExtentWidget.WidgetStyle.CondensedStyle)
        self._extent.setObjectName("aoiExtent")
        nothing = tr("none yet: choose or draw it")
        self._extent.setNullValueAllowed(True, nothing)
        self._stack = _Shown()
        for widget in (QWidget(), self._layer, self._extent):
            self._stack.addWidget(widget)
        self._note = Note()
        self._note.setObjectName("aoiNote")
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setVerticalSpacing(2)
        box.addWidget(self._kind, 0, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._stack, 0, 1)
        box.addWidget(self._note, 1, 0, 1, 2)
        box.setColumnStretch(1, 1)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)
        self.setFocusProxy(self._kind)
        self._kind.currentIndexChanged.connect(self._show_kind)
        self._kind.activated.connect(self._offer_layer)
        # The stubs take these signals for methods.
        self._layer.valueChanged.connect(self.changed)  # type: ignore[attr-defined]
        self._extent.extentChanged.connect(  # type: ignore[attr-defined]
            lambda _: self.changed.emit()
        )
        self._extent.toggleDialogVisibility.connect(  # type: ignore[attr-defined]
            self._toggle_window
        )
        self._followed: QgsVectorLayer | None = None
        self.changed.connect(self._follow)
        self._show_kind(_WHOLE)

    @property
    def has_polygons(self) -> bool:
        """Whether the area may be of other shapes than an extent."""
        return self._kind.currentIndex() == _LAYER

    def missing(self) -> str:
        """Return what is not chosen yet of the kind of area that is; else nothing."""
        kind = self._kind.currentIndex()
        if kind == _EXTENT and not self._extent.isValid():
            return tr("There is no extent yet: draw it, or take the whole product.")
        if kind == _LAYER and self._layer.value() in (None, ""):
            return tr("There is no layer yet: choose it, or take the whole product.")
        return ""

    def summary(self) -> str:
        """Return the area in a line."""
        kind, name = self._kind.currentIndex(), self._kind.currentText()
        if kind == _LAYER and self._layer.currentLayer() is not None:
            return self._layer.currentLayer().name()
        return name if kind == _WHOLE else f"{name}: {self.value() or ''}"

    def showEvent(self, event: QShowEvent) -> None:
        """Show the extent's widget to itself, while the dialog is not modal yet.

        Processing shows its dialogs first and makes them modal then. A widget of QGIS
        3.44 that is first shown in a modal dialog has no entry to draw on the canvas.
        """
        super().showEvent(event)
        QApplication.sendEvent(self._extent, QShowEvent())

    def set_widget_context(self, context: QgsProcessingParameterWidgetContext) -> None:
        """Take the canvas to draw on, and the project."""
        self._layer.setWidgetContext(context)
        canvas = context.mapCanvas()
        if canvas is not None:
            self._extent.setMapCanvas(canvas)
            settings = canvas.mapSettings()
            crs = settings.destinationCrs()
            self._extent.setCurrentExtent(settings.visibleExtent(), crs)
            self._extent.setOutputCrs(crs)
            self._extent.clear()

    def value(self) -> object:
        """Return QGIS's value for a layer or file, an extent as text, or None."""
        kind = self._kind.currentIndex()
        if kind == _LAYER:
            return self._layer.value()
        if kind == _EXTENT and self._extent.isValid():
            return _text(self._extent.outputExtent(), self._extent.outputCrs())
        return None

    def set_value(self, value: object) -> None:
        """Show an area: a layer, a file, an extent, or None for the whole product."""
        extent = _extent_of(value)
        if value in (None, ""):
            self._kind.setCurrentIndex(_WHOLE)
        elif extent is not None:
            self._extent.setOutputCrs(extent.crs())
            self._extent.setOutputExtentFromUser(extent, extent.crs())
            self._kind.setCurrentIndex(_EXTENT)
        else:
            self._layer.setValue(value, self._context)
            self._kind.setCurrentIndex(_LAYER)

    def _show_kind(self, kind: int) -> None:
        self._stack.setCurrentIndex(kind)
        self._stack.updateGeometry()
        self.changed.emit()

    def _offer_layer(self, kind: int) -> None:
        """Start with a polygon layer of the project, if any."""
        if kind == _LAYER and self._layer.value() is None:
            polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
            project = QgsProject.instance()
            layers = QgsProcessingUtils.compatibleVectorLayers(project, polygons)
            if layers:
                self._layer.setLayer(layers[0])

    def _follow(self) -> None:
        """Tell of a missing area, and follow the selection of the chosen layer."""
        self._note.complain(self.missing())
        layer = self._layer.currentLayer() if self.has_polygons else None
        followed = layer if isinstance(layer, QgsVectorLayer) else None
        if followed is self._followed:
            return
        for layer, how in ((self._followed, "disconnect"), (followed, "connect")):
            if layer is not None:
                # The stubs take the signals for methods.
                getattr(layer.selectionChanged, how)(self._take_selection)
                getattr(layer.willBeDeleted, how)(self._forget)
        self._followed = followed

    def _forget(self) -> None:
        self._followed = None

    def _take_selection(self, *_changes: object) -> None:
        self.changed.emit()

    def _toggle_window(self, shown: bool) -> None:  # noqa: FBT001 a signal's
        """Leave the canvas free while an extent is drawn on it."""
        window = self.window()
        window.setVisible(shown)
        if shown:
            window.raise_()
            window.activateWindow()


class _Shown(QStackedWidget):
    """A stack of widgets that is as high as the shown one; some have two lines."""

    def sizeHint(self) -> QSize:
        """Return the size of the shown widget."""
        return self.currentWidget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the shown widget."""
        return self.currentWidget().minimumSizeHint()


def _text(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str:
    numbers = (
        extent.xMinimum(),
        extent.xMaximum(),
        extent.yMinimum(),
        extent.yMaximum(),
    )
    text = ",".join(repr(number).removesuffix(".0") for number in numbers)
    return f"{text} [{crs.authid()}]" if crs.authid() else text


def _extent_of(value: object) -> QgsReferencedRectangle | None:
    if isinstance(value, QgsReferencedRectangle):
        return value
    if isinstance(value, QgsRectangle):
        return QgsReferencedRectangle(value, QgsCoordinateReferenceSystem())
    found = _TEXT.match(value) if isinstance(value, str) else None
    if not found:
        return None
    xmin, xmax, ymin, ymax = (float(number) for number in found.groups()[:4])
    crs = QgsCoordinateReferenceSystem(found.group(5) or "")
    return QgsReferencedRectangle(QgsRectangle(xmin, ymin, xmax, ymax), crs)
