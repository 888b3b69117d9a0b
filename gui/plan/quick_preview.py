# SPDX-License-Identifier: GPL-3.0-or-later
"""The button that shows the run's result on the map at the screen's resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from ...host.text import tr
from ..widgets.background import Background
from ..widgets.field_words import told_by_field
from ..widgets.notes import Note
from .pixel_job import PixelJob

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtGui import QShowEvent

    from ...core.errors import ExogenousError
    from ...core.preview import Preview
    from .pixel_job import PreviewFiles
    from .plan_job import PlanJob
    from .preview_layers import PreviewLayers

#: The longer side of a preview without a canvas on the screen, in pixels.
_SIDE_PX: Final = 1000


class QuickPreview(QWidget):
    """A button that makes, stops and removes the preview, and a line for errors."""

    def __init__(self) -> None:
        """Start without a plan."""
        super().__init__()
        self._canvas: QgsMapCanvas | None = None
        self._plan: tuple[PlanJob, Preview] | None = None
        self._job: PixelJob | None = None
        self._shown: PreviewLayers | None = None
        self._is_watching = False
        self._background = Background(self, latest_only=True)
        self._background.done.connect(self._show)
        self._background.failed.connect(self._refuse)
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
        self._canvas = canvas

    def take(self, job: PlanJob | None, preview: Preview | None) -> None:
        """Take the plan of the run; another plan ends the preview of the one before."""
        self.end()
        self._plan = (job, preview) if job and preview else None
        self._label()

    def end(self) -> None:
        """Stop a preview that is being made, and remove one that is shown."""
        if self._job is not None:
            self._job.cancelled.append(True)
            self._job = None
        if self._shown is not None:
            self._shown.remove()
            self._shown = None
        self._note.clear()
        self._label()

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
        if self._job is not None or self._shown is not None:
            self.end()
            return
        if self._plan is None:
            return
        plan, preview = self._plan
        self._job = PixelJob(
            plan=plan,
            grid=preview.grid,
            most_px=self._side_px(),
        )
        self._background.start(self._job.run)
        self._label()

    def _side_px(self) -> int:
        # Behind QGIS's welcome page, the canvas has no size yet.
        if self._canvas is None or not self._canvas.isVisible():
            return _SIDE_PX
        size = self._canvas.size()
        ratio = self._canvas.devicePixelRatioF()
        return max(int(max(size.width(), size.height()) * ratio), 1)

    def _show(self, files: PreviewFiles) -> None:
        from .preview_layers import PreviewLayers

        if self._job is not None:
            self._job = None
            self._shown = PreviewLayers(files)
            if self._canvas is not None:
                self._shown.show_on(self._canvas)
        self._label()

    def _refuse(self, error: ExogenousError) -> None:
        if self._job is not None:
            self._job = None
            self._note.complain(told_by_field(error))
        self._label()

    def _label(self) -> None:
        """Say what the button does now."""
        if self._job is not None:
            text = tr("Stop the preview")
        elif self._shown is not None:
            text = tr("Remove the preview")
        else:
            text = tr("Quick preview on the map")
        self._button.setText(text)
        is_busy = self._job is not None or self._shown is not None
        self._button.setEnabled(is_busy or self._plan is not None)
