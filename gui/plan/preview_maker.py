# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the quick preview of a plan, coarse at first, and keeps it as fine as the map.

The first pixels are few, so that they are there within a second. Those of the map's own
resolution take their place, for what is in sight, whenever the map is moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..widgets.background import Background
from .pixel_job import PixelJob

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

    from ...core.errors import ExogenousError
    from ...core.preview import Preview
    from ...core.quick_preview import Sight
    from .pixel_job import PreviewFiles
    from .plan_job import PlanJob
    from .preview_layers import PreviewLayers

#: The longer side of the first pixels.
_FIRST_PX: Final = 256

#: The longer side of a preview without a canvas on the screen, in pixels.
_SIDE_PX: Final = 1000

#: A map that is being moved is waited for.
_STILL_MS: Final = 300


class PreviewMaker(QObject):
    """Makes previews one after the other, and shows them as layers of the project."""

    #: A preview is being made, is shown, or is gone.
    changed = pyqtSignal()
    #: The preview cannot be made, with the core's error.
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject) -> None:
        """Start without a preview."""
        super().__init__(parent)
        self._canvas: QgsMapCanvas | None = None
        self._plan: tuple[PlanJob, Preview] | None = None
        self._job: PixelJob | None = None
        self._shown: PreviewLayers | None = None
        self._background = Background(self, latest_only=True)
        self._background.done.connect(self._show)
        self._background.failed.connect(self._refuse)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._sharpen)

    @property
    def is_shown(self) -> bool:
        """Whether a preview is on the map."""
        return self._shown is not None

    @property
    def is_making(self) -> bool:
        """Whether the first pixels are being made."""
        return self._job is not None and self._shown is None

    def set_canvas(self, canvas: QgsMapCanvas | None) -> None:
        """Take the canvas, whose resolution and extent the preview has."""
        self._canvas = canvas
        if canvas is not None:
            extents: Any = canvas.extentsChanged  # the stubs take signals for methods
            extents.connect(self._wait)

    def start(self, plan: PlanJob, preview: Preview) -> None:
        """Make the preview of a plan."""
        from ...core.quick_preview import Sight

        self.end()
        self._plan = plan, preview
        self._make(Sight(most_px=_FIRST_PX))
        self.changed.emit()

    def end(self) -> None:
        """Stop a preview that is being made, and remove one that is shown."""
        self._stop()
        self._still.stop()
        self._plan = None
        if self._shown is not None:
            self._shown.remove()
            self._shown = None
        self.changed.emit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancelled.append(True)
            self._job = None

    def _make(self, sight: Sight) -> None:
        if self._plan is None:
            return
        plan, preview = self._plan
        self._job = PixelJob(plan=plan, grid=preview.grid, sight=sight)
        self._background.start(self._job.run)

    def _show(self, files: PreviewFiles) -> None:
        from .preview_layers import PreviewLayers

        if self._job is None or self._job.cancelled is not files.cancelled:
            files.remove()
            return
        self._job = None
        if self._shown is not None:
            self._shown.take(files)
            return
        self._shown = PreviewLayers(files)
        if self._canvas is not None:
            self._shown.show_on(self._canvas)
        self.changed.emit()
        self._sharpen()

    def _refuse(self, error: ExogenousError) -> None:
        if self._job is None or self._job.cancelled:
            return
        self.end()
        self.failed.emit(error)

    def _wait(self) -> None:
        if self._shown is not None:
            self._still.start()

    def _sharpen(self) -> None:
        """Make the pixels that are in sight as fine as the map's."""
        from ...core.quick_preview import Sight

        if self._shown is None or self._plan is None:
            return
        bounds = self._shown.bounds_in_sight(self._canvas) if self._canvas else None
        sight = Sight(most_px=self._side_px(), bounds=bounds)
        _, preview = self._plan
        if bounds is None and max(preview.grid.cols, preview.grid.rows) <= _FIRST_PX:
            return  # the first pixels are all there are
        self._stop()
        self._make(sight)

    def _side_px(self) -> int:
        # Behind QGIS's welcome page, the canvas has no size yet.
        if self._canvas is None or not self._canvas.isVisible():
            return _SIDE_PX
        size = self._canvas.size()
        ratio = self._canvas.devicePixelRatioF()
        return max(int(max(size.width(), size.height()) * ratio), 1)
