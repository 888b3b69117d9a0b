# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialogs of the plugin's algorithms that are open."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from qgis.gui import QgsProcessingAlgorithmDialogBase
from qgis.PyQt.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A cancelled run ends within about a second; a source that does not answer is not
#: waited for any longer.
_PATIENCE_S: Final = 10.0

_PAUSE_S: Final = 0.01


class OpenDialogs:
    """Keeps the Python half of each dialog for as long as its window is there.

    QGIS's window has no Python half of its own: the one that a plugin gets is made
    for the call. With it Python would collect the dialogs that have the window as
    their parent, and leave windows on the screen whose buttons do nothing.
    """

    def __init__(self) -> None:
        """Start without dialogs."""
        self._dialogs: list[QgsProcessingAlgorithmDialogBase] = []

    def keep(self, dialog: QgsProcessingAlgorithmDialogBase) -> None:
        """Keep a dialog until Qt deletes its window."""
        self._dialogs.append(dialog)
        # Escape hides a window; closing deletes it, once no run needs it any more.
        dialog.rejected.connect(dialog.close)
        dialog.destroyed.connect(partial(self._let_go, dialog))

    def close_all(self) -> None:
        """Cancel the runs of all dialogs, also of those from the toolbox, and close.

        What Qt calls after the plugin's modules are gone ends QGIS with signal 11.
        """
        dialogs = _shown()
        for dialog in dialogs:
            if dialog.cancelButton().isEnabled():
                dialog.cancelButton().click()
        _wait_for(dialogs)
        for dialog in dialogs:
            dialog.close()
            dialog.deleteLater()

    def _let_go(
        self, dialog: QgsProcessingAlgorithmDialogBase, *_destroyed: object
    ) -> None:
        self._dialogs.remove(dialog)


def _shown() -> list[QgsProcessingAlgorithmDialogBase]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QgsProcessingAlgorithmDialogBase)
        and widget.algorithm() is not None
        and widget.algorithm().id().startswith("exo:")
    ]


def _wait_for(dialogs: Iterable[QgsProcessingAlgorithmDialogBase]) -> None:
    """Let QGIS end the runs that have been cancelled, and tell the dialogs so."""
    end = time.monotonic() + _PATIENCE_S
    while any(one.cancelButton().isEnabled() for one in dialogs):
        if time.monotonic() > end:
            return
        QApplication.processEvents()
        time.sleep(_PAUSE_S)
