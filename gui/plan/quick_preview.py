# SPDX-License-Identifier: GPL-3.0-or-later
"""The button that shows the run's result on the map at the screen's resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from ...host.field_words import told_by_field
from ...host.text import tr
from ..widgets.notes import Note
from .preview_maker import PreviewMaker

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtGui import QShowEvent

    from ...core.errors import ExogenousError
    from ...core.preview import Preview
    from .plan_job import PlanJob


class QuickPreview(QWidget):
    """A button that makes, stops and removes the preview, and a line for errors."""

    def __init__(self) -> None:
        """Start without a plan."""
        super().__init__()
        self._plan: tuple[PlanJob, Preview] | None = None
        self._is_watching = False
        self._maker = PreviewMaker(self)
        self._maker.changed.connect(self._label)
        self._maker.failed.connect(self._refuse)
        self._button = QPushButton()
        self._button.setObjectName("quickPreview")
        self._button.clicked.connect(self._press)
        self._note = Note()
        self._note.setObjectName("quickPreviewNote")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._note, 1)
        self.setFocusProxy(self._button)
        self._label()

    def set_canvas(self, canvas: QgsMapCanvas | None) -> None:
        """Take the canvas, whose resolution the preview has."""
        self._maker.set_canvas(canvas)

    def take(self, job: PlanJob | None, preview: Preview | None) -> None:
        """Take the plan of the run; another plan ends the preview of the one before."""
        self.end()
        self._plan = (job, preview) if job and preview else None
        self._label()

    def end(self) -> None:
        """Stop a preview that is being made, and remove one that is shown."""
        self._maker.end()
        self._note.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Learn when the dialog is closed, and when its run is over."""
        super().showEvent(event)
        window = self.window()
        if self._is_watching or not isinstance(window, QDialog):
            return
        self._is_watching = True
        window.rejected.connect(self.end)
        # Only the dialogs of algorithms have a run.
        over = getattr(window, "algorithmFinished", None)
        if over is not None:
            over.connect(lambda *_: self.end())

    def _press(self) -> None:
        if self._maker.is_making or self._maker.is_shown:
            self.end()
        elif self._plan is not None:
            self._note.clear()
            self._maker.start(*self._plan)

    def _refuse(self, error: ExogenousError) -> None:
        self._note.complain(told_by_field(error))

    def _label(self) -> None:
        """Say what the button does now."""
        if self._maker.is_making:
            text = tr("Stop the preview")
        elif self._maker.is_shown:
            text = tr("Remove the preview")
        else:
            text = tr("Quick preview on the map")
        self._button.setText(text)
        is_busy = self._maker.is_making or self._maker.is_shown
        self._button.setEnabled(is_busy or self._plan is not None)
