# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours that can be told from the ground they stand on, in light and dark themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from qgis.PyQt.QtWidgets import QWidget

#: The least contrast of texts, and of shapes (WCAG 2.1, 1.4.3 and 1.4.11).
TEXT: Final = 4.5
SHAPE: Final = 3.0

#: How much of the way to white or black a step goes.
_STEP: Final = 0.08


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.1 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(colour: QColor, ground: QColor, least: float) -> QColor:
    """Return a colour, lightened or darkened until it stands out from its ground.

    Args:
        colour: The colour.
        ground: The colour behind it.
        least: The least contrast.
    """
    end = 1.0 if _luminance(ground) < 0.18 else 0.0
    while contrast(colour, ground) < least:
        colour = QColor.fromRgbF(
            *(part + _STEP * (end - part) for part in _rgb(colour))
        )
    return colour


def ground_of(widget: QWidget) -> QColor:
    """Return the colour behind a widget: a theme's style reaches windows alone."""
    return widget.window().palette().color(QPalette.ColorRole.Window)


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return (colour.redF(), colour.greenF(), colour.blueF())


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
