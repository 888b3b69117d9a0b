# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's entries in QGIS's window: menu, toolbar and context menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolButton

from ..host.resources import ICON
from ..host.text import tr
from .launching import open_dialog
from .layer_actions import LayerActions
from .open_dialogs import OpenDialogs, close_dialogs
from .packages.opening import close_panels, open_panel

if TYPE_CHECKING:
    from qgis.gui import QgisInterface
    from qgis.PyQt.QtWidgets import QMainWindow

#: The title of menu and toolbar: a name, never translated.
_NAME: Final = "Exogenous"


class Desktop:
    """Adds entries to a window, and removes all of them again."""

    def __init__(self, iface: QgisInterface) -> None:
        """Take the window."""
        self._iface = iface
        self._actions: list[QAction] = []
        self._toolbar: Any = None
        self._dialogs = OpenDialogs()
        self._layers = LayerActions(iface, self._dialogs)

    def add(self) -> None:
        """Add all entries."""
        for name, text in (
            ("stack", tr("Stack product with exogenous…")),
            ("collocate", tr("Collocate exogenous layers…")),
            ("describe", tr("Describe product…")),
        ):
            action = QAction(QIcon(str(ICON)), text, self._iface.mainWindow())
            action.setObjectName(f"exogenous_{name}")
            action.triggered.connect(partial(self._open, name))
            self._iface.addPluginToRasterMenu(_NAME, action)
            self._actions.append(action)
        self._add_toolbar()
        self._add_packages()
        self._layers.add()

    def remove(self) -> None:
        """Close the dialogs, and remove all entries."""
        close_dialogs()
        close_panels()
        self._layers.remove()
        if self._toolbar is not None:
            window = cast("QMainWindow", self._iface.mainWindow())
            window.removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
            self._toolbar = None
        self._remove_menu()

    def _remove_menu(self) -> None:
        """Remove the actions from the Raster menu, and our menu with them.

        QGIS would hide our empty menu, and keep it for ever.
        """
        entries = self._iface.rasterMenu().actions()
        # The stubs do not say that an entry need not have a menu.
        menus = [cast("QMenu | None", e.menu()) for e in entries if e.text() == _NAME]
        for action in self._actions:
            self._iface.removePluginRasterMenu(_NAME, action)
            action.deleteLater()
        self._actions.clear()
        for menu in menus:
            if menu is not None and menu.isEmpty():
                menu.deleteLater()

    def _add_toolbar(self) -> None:
        """Add a toolbar of one button; users can hide it under View, Toolbars."""
        self._toolbar = self._iface.addToolBar(_NAME)
        self._toolbar.setObjectName("ExogenousToolBar")
        button = QToolButton(self._toolbar)
        button.setObjectName("exogenousButton")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(button)
        menu.addActions(self._actions)
        button.setMenu(menu)
        button.setDefaultAction(self._actions[0])
        self._toolbar.addWidget(button)

    def _add_packages(self) -> None:
        """Add the entry for the packages, in the menu alone."""
        text = tr("Python packages…")
        action = QAction(QIcon(str(ICON)), text, self._iface.mainWindow())
        action.setObjectName("exogenous_packages")
        action.triggered.connect(lambda _checked: open_panel(self._iface))
        self._iface.addPluginToRasterMenu(_NAME, action)
        self._actions.append(action)

    def _open(self, name: str, *_checked: bool) -> None:
        open_dialog(self._iface, name, self._dialogs)
