# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the panel of packages, once, and closes it with the plugin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication

from ...host.packages.folder import own_folder
from .panel import PackagesPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgisInterface

#: QGIS's window has no lasting Python object that could keep the panel.
_OPEN: Final[list[PackagesPanel]] = []


def open_panel(iface: QgisInterface, then: Callable[[], None] | None = None) -> None:
    """Show the panel.

    Args:
        iface: QGIS's window.
        then: What the user was about to do, done once the packages are there.
    """
    close_panels()
    folder = own_folder(Path(QgsApplication.qgisSettingsDirPath()))
    panel = PackagesPanel(folder, iface.mainWindow())
    _OPEN.append(panel)
    panel.finished.connect(lambda _: _forget(panel))
    if then is not None:
        panel.ready.connect(panel.close)
        panel.ready.connect(then)
    panel.show()


def close_panels() -> None:
    """Close the panel, and end an installation that is under way."""
    for panel in tuple(_OPEN):
        panel.close()


def _forget(panel: PackagesPanel) -> None:
    _OPEN.remove(panel)
    panel.deleteLater()
