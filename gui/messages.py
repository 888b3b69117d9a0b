# SPDX-License-Identifier: GPL-3.0-or-later
"""Short warnings in QGIS's window, with buttons for what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis
from qgis.PyQt.QtWidgets import QPushButton

from ..host.text import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.gui import QgisInterface


def warn_of_provider(iface: QgisInterface) -> None:
    """Say that the algorithms are switched off, and lead to where they are."""

    def show() -> None:
        iface.showOptionsDialog(iface.mainWindow(), "processingOptions")

    text = tr("Switched off among the providers of Processing.")
    warn(iface, text, (tr("Open the options"), show, ""))


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
