# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin disabled or reloaded while its dialogs are open and its runs go on."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QToolButton

import exogenous

#: A run that nobody cancels ends by itself, too late for the test.
HELD_S = 20


@pytest.fixture
def loaded(user, plugin, window):
    """The plugin as QGIS's window has it."""
    plugin.unload()
    loaded = exogenous.classFactory(window)
    loaded.initGui()
    yield loaded
    loaded.unload()


@pytest.fixture
def held(monkeypatch):
    """Hold each run at its first block until it is cancelled; list those held."""
    from exogenous.algorithms.progress import FeedbackProgress

    held = []

    def is_cancelled(self):
        held.append(self._feedback)
        end = time.monotonic() + HELD_S
        while not self._feedback.isCanceled() and time.monotonic() < end:
            time.sleep(0.01)
        return self._feedback.isCanceled()

    monkeypatch.setattr(FeedbackProgress, "is_cancelled", is_cancelled)
    return held


def open_from_toolbar(window):
    window.main.findChild(QToolButton, "exogenousButton").click()


def open_describe_from_menu(window):
    window.plugin_menus["Exogenous"].actions()[-1].trigger()


KEPT = []


def open_from_toolbox(window):
    """As Processing does, which waits where the dialog is kept."""
    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("exo:collocate")
    KEPT.append(algorithm.createCustomParametersWidget(window.main))
    KEPT[-1].show()


def open_batch(window):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("exo:stack")
    KEPT.append(BatchAlgorithmDialog(algorithm, window.main))
    KEPT[-1].show()


@pytest.fixture(autouse=True)
def _kept_by_nobody(user):
    EARLIER.extend(dialogs())
    yield
    EARLIER.clear()
    KEPT.clear()


#: What QGIS's own model designer leaves behind.
EARLIER: list[QDialog] = []


def dialogs():
    widgets = QApplication.topLevelWidgets()
    shown = [one for one in widgets if isinstance(one, QDialog)]
    return [one for one in shown if one not in EARLIER]


def active_tasks():
    return QgsApplication.taskManager().activeTasks()


@pytest.mark.parametrize(
    "opened_by",
    [open_from_toolbar, open_describe_from_menu, open_from_toolbox, open_batch],
)
def test_dialogs_are_closed(user, window, loaded, opened_by):
    opened_by(window)
    user.pause()
    gc.collect()
    assert len(dialogs()) == 1
    loaded.unload()
    assert not dialogs()
    assert QgsApplication.processingRegistry().providerById("exo") is None


def test_dialog_of_another_provider_stays(user, window, loaded):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("native:buffer")
    dialog = user.show(AlgorithmDialog(algorithm, False, None))
    open_from_toolbar(window)
    loaded.unload()
    assert dialogs() == [dialog]


def start_run(user, scene, output):
    """Fill in the one dialog, and press Run."""
    (dialog,) = dialogs()
    values = {"PRODUCT": scene.product, "EXO": scene.radar, "OUTPUT": str(output)}
    dialog.setParameters(values)
    user.pause(0.3)
    user.click(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.Ok))


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
def test_run_is_cancelled(user, window, loaded, scene, held, tmp_path, is_closed):
    output = tmp_path / "stack.tif"
    open_from_toolbar(window)
    start_run(user, scene, output)
    user.wait(lambda: held)
    assert active_tasks()
    if is_closed:
        dialogs()[0].close()
    began = time.monotonic()
    loaded.unload()
    assert time.monotonic() - began < HELD_S / 2
    assert not active_tasks()
    assert not dialogs()
    user.let_go()
    assert not [path.name for path in tmp_path.glob("*stack*")]


def test_run_without_a_dialog_is_cancelled(user, loaded, scene, held, tmp_path):
    """As a model or a script starts it, in a task."""
    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("exo:stack")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    output = str(tmp_path / "stack.tif")
    values = {"PRODUCT": scene.product, "EXO": scene.radar, "OUTPUT": output}
    task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
    QgsApplication.taskManager().addTask(task)
    user.wait(lambda: held)
    loaded.unload()
    assert feedback.isCanceled()
    user.wait(lambda: not active_tasks())
    assert not Path(output).exists()


def test_dialog_opens_after_reloading(user, window, loaded, scene):
    open_from_toolbar(window)
    loaded.unload()
    loaded.initGui()
    open_from_toolbar(window)
    user.pause()
    (dialog,) = dialogs()
    assert dialog.algorithm().provider().id() == "exo"
