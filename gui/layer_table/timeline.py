# SPDX-License-Identifier: GPL-3.0-or-later
"""A small timeline: the times of a row's file, the acquisition, and the one taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...host.parameter_names import ACQUISITION, NO_TIME
from ...host.text import tr

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QMouseEvent, QPaintEvent

    from ...core.planning.found_times import FoundTimes

#: The acquisition's mark: as legible on light themes as on dark ones.
_ACQUIRED: Final = QColor(214, 69, 65)

_MARGIN_PX: Final = 8
_TICK_PX: Final = 10
_MARK_PX: Final = 5

#: More ticks than pixels are a bar.
_MOST_TICKS: Final = 2000


class Timeline(QWidget):
    """Draws times as ticks on a line; a click takes the time that is nearest to it."""

    #: A time was clicked: its text, as the key `time` of a row takes it.
    chosen = pyqtSignal(str)

    def __init__(self) -> None:
        """Show no time."""
        super().__init__()
        self.setObjectName("exoTimeline")
        self.setMouseTracking(True)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)
        self._times: FoundTimes | None = None
        self._acquired: float | None = None
        self._asked: float | None = None
        self.hide()

    def show_times(self, times: FoundTimes, instant: str, time: str, band: str) -> None:
        """Show the times of a file.

        Args:
            times: At least one.
            instant: The product's, ISO 8601; empty where it is not known.
            time: The row's.
            band: The row's; where one is given no time is taken.
        """
        self._times = times
        self._acquired = times.position(instant)
        self._asked = None
        if not band and time != NO_TIME:
            is_acquired = time in {"", ACQUISITION}
            self._asked = self._acquired if is_acquired else times.position(time)
        self.setAccessibleName(self._words(instant))
        self.update()

    def _words(self, instant: str) -> str:
        times = self._times
        if times is None:
            return ""
        words = tr("%n time(s), {first} to {last}; acquisition {instant}", len(times))
        return words.format(
            first=times.words(0),
            last=times.words(len(times) - 1),
            instant=instant or tr("not known"),
        )

    # Where moments are drawn

    def _ends(self) -> tuple[float, float]:
        times = self._times
        if times is None:
            return 0.0, 1.0
        marks = [one for one in (self._acquired, self._asked) if one is not None]
        first, last = min(times.begins[0], *marks, times.begins[0]), max(times.ends)
        last = max([last, *marks])
        return (first, last) if last > first else (first - 1, first + 1)

    def x_of(self, position: float) -> float:
        """Return the column of a moment, in pixels."""
        first, last = self._ends()
        room = self.width() - 2 * _MARGIN_PX
        return _MARGIN_PX + (position - first) / (last - first) * room

    def number_at(self, x: float) -> int:
        """Return the number of the time that is nearest to a column."""
        begins = self._times.begins if self._times else ()
        return min(
            range(len(begins)), key=lambda n: abs(self.x_of(begins[n]) - x), default=0
        )

    def _taken(self) -> int | None:
        """Return the number of the time that is nearest to the wanted one."""
        times, wanted = self._times, self._asked
        if times is None or wanted is None:
            return None
        first, last = times.begins[0], max(times.ends)
        if wanted is self._acquired and not first <= wanted <= last:
            return 0
        away = [
            max(begin - wanted, wanted - end, 0)
            for begin, end in zip(times.begins, times.ends, strict=True)
        ]
        return max(range(len(away)), key=lambda n: (-away[n], n))

    # Qt

    def sizeHint(self) -> QSize:
        """Return room for the line and a line of text."""
        height = 2 * _TICK_PX + self.fontMetrics().height() + _MARK_PX
        return QSize(20 * self.fontMetrics().averageCharWidth(), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ticks, the marks and the ends' times."""
        times = self._times
        if times is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        middle = float(_TICK_PX + _MARK_PX)
        painter.setPen(QPen(text, 1))
        painter.drawLine(
            QPointF(self.x_of(times.begins[0]), middle),
            QPointF(self.x_of(max(times.ends)), middle),
        )
        self._draw_ticks(painter, times, middle)
        taken = self._taken()
        if taken is not None:
            self._draw_taken(painter, times, taken, middle)
        if self._acquired is not None:
            self._draw_acquired(painter, self._acquired, middle)
        self._draw_ends(painter, times, text)
        painter.end()

    def _draw_ticks(self, painter: QPainter, times: FoundTimes, middle: float) -> None:
        step = max(len(times) // _MOST_TICKS, 1)
        for position in times.begins[::step]:
            x = self.x_of(position)
            painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))

    def _draw_taken(
        self, painter: QPainter, times: FoundTimes, taken: int, middle: float
    ) -> None:
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        first, last = self.x_of(times.begins[taken]), self.x_of(times.ends[taken])
        half = _MARK_PX
        painter.fillRect(
            QRectF(first - half / 2, middle - half, max(last - first, half), 2 * half),
            colour,
        )

    def _draw_acquired(self, painter: QPainter, position: float, middle: float) -> None:
        x, size = self.x_of(position), float(_MARK_PX)
        painter.setPen(QPen(_ACQUIRED, 2))
        painter.drawLine(QPointF(x, 2), QPointF(x, middle + _TICK_PX))
        painter.setBrush(_ACQUIRED)
        corners = QPointF(x - size, 0), QPointF(x + size, 0), QPointF(x, size + 2)
        painter.drawPolygon(QPolygonF(list(corners)))

    def _draw_ends(self, painter: QPainter, times: FoundTimes, text: QColor) -> None:
        painter.setPen(QPen(text, 1))
        top = float(2 * _TICK_PX + _MARK_PX)
        room = QRectF(_MARGIN_PX, top, self.width() - 2 * _MARGIN_PX, self.height())
        flags = Qt.AlignmentFlag
        painter.drawText(room, int(flags.AlignLeft | flags.AlignTop), times.text(0))
        if len(times) > 1:
            last = times.text(len(times) - 1)
            painter.drawText(room, int(flags.AlignRight | flags.AlignTop), last)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the time that is nearest to the click."""
        if self._times is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._times.text(self.number_at(float(event.pos().x()))))

    def event(self, event: QEvent) -> bool:
        """Tell the time under the mouse."""
        if event.type() == QEvent.Type.ToolTip and self._times is not None:
            number = self.number_at(float(event.pos().x()))  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), self._times.words(number), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)
