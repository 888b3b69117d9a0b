# SPDX-License-Identifier: GPL-3.0-or-later
"""Short warnings in QGIS's window, with buttons for what can be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QPushButton

from ..host import dependencies
from ..host.resources import guide
from ..host.text import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgisInterface


def warn_of_packages(iface: QgisInterface) -> None:
    """Say which packages are missing; the command that installs them can be copied."""
    # The bar has room for a line, and a title with the plugin's name.
    text = tr("Missing Python packages: {packages}.")
    lacks = ", ".join(dependencies.lacking())
    command = dependencies.pip_command(Path(QgsApplication.qgisSettingsDirPath()))

    def copy() -> None:
        QApplication.clipboard().setText(command)

    warn(
        iface,
        text.format(packages=lacks),
        (tr("Copy the pip command"), copy, command),
        (tr("Open the guide"), _open_guide, ""),
    )


def warn_of_provider(iface: QgisInterface) -> None:
    """Say that the algorithms are switched off, and lead to where they are."""

    def show() -> None:
        iface.showOptionsDialog(iface.mainWindow(), "processingOptions")

    text = tr("Switched off among the providers of Processing.")
    warn(iface, text, (tr("Open the options"), show, ""))


def _open_guide() -> None:
    QDesktopServices.openUrl(QUrl(guide()))


def warn(
    iface: QgisInterface, text: str, *buttons: tuple[str, Callable[[], None], str]
) -> None:
    """Show a warning until the user closes it.

    Args:
        iface: QGIS's window.
        text: A sentence.
        buttons: Each button's text, what it does, and its tooltip.
    """
    bar = iface.messageBar()
    item = bar.createMessage("Exogenous", text)
    for label, does, tip in buttons:
        button = QPushButton(label)
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked, does=does: does())
        item.layout().addWidget(button)
    bar.pushWidget(item, Qgis.MessageLevel.Warning, 0)
