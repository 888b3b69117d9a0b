# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers that are picked from a project, in a dialog that nobody holds."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTableView,
    QToolButton,
    QTreeWidget,
)

from exogenous.gui.widgets.later import later
from exogenous.tests.gui.screen import (
    cell_shown,
    on_screen,
    press_toolbar_button,
    wait,
)
from exogenous.tests.gui.tables import BAND, NAME


@pytest.fixture
def opened(user, window, desktop, scene, project, settings):
    """A dialog in a project of many rasters, of which some cannot be used."""
    for name in (*(f"layer {n:02}" for n in range(30)), "my radar"):
        project.addMapLayer(QgsRasterLayer(scene.radar, name))
    source = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png"
    project.addMapLayer(QgsRasterLayer(source, "tiles", "wms"))
    project.addMapLayer(QgsRasterLayer("/nowhere/gone.tif", "gone"))
    press_toolbar_button(user, window)


def pick(user, work):
    """Choose the entry in the menu of the plus, and work in the dialog that opens."""
    seen = []

    def act():
        gc.collect()
        seen.append(True)
        work()

    on_screen(QToolButton, "add").menu().popup(QPoint(30, 30))
    user.pause()
    later(on_screen(QToolButton, "add"), act, 300)
    user.choose("Layers of the project…")
    assert seen


def picker():
    return next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog)
        and one.isVisible()
        and one.objectName() == "exoPicker"
    )


def entries():
    tree = picker().findChild(QTreeWidget)
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return {item.text(0): item for item in items if not item.isHidden()}


def click_box(user, item):
    tree = picker().findChild(QTreeWidget)
    tree.scrollToItem(item)
    rect = tree.visualItemRect(item)
    place = QPoint(rect.left() + 8, rect.center().y())
    from qgis.PyQt.QtTest import QTest

    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mouseClick(tree.viewport(), left, none, place)
    user.pause()


def accept(user):
    ok = picker().findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    user.click(ok)


def names_shown():
    rows = on_screen(QTableView, "exoView").model().rowCount()
    return [cell_shown(row, NAME) for row in range(rows)]


def test_bands_of_a_searched_layer_are_added(user, opened):
    def work():
        user.type("my rad")
        assert list(entries()) == ["my radar"]
        item = entries()["my radar"]
        click_box(user, item)
        assert item.isExpanded()
        click_box(user, item.child(0))  # not the first band after all
        accept(user)

    pick(user, work)
    wait(user, lambda: names_shown() == ["my radar VH"])
    wait(user, lambda: cell_shown(0, BAND) == "2: VH")


def test_all_that_is_found_is_added_at_once(user, opened):
    def work():
        user.type("layer 1")
        user.click(picker().findChild(QPushButton, "exoPickerAll"))
        accept(user)

    pick(user, work)
    wait(user, lambda: len(names_shown()) == 24)  # two bands of twelve layers
    assert len(set(names_shown())) == 24


def test_what_cannot_be_used_is_grey_with_the_reason(user, opened):
    seen = {}

    def work():
        seen.update(
            {
                text: bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
                for text, item in entries().items()
            }
        )
        picker().reject()

    pick(user, work)
    assert seen["my radar"]
    grey = sorted(text for text, is_enabled in seen.items() if not is_enabled)
    assert grey == [
        "gone (its file is missing)",
        "tiles (pictures from a server (WMS), without values to resample)",
    ]
    assert names_shown() == []
    assert len(QgsProject.instance().mapLayers()) == 33
