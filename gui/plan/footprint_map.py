# SPDX-License-Identifier: GPL-3.0-or-later
"""A small map of the footprints of product, area and layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QFrame, QSizePolicy

from ...host.text import tr
from ..widgets.colours import SHAPE, ground_of, legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtGui import QPaintEvent

    from ...core.geometry.grid import Grid
    from ...core.preview import Preview, Ring

#: Colours that colour-blind people can tell apart (Okabe and Ito, 2008).
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")

#: The margin around the product, as a share of its extent.
_AROUND: Final = 0.3


def layer_colour(number: int, ground: QColor) -> QColor:
    """Return the colour of a layer that is legible on a ground.

    Args:
        number: The layer's number among the exogenous ones.
        ground: The colour behind it.
    """
    return legible(QColor(COLOURS[number % len(COLOURS)]), ground, SHAPE)


class FootprintMap(QFrame):
    """Draws the outlines of a preview."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._preview: Preview | None = None
        self._rings: Sequence[tuple[Ring, QColor]] = ()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        fixed = QSizePolicy.Policy
        self.setSizePolicy(fixed.Fixed, fixed.Fixed)
        self.setToolTip(
            tr("Grey: the product. Outlines: the layers. Hatched: the area of interest")
        )
        self.setAccessibleName(tr("Map of the product and the layers"))

    def show_preview(
        self, preview: Preview | None, rings: Sequence[tuple[Ring, QColor]] = ()
    ) -> None:
        """Draw another preview.

        Args:
            preview: The preview with the product and the area; None to draw nothing.
            rings: The outlines of the layers, each with its colour.
        """
        self._preview = preview
        self._rings = rings
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that leaves room for the text beside the map."""
        side = 8 * self.fontMetrics().lineSpacing()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the product, the result, the layers and the area."""
        super().paintEvent(event)
        if self._preview is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.contentsRect().adjusted(1, 1, -1, -1))
        self._draw(painter, self._preview)
        painter.end()

    def _draw(self, painter: QPainter, preview: Preview) -> None:
        cols, rows = preview.whole.cols, preview.whole.rows
        whole = ((0.0, 0.0), (cols, 0.0), (cols, rows), (0.0, rows), (0.0, 0.0))
        text = self.window().palette().color(QPalette.ColorRole.WindowText)
        text = legible(text, ground_of(self), SHAPE)
        ground = QColor(text)
        ground.setAlpha(40)
        painter.setPen(QPen(text, 1))
        painter.setBrush(QBrush(ground))
        painter.drawPolygon(self._polygon(whole, preview.whole))
        for ring, colour in self._rings:
            fill = QColor(colour)
            fill.setAlpha(28)
            painter.setPen(QPen(colour, 2))
            painter.setBrush(QBrush(fill))
            painter.drawPolygon(self._polygon(ring, preview.whole))
        if preview.area:
            painter.setPen(QPen(text, 1.5))
            painter.setBrush(QBrush(text, Qt.BrushStyle.BDiagPattern))
            for ring in preview.area:
                painter.drawPolygon(self._polygon(ring, preview.whole))
            painter.setPen(QPen(text, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(self._polygon(preview.outline, preview.whole))

    def _polygon(self, ring: Ring, whole: Grid) -> QPolygonF:
        room = QRectF(self.contentsRect())
        # Pixels need not be square.
        width, height = whole.pixel_size
        wide, high = whole.cols * width, whole.rows * height
        around = 1 + 2 * _AROUND
        scale = min(room.width() / (wide * around), room.height() / (high * around))
        left = room.center().x() - wide * scale / 2
        top = room.center().y() - high * scale / 2
        far = 20 * max(room.width(), room.height())
        return QPolygonF(
            [
                QPointF(
                    left + max(min(x * width * scale, far), -far),
                    top + max(min(y * height * scale, far), -far),
                )
                for x, y in ring
            ]
        )
