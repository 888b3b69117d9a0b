# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening, closing, unloading and loading again leaves nothing behind."""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction, QApplication

import exogenous

TIMES = 50

#: The first times fill caches of Qt's and of QGIS's.
SETTLED = 5


def census(window) -> Counter:
    """Count what a plugin can leave behind."""
    gc.collect()
    canvas = window.mapCanvas()
    found = Counter(
        type(one).__name__
        for one in gc.get_objects()
        if issubclass(type(one), QObject)
        and type(one).__module__.startswith("exogenous.gui")
    )
    found["widgets"] = len(QApplication.allWidgets())
    found["windows"] = len(QApplication.topLevelWidgets())
    found["actions"] = len(window.main.findChildren(QAction))
    found["menus"] = len(window.raster_menu.actions())
    found["listeners"] = canvas.receivers(canvas.contextMenuAboutToShow)
    found["providers"] = len(QgsApplication.processingRegistry().providers())
    return found


@pytest.fixture
def cycle(user, window, plugin, scene):
    """Load the plugin, use a dialog for a moment, unload the plugin."""
    plugin.unload()

    def cycle(name):
        loaded = exogenous.classFactory(window)
        loaded.initGui()
        actions = window.plugin_menus["Exogenous"].actions()
        next(
            one for one in actions if one.objectName() == f"exogenous_{name}"
        ).trigger()
        widgets = QApplication.topLevelWidgets()
        dialog = next(one for one in widgets if hasattr(one, "runAlgorithm"))
        dialog.setParameters({"PRODUCT": scene.product, "EXO": scene.radar})
        user.pause(0.05)
        dialog.close()
        user.let_go()
        loaded.unload()
        user.let_go()

    return cycle


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_nothing_is_left_behind(window, cycle, name):
    before = None
    for time in range(TIMES):
        cycle(name)
        if time == SETTLED:
            before = census(window)
    # What is being read beside a dialog as it closes lives until it is read.
    assert census(window) - before == Counter()


def test_one_dialog_after_the_other_leaves_nothing_behind(user, window, desktop, scene):
    def use():
        window.plugin_menus["Exogenous"].actions()[0].trigger()
        widgets = QApplication.topLevelWidgets()
        dialog = next(one for one in widgets if hasattr(one, "runAlgorithm"))
        dialog.setParameters({"PRODUCT": scene.product, "EXO": scene.radar})
        user.pause(0.05)
        dialog.close()
        user.let_go()

    before = None
    for time in range(TIMES):
        use()
        if time == SETTLED:
            before = census(window)
    assert census(window) - before == Counter()
