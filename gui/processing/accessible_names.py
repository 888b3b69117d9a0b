# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells screen readers what the widgets of a parameter are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def name_widgets(widget: QWidget, label: QLabel | None) -> None:
    """Give the widgets that take the keyboard a name: their tooltip, or the label.

    Args:
        widget: A parameter's widget, or a container of several.
        label: The parameter's label; None for a widget with a text of its own.
    """
    if label is None:
        return
    label.setBuddy(widget)
    for one in _nameless(widget):
        is_button = isinstance(one, QAbstractButton)
        one.setAccessibleName((is_button and one.toolTip()) or label.text())


def _nameless(widget: QWidget) -> Iterator[QWidget]:
    for one in (widget, *widget.findChildren(QWidget)):
        has_text = isinstance(one, QAbstractButton) and len(one.text()) > 1
        takes_keys = one.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes_keys and not has_text and not one.accessibleName():
            yield one
