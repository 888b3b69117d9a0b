# SPDX-License-Identifier: GPL-3.0-or-later
"""Line plots as SVG: time and memory side by side, both axes from zero."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTH, _HEIGHT = 340, 260
_LEFT, _TOP, _BOTTOM, _RIGHT = 58, 44, 46, 14
_COLOURS = ("#1b6ca8", "#c8553d", "#5b8c5a", "#7d5ba6")
_ABOUT_TICKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One system's line."""

    name: str
    points: tuple[tuple[float, float, float], ...]
    """How much, seconds, megabytes."""


def draw(title: str, label: str, series: Sequence[Series]) -> str:
    """Return an SVG document with a panel for time and one for memory."""
    width = 2 * _WIDTH
    box = f'viewBox="0 0 {width} {_HEIGHT}"'
    font = 'font-family="sans-serif" font-size="11"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} {font}>',
            f'<rect width="{width}" height="{_HEIGHT}" fill="white"/>',
            f'<text x="{_LEFT}" y="16" font-weight="bold">{escape(title)}</text>',
            *_legend(series),
            *_panel("wall, s", label, [_column(s, 1) for s in series], 0),
            *_panel("peak, MB", label, [_column(s, 2) for s in series], _WIDTH),
            "</svg>\n",
        ]
    )


def _column(series: Series, which: int) -> list[tuple[float, float]]:
    return [(point[0], point[which]) for point in series.points]


def _legend(series: Sequence[Series]) -> Iterator[str]:
    for number, one in enumerate(series):
        x = _WIDTH + _LEFT + 130 * number
        yield _line([(x, 12), (x + 18, 12)], _COLOURS[number])
        yield f'<text x="{x + 24}" y="16">{escape(one.name)}</text>'


def _panel(
    unit: str, label: str, lines: list[list[tuple[float, float]]], left: int
) -> Iterator[str]:
    step_x = _step(max(x for line in lines for x, _ in line))
    step_y = _step(max(y for line in lines for _, y in line))
    top_x = _ceiling(max(x for line in lines for x, _ in line), step_x)
    top_y = _ceiling(max(y for line in lines for _, y in line), step_y)
    inner_w, inner_h = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    floor = _HEIGHT - _BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        return left + _LEFT + inner_w * x / top_x, floor - inner_h * y / top_y

    yield f'<text x="{left + _LEFT}" y="{_TOP - 8}">{unit}</text>'
    middle = left + _LEFT + inner_w / 2
    yield f'<text x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle">{label}</text>'
    for number in range(round(top_y / step_y) + 1):
        (x, y), end = place(0, number * step_y), place(top_x, number * step_y)
        yield _line([(x, y), end], "#dddddd", 1)
        said = f"{number * step_y:g}"
        yield f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{said}</text>'
    for number in range(round(top_x / step_x) + 1):
        x, y = place(number * step_x, 0)
        said = f"{number * step_x:g}"
        yield f'<text x="{x}" y="{y + 16}" text-anchor="middle">{said}</text>'
    for line, colour in zip(lines, _COLOURS, strict=False):
        points = [place(*point) for point in line]
        yield _line(points, colour)
        yield from (_dot(point, colour) for point in points)


def _line(points: list[tuple[float, float]], colour: str, width: float = 2) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    look = f'fill="none" stroke="{colour}" stroke-width="{width}"'
    return f'<polyline points="{path}" {look}/>'


def _dot(point: tuple[float, float], colour: str) -> str:
    return f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3" fill="{colour}"/>'


def _step(top: float) -> float:
    """Return a round distance of marks: 1, 2 or 5 times a power of ten."""
    wanted = top / _ABOUT_TICKS
    power = 10 ** math.floor(math.log10(wanted))
    return power * next(m for m in (1, 2, 5, 10) if m * power >= wanted)


def _ceiling(top: float, step: float) -> float:
    return math.ceil(top / step) * step
