# SPDX-License-Identifier: GPL-3.0-or-later
"""The parameters of the dialog in two panes, above what is always in sight.

The widgets and their values are Processing's; this module says where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase
from processing.gui.ParametersPanel import ParametersPanel
from qgis.core import QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QEvent, QSize, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QGridLayout,
    QGroupBox,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ...host.parameter_names import AOI, BANDS, EXO, LOAD, MASK_AOI, PIXEL_SIZE, PRODUCT
from ...host.text import tr
from ..widgets.section import Section
from .accessible_names import name_widgets
from .changed_count import ChangedCount
from .panes import Panes

if TYPE_CHECKING:
    from qgis.PyQt.QtCore import QObject
    from qgis.PyQt.QtWidgets import QBoxLayout

    from ...sampledata.sample import SampleFiles
    from .layer_table_panel import LayerTablePanel

#: The parameters of the right pane, below the plan.
_RIGHT: Final = {AOI, MASK_AOI, PIXEL_SIZE}

#: The parameters whose sections fold, by the names of the sections.
_FOLDING: Final = {BANDS: "bandSection", AOI: "areaSection"}

#: How the spare height is shared in the left pane.
_STRETCH: Final = {BANDS: 2, EXO: 3}

#: How soon to look again after a list or menu that is open.
_LATER_MS: Final = 200

#: The least height of the layer table's rows, and of the plan, in lines of the font.
_LEAST_LINES: Final = 5


class ExoPanel(ParametersPanel):  # type: ignore[misc]  # Processing has no types
    """Product, bands and layers on the left; plan, area and pixel size on the right.

    The headline of the plan and the destination stand below both, outside the part
    that scrolls.
    """

    def initWidgets(self) -> None:
        """Make the widgets as Processing does, and put each in its place."""
        self._panes = Panes()
        self._foot = QGridLayout()
        self._foot.setContentsMargins(12, 4, 12, 4)
        self._label: QLabel | None = None
        self._area: Section | None = None
        super().initWidgets()
        self._place_plan(self.wrappers[EXO].widget)
        self.wrappers[AOI].widget.changed.connect(self._offer_mask)
        self._offer_mask()
        self.wrappers[PRODUCT].widget.sample_chosen.connect(self._take_sample)
        self._scroll = self.findChild(QScrollArea, "scrollArea")
        self._advanced = self.findChild(QGroupBox, "grpAdvanced")
        fold = self._advanced.findChild(QToolButton, "collapseButton")
        fold.setAccessibleName(self._advanced.title())
        definitions = self.algorithm().parameterDefinitions()
        advanced = [one.name() for one in definitions if _is_advanced(one)]
        wrappers = [self.wrappers[name] for name in advanced if name in self.wrappers]
        ChangedCount(self._advanced, wrappers)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        contents = self._scroll.widget()
        contents.layout().insertWidget(0, self._panes, 1)
        contents.layout().setContentsMargins(4, 4, 4, 4)
        _shrink_spacers(contents.layout())
        self.layout().addLayout(self._foot)
        self._panes.watch_sections()
        self._was_shared = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fit)
        for widget in (self._advanced, self._scroll.viewport(), self._panes.left):
            widget.installEventFilter(self)

    def _place_plan(self, exo: LayerTablePanel) -> None:
        plan = exo.plan
        title = QLabel(tr("What the run will do"))
        title.setBuddy(plan.lines)
        rows = self._panes.right.rows
        rows.insertWidget(0, title)
        rows.insertWidget(1, plan, 1)
        rows.insertWidget(2, exo.quick_preview)
        plan.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())
        self._foot.addWidget(plan.head, 0, 0, 1, 2)
        plan.head.asked.connect(lambda: self._scroll.ensureWidgetVisible(plan))
        view = exo.table.view
        lines = _LEAST_LINES * view.fontMetrics().lineSpacing()
        view.setMinimumHeight(lines + view.horizontalHeader().sizeHint().height())

    def _offer_mask(self) -> None:
        """Offer to blank what lies outside the polygons where there are any."""
        mask = self.wrappers[MASK_AOI].wrappedWidget()
        mask.setEnabled(self.wrappers[AOI].widget.has_polygons)

    def createProcessingParameters(
        self,
        *args: Any,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return the values for the run.

        Raises:
            InvalidParameterValue: A value is missing: to QGIS, an area of interest
                that is not chosen yet would be the whole product.
        """
        area = self.wrappers[AOI]
        if area.widget.missing():
            raise AlgorithmDialogBase.InvalidParameterValue(
                area.parameterDefinition(), area.widget
            )
        values: dict[str, Any] = super().createProcessingParameters(*args, **kwargs)
        return values

    def _take_sample(self, files: SampleFiles) -> None:
        """Fill in what a first run needs, where nothing is chosen yet."""
        exo = self.wrappers[EXO].widget
        if not exo.value():
            exo.set_value([str(files.mosaic), str(files.dem), str(files.land_cover)])
        bands = self.wrappers.get(BANDS)
        if bands is not None and not bands.widget.value():
            bands.widget.set_value("SWIR_1, NIR, RED")

    # Processing calls these for each parameter, in order.

    def addParameterLabel(
        self, parameter: QgsProcessingParameterDefinition, label: QLabel
    ) -> None:
        """Put a label above the widget that comes next."""
        self._label = label
        if _is_advanced(parameter):
            super().addParameterLabel(parameter, label)

    def addParameterWidget(
        self, parameter: QgsProcessingParameterDefinition, widget: Any, stretch: int
    ) -> None:
        """Put a widget in its pane, and tell screen readers its label."""
        label, self._label = self._label, None
        name_widgets(widget, label)
        if _is_advanced(parameter):
            super().addParameterWidget(parameter, widget, stretch)
        elif parameter.name() == LOAD:
            self._foot.addWidget(widget, 2, 1)
        else:
            self._place(parameter.name(), widget, label)

    def _place(self, name: str, widget: Any, label: QLabel | None) -> None:
        pane = self._panes.right if name in _RIGHT else self._panes.left
        rows = pane.rows
        if name in _FOLDING and label is not None:
            section = Section(label.text(), _FOLDING[name])
            label.setParent(section)
            label.hide()
            section.rows.addWidget(widget)
            widget.changed.connect(lambda: section.summarize(widget.summary()))
            if name == AOI:
                self._area = section
                rows.insertWidget(0, section)
            else:
                rows.addWidget(section, _STRETCH.get(name, 0))
            return
        if name == MASK_AOI and self._area is not None:
            rows = self._area.rows
        if label is not None:
            rows.addWidget(label)
        rows.addWidget(widget, _STRETCH.get(name, 0))

    def addOutputLabel(self, label: QLabel) -> None:
        """Put the destination's label in the foot."""
        self._label = label
        top = Qt.AlignmentFlag.AlignTop
        self._foot.addWidget(label, 1, 0, top)

    def addOutputWidget(self, widget: QWidget, _stretch: int) -> None:
        """Put the destination in the foot."""
        label, self._label = self._label, None
        name_widgets(widget, label)
        self._foot.addWidget(widget, 1, 1)

    # Room

    def hasHeightForWidth(self) -> bool:
        """Deny that the height depends on the width, as labels that wrap would have it.

        QGIS's dialog would give the panel its preferred height, and scroll all of it,
        the headline and the destination too.
        """
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the panes anew when they get more or less room, or need it."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._timer.start(0)
        return bool(super().eventFilter(watched, event))

    def _fit(self) -> None:
        # The stubs do not say that none may be open.
        popup = cast("QWidget | None", QApplication.activePopupWidget())
        if popup is not None:
            self._timer.start(_LATER_MS)  # A list or menu may hang on what would fold.
            return
        view = self._scroll.viewport()
        layout = self._scroll.widget().layout()
        margins = layout.contentsMargins()
        # The advanced parameters scroll where they are unfolded.
        title = 2 * self.fontMetrics().lineSpacing() + layout.spacing()
        height = view.height() - title - margins.top() - margins.bottom()
        self._panes.fit(QSize(view.width(), height))
        if not self._was_shared:
            self._was_shared = True
            self._panes.share()


def _is_advanced(parameter: QgsProcessingParameterDefinition) -> bool:
    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    return bool(parameter.flags() & flag)


def _shrink_spacers(layout: QBoxLayout) -> None:
    """Take the spare height from Processing's spacer, and leave it to the panes."""
    for number in range(layout.count()):
        spacer = layout.itemAt(number).spacerItem()
        if spacer is not None:
            spacer.changeSize(0, 0)
