# SPDX-License-Identifier: GPL-3.0-or-later
"""A note's red can be read on the ground it stands on."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from exogenous.gui.widgets.colours import contrast
from exogenous.gui.widgets.notes import Note


@pytest.mark.parametrize("ground", ["#ffffff", "#efefef", "#2e2e2e", "#000000"])
def test_problem_is_legible(user, ground):
    window = QWidget()
    palette = window.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    window.setPalette(palette)
    note = Note()
    QVBoxLayout(window).addWidget(note)
    user.show(window)
    note.complain("there is no such file")
    note.ensurePolished()
    red = note.palette().color(note.foregroundRole())
    assert contrast(red, QColor(ground)) >= 4.5
    assert red.red() > max(red.green(), red.blue())
