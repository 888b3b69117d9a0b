# SPDX-License-Identifier: GPL-3.0-or-later
"""A stack from a menu to a file on the disk, by keys alone."""

from __future__ import annotations

import rasterio
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QTableView, QToolButton

from exogenous.gui.widgets.later import later
from exogenous.tests.gui.screen import dialogs_shown, on_screen, text_of

#: More presses of Tab than a dialog has places.
_MOST_TABS = 60


def tab_to(user, is_there):
    """Press Tab until the right widget hears the keys; return how often."""
    for count in range(_MOST_TABS):
        widget = QApplication.focusWidget()
        if widget is not None and is_there(widget):
            return count
        user.key(Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def is_called(name):
    return lambda widget: widget.objectName() == name


def is_run(widget):
    return getattr(widget, "text", str)().replace("&", "") == "Run"


def pick(user, name):
    """Find a layer in the picker that has opened, tick it, and take it."""

    def keys():
        picker = QApplication.activeModalWidget()
        user.type(name)
        tab_to(user, is_called("exoPickerTree"))
        user.key(Qt.Key.Key_Down)
        user.key(Qt.Key.Key_Space)
        user.key(Qt.Key.Key_Return)
        picked.append(not picker.isVisible())
        picker.close()

    picked = []
    later(dialogs_shown()[0], keys, 500)
    user.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert picked == [True]


def test_stack_is_made_without_a_mouse(user, window, desktop, scene, project, settings):
    project.addMapLayer(QgsRasterLayer(scene.radar, "radar"))
    project.addMapLayer(QgsRasterLayer(scene.cover, "cover"))
    window.plugin_menus["Exogenous"].popup(QPoint(20, 20))
    user.pause()
    user.key(Qt.Key.Key_Down)
    user.key(Qt.Key.Key_Return)
    user.wait(dialogs_shown)
    user.wait(lambda: on_screen(QLineEdit, "productPath").hasFocus())

    user.type(scene.product)
    assert on_screen(QLineEdit, "productPath").text() == scene.product
    user.wait(lambda: text_of("productWhat").endswith("10 m, EPSG:32632"))
    tabs = tab_to(user, is_called("bandSectionFold"))
    # On a small screen, sections are folded.
    if on_screen(QToolButton, "bandSectionFold").arrowType() == Qt.ArrowType.RightArrow:
        user.key(Qt.Key.Key_Space)
    tabs += tab_to(user, is_called("bandNames"))
    user.type("RED")
    tabs += tab_to(user, is_called("exoView"))
    pick(user, "cover")
    user.wait(lambda: on_screen(QTableView, "exoView").model().rowCount() == 1)
    user.key(Qt.Key.Key_Right)
    user.wait(lambda: "2 bands," in text_of("planHead"))
    tabs += tab_to(user, is_run)
    user.key(Qt.Key.Key_Space)

    known = {"radar", "cover"}
    layers = QgsProject.instance().mapLayers
    user.wait(lambda: {one.name() for one in layers().values()} - known)
    (made,) = (one for one in layers().values() if one.name() not in known)
    with rasterio.open(made.source()) as src:
        assert src.descriptions == ("RED", "cover")
    assert tabs < 30
