# SPDX-License-Identifier: GPL-3.0-or-later
"""The open dialogs of the plugin's algorithms: kept alive, closed at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from qgis.gui import QgsProcessingAlgorithmDialogBase
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QApplication

from ..host.running import wait_until

if TYPE_CHECKING:
    from typing import TypeGuard

    from qgis.core import QgsProcessingAlgorithm


class OpenDialogs:
    """Keeps the Python object of each dialog for as long as its window exists.

    QGIS's window has no lasting Python object: each call that returns the window makes
    a new one. When that is collected, Python also collects the dialogs that have the
    window as their parent, and leaves windows on the screen whose buttons do nothing.
    """

    def __init__(self) -> None:
        """Start without dialogs."""
        self._dialogs: list[QgsProcessingAlgorithmDialogBase] = []

    def keep(self, dialog: QgsProcessingAlgorithmDialogBase) -> None:
        """Keep a dialog until Qt deletes its window."""
        self._dialogs.append(dialog)
        # Escape hides a window; closing deletes the window, once no run needs it.
        dialog.rejected.connect(dialog.close)
        dialog.destroyed.connect(partial(self._let_go, dialog))

    def _let_go(
        self, dialog: QgsProcessingAlgorithmDialogBase, *_destroyed: object
    ) -> None:
        self._dialogs.remove(dialog)


def close_dialogs() -> None:
    """Cancel the runs of all dialogs of the plugin's algorithms, and close them.

    These include dialogs that Processing opens, for batches too. Each dialog points at
    the provider, which QGIS deletes with the plugin.
    """
    dialogs = [one for one in QApplication.topLevelWidgets() if _is_ours(one)]
    for dialog in filter(_is_running, dialogs):
        dialog.cancelButton().click()
    wait_until(lambda: not any(map(_is_running, dialogs)))
    for dialog in dialogs:
        if not sip.isdeleted(dialog):
            _close(dialog)


def _is_ours(widget: object) -> TypeGuard[QgsProcessingAlgorithmDialogBase]:
    if not isinstance(widget, QgsProcessingAlgorithmDialogBase):
        return False
    # A dialog that is being made has no algorithm yet, which the stubs do not say.
    algorithm = cast("QgsProcessingAlgorithm | None", widget.algorithm())
    return algorithm is not None and algorithm.id().startswith("exo:")


def _is_running(dialog: QgsProcessingAlgorithmDialogBase) -> bool:
    """Tell whether a dialog has a run, all of which can be cancelled."""
    return not sip.isdeleted(dialog) and bool(dialog.cancelButton().isEnabled())


def _close(dialog: QgsProcessingAlgorithmDialogBase) -> None:
    """Close a dialog; its timers would ask for the provider before Qt deletes it."""
    is_running = _is_running(dialog)
    dialog.close()
    if is_running:
        dialog.setEnabled(False)  # QGIS shows the dialog again when the run has failed.
    else:
        delete = QEvent.Type.DeferredDelete
        QCoreApplication.sendPostedEvents(dialog, delete)
