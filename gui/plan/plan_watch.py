# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans anew in the background whenever the dialog's values change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...host.field_words import told_by_field
from ...host.parameter_names import PRODUCT
from ...host.text import tr
from ..product.aoi_selector import AoiSelector
from ..widgets import project_layers
from ..widgets.background import Background
from .plan_job import PlanJob, Planned, plan_job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsProcessingAlgorithm

    from ...core.errors import ExogenousError
    from ..layer_table.model import LayerTableModel
    from .plan_panel import PlanPanel

_PAUSE_MS: Final = 300

#: Planning that takes longer is announced in the panel.
_SLOW_MS: Final = 700


class PlanWatch(QObject):
    """Connects the widgets of a dialog with the panel that shows the plan."""

    #: Takes the job and the preview of a run that would succeed; None for both while
    #: the values change, and where the run would fail.
    planned = pyqtSignal(object, object)

    def __init__(self, panel: PlanPanel, model: LayerTableModel) -> None:
        """Take the panel, and the table, whose rows without problems are planned."""
        super().__init__(panel)
        self._panel, self._model = panel, model
        self._wrappers: Sequence[Any] = ()
        self._job: PlanJob | None = None
        self._wrong = 0
        self._background = Background(self, latest_only=True)
        self._background.done.connect(self._show)
        self._background.failed.connect(self._refuse)
        self._pause = self._timer(_PAUSE_MS, self._start)
        self._slow = self._timer(_SLOW_MS, self._say_slow)
        model.changed.connect(self._change)

    def _timer(self, delay_ms: int, call: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay_ms)
        timer.timeout.connect(call)
        return timer

    @property
    def is_busy(self) -> bool:
        """Whether another plan is being made."""
        return self._pause.isActive() or self._background.is_busy

    def watch(self, wrappers: Sequence[Any]) -> None:
        """Take the dialog's widgets, and plan when a value changes."""
        self._wrappers = wrappers
        for wrapper in wrappers:
            wrapper.widgetValueHasChanged.connect(lambda *_: self._change())

    def _change(self) -> None:
        """Plan anew in a moment, when nothing else changes; the old plan is void."""
        self.planned.emit(None, None)
        self._pause.start()

    def _values(self) -> dict[str, Any]:
        values = {}
        for wrapper in self._wrappers:
            parameter = wrapper.parameterDefinition()
            if not parameter.isDestination():
                values[parameter.name()] = wrapper.parameterValue()
        return values

    def _missing(self) -> str:
        """Return what the user has still to choose of the area; else nothing."""
        widgets = (getattr(wrapper, "widget", None) for wrapper in self._wrappers)
        areas = (one for one in widgets if isinstance(one, AoiSelector))
        return next((area.missing() for area in areas), "")

    def _start(self) -> None:
        if not self._wrappers:
            return
        if self._model.is_busy:
            self._slow.start()
            return  # The table signals when it has read its rows.
        values = self._values()
        model = self._model
        every = range(len(model.rows))
        right = [n for n in every if not model.problem(n)]
        self._wrong = len(every) - len(right)
        if self._job is not None:
            self._job.outdated.append(True)
            self._job = None
        algorithm = self._wrappers[0].parameterDefinition().algorithm()
        if not values.get(PRODUCT) or (not every and algorithm.name() != "stack"):
            self._background.forget()
            self._slow.stop()
            text = tr("Choose a product and add layers to see what will happen.")
            self._panel.wait_for(text)
            return
        missing = self._missing()
        if missing:
            self._background.forget()
            self._slow.stop()
            self._panel.refuse(missing)
            return
        known = cast(  # the stubs lack the None
            "QgsProcessingAlgorithm | None",
            QgsApplication.processingRegistry().algorithmById(algorithm.id()),
        )
        self._job = plan_job(
            known or algorithm,
            values,
            model.text_of(every),
            model.text_of(right) if self._wrong else "",
            project_layers.lookup(),
        )
        self._background.start(self._job.run)
        self._slow.start()

    def _say_slow(self) -> None:
        if self._background.is_busy or self._model.is_busy:
            self._panel.wait_for(tr("Reading the headers…"))

    def _show(self, planned: Planned) -> None:
        self._slow.stop()
        reason = told_by_field(planned.error) if planned.error else ""
        self._panel.show_preview(planned.preview, self._wrong, reason)
        if not reason:
            self.planned.emit(self._job, planned.preview)

    def _refuse(self, error: ExogenousError) -> None:
        self._slow.stop()
        self._panel.refuse(told_by_field(error))
