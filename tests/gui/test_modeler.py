# SPDX-License-Identifier: GPL-3.0-or-later
"""A model made in QGIS's own designer: saved, run everywhere, opened again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from numpy.testing import assert_array_equal
from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
)
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDockWidget,
    QFileDialog,
    QLineEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)

from exogenous.gui.widgets.later import later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME, SOURCE, BAND, RESAMPLER = range(4)


class Designer:
    """QGIS's model designer, and a user's hands in it."""

    def __init__(self, user, path: str | None = None) -> None:
        from processing.modeler.ModelerDialog import ModelerDialog

        self.user = user
        self.window = user.show(ModelerDialog.create())
        if path:
            self.window.loadModel(path)
            user.pause()

    def add_input(self, kind: str, name: str) -> None:
        """Double-click a type of input, and give it a name."""

        def describe(dialog: QDialog) -> None:
            field = next(one for one in dialog.findChildren(QLineEdit) if _shown(one))
            field.setFocus()
            field.clear()
            self.user.type(name)

        tree = self.window.findChild(QTreeWidget, "mInputsTreeWidget")
        entries = QTreeWidgetItemIterator(tree)
        role = Qt.ItemDataRole.UserRole
        while entries.value().data(0, role) != kind:
            entries += 1
        tree.scrollToItem(entries.value())
        place = tree.visualItemRect(entries.value()).center()
        self._double_click(tree, place, describe)

    def add_step(self, algorithm: str, fill: Callable[[QDialog], None]) -> None:
        """Look an algorithm up, double-click it and fill in its dialog."""
        search = self._one_of("mToolboxSearchEdit", "mAlgorithmSearchEdit")
        tree = self._one_of("mToolboxTree", "mAlgorithmsTree")
        registry = QgsApplication.processingRegistry()
        title = registry.algorithmById(algorithm).displayName()
        for dock in self.window.findChildren(QDockWidget):
            if dock.isAncestorOf(tree):
                dock.raise_()
        QApplication.setActiveWindow(self.window)
        search.setFocus()
        search.clear()
        self.user.type(algorithm)
        tree.expandAll()
        self.user.pause(0.5)
        index = next(one for one in _indexes(tree.model()) if one.data() == title)
        tree.scrollTo(index)
        tree.setCurrentIndex(index)
        self._double_click(tree, tree.visualRect(index).center(), fill)

    def _one_of(self, *names: str) -> QWidget:
        """Find a widget that versions of QGIS name differently."""
        found = (self.window.findChild(QWidget, name) for name in names)
        return next(widget for widget in found if widget is not None)

    def edit_step(self, child: str, look: Callable[[QDialog], None]) -> None:
        """Double-click a step's box."""
        from processing.modeler.ModelerGraphicItem import (
            ModelerChildAlgorithmGraphicItem,
        )

        boxes = self.window.view().scene().items()
        box = next(
            one
            for one in boxes
            if isinstance(one, ModelerChildAlgorithmGraphicItem)
            and one.component().childId() == child
        )
        with Answered(self.window, look):
            box.edit()
        self.user.pause()

    def save(self, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, text in (("mNameEdit", "chain"), ("mGroupEdit", "tests")):
            field = self.window.findChild(QLineEdit, name)
            field.setText(text)
            field.textEdited.emit(text)
        with monkeypatch.context() as patch:
            answer = lambda *_: (path, "")  # noqa: E731
            patch.setattr(QFileDialog, "getSaveFileName", answer)
            assert self.window.saveModel(True)

    def _double_click(self, tree, place, fill) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(tree.viewport(), left, none, place)
        with Answered(self.window, fill):
            QTest.mouseDClick(tree.viewport(), left, none, place)
        self.user.pause()


class Answered:
    """Fills in the dialog that opens meanwhile, and presses OK."""

    def __init__(self, owner, fill: Callable[[QDialog], None]) -> None:
        self._owner = owner
        self._fill = fill
        self._answers = 0

    def __enter__(self) -> None:
        later(self._owner, self._answer, 300)

    def __exit__(self, kind, *_: object) -> None:
        assert kind or self._answers == 1, "no dialog opened"

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            later(self._owner, self._answer, 100)
            return
        self._answers += 1
        QApplication.setActiveWindow(dialog)
        try:
            self._fill(dialog)
            box = dialog.findChildren(QDialogButtonBox)[-1]
            button = box.button(QDialogButtonBox.StandardButton.Ok)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        finally:
            dialog.close()


def _shown(widget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _indexes(model, parent=None) -> Iterator:
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from _indexes(model, index)


def choose_source(user, widget, kind: str, label: str) -> None:
    """Choose, in QGIS's widget for a parameter, an input or an earlier result."""
    (button,) = [b for b in widget.findChildren(QToolButton) if b.menu()]
    menu = button.menu()
    menu.popup(widget.mapToGlobal(widget.rect().center()))
    user.choose(kind)
    combo = next(one for one in widget.findChildren(QComboBox) if _shown(one))
    combo.setCurrentIndex(combo.findText(label))
    assert combo.currentText() == label


def wrappers_of(dialog):
    inner = dialog.widget
    return getattr(inner, "wrappers", None) or inner.widget.wrappers


def fill_stack(user, dialog, scene) -> None:
    """Stack a model's product with a file, an input and an earlier result."""
    wrappers = wrappers_of(dialog)
    choose_source(user, wrappers["PRODUCT"], "Model Input", "Product")
    bands = next(
        one for one in wrappers["BANDS"].findChildren(QLineEdit) if _shown(one)
    )
    bands.setFocus()
    user.type("RED")
    table = wrappers["EXO"].widget.table
    table.model.add([{"name": "file", "path": scene.radar, "band": 2}])
    user.wait(lambda: table.model.rowCount() == 1)
    menu = table.findChild(QToolButton, "add").menu()
    for number, label in enumerate(["Cover", "“Reprojected” from algorithm “Warp”"], 1):
        menu.fill()
        links = menu.actions()[1].menu()
        links.popup(table.mapToGlobal(table.rect().center()))
        labels = [action.text() for action in links.actions()]
        user.choose(next(one for one in labels if _bare(one) == _bare(label)))
        assert table.model.rowCount() == number + 1
    for row in range(3):
        user.cell(table.view, row, RESAMPLER, twice=True)
        user.choose("nearest")
    user.cell(table.view, 2, NAME, twice=True)
    user.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    user.type("höhe, gewarpt")
    user.key(Qt.Key.Key_Return)
    name = wrappers["OUTPUT"].findChildren(QLineEdit)[-1]
    name.setFocus()
    user.type("stack")


def _bare(label: str) -> str:
    """Return a label without the quotation marks that versions of QGIS differ in."""
    return label.translate(str.maketrans("", "", "'“”\""))


def fill_warp(user, dialog) -> None:
    wrappers = wrappers_of(dialog)
    dialog.widget.findChildren(QLineEdit)[0].setText("Warp")
    choose_source(user, wrappers["INPUT"], "Model Input", "Radar")
    from qgis.core import QgsProcessingModelChildParameterSource as Source

    wrappers["RESAMPLING"].setWidgetValue(Source.fromStaticValue(0))


@pytest.fixture
def open_designer(user, project) -> Iterator[Callable[..., Designer]]:
    opened: list[Designer] = []

    def open_designer(path: str | None = None) -> Designer:
        opened.append(Designer(user, path))
        return opened[-1]

    yield open_designer
    for designer in opened:  # or closing asks whether to save
        designer.window.setDirty(False)


@pytest.fixture
def model_file(user, open_designer, scene, tmp_path, monkeypatch):
    """Make a model in the designer, by its own dialogs, and save it."""
    designer = open_designer()
    for kind, name in (("raster", "Product"), ("raster", "Cover"), ("raster", "Radar")):
        designer.add_input(kind, name)
    designer.add_step("gdal:warpreproject", lambda dialog: fill_warp(user, dialog))
    designer.add_step("exo:stack", lambda dialog: fill_stack(user, dialog, scene))
    path = str(tmp_path / "chain.model3")
    designer.save(path, monkeypatch)
    return path


def loaded(path: str) -> QgsProcessingModelAlgorithm:
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(path)
    model.setProvider(QgsApplication.processingRegistry().providerById("model"))
    return model


def inputs_of(model: QgsProcessingModelAlgorithm, scene) -> dict[str, str]:
    words = {"product": scene.product, "cover": scene.cover, "radar": scene.radar}
    names = [p.name() for p in model.parameterDefinitions() if not p.isDestination()]
    return {name: words[name.lower()] for name in names}


def assert_is_the_stack(raster, scene) -> None:
    assert raster.names == ("RED", "file", "Cover", "höhe, gewarpt")
    layers = map(scene.nearest, (scene.vh, scene.classes, scene.vv))
    for band, values in zip(raster.values, (scene.red, *layers), strict=True):
        assert_array_equal(band, values)


def test_model_runs_from_python_dialog_and_command_line(
    user, model_file, scene, read, make_feedback, tmp_path, qgis_process
):
    import processing

    model = loaded(model_file)
    inputs = inputs_of(model, scene)
    (destination,) = model.destinationParameterDefinitions()

    out = str(tmp_path / "by python.tif")
    values = {**inputs, destination.name(): out}
    processing.run(model, values, feedback=make_feedback())
    assert_is_the_stack(read(out), scene)

    out = str(tmp_path / "by dialog.tif")
    run_in_dialog(user, model.create(), {**inputs, destination.name(): out})
    assert_is_the_stack(read(out), scene)

    out = str(tmp_path / "by command.tif")
    texts = [f"--{key}={value}" for key, value in inputs.items()]
    process = qgis_process("run", model_file, *texts, f"--{destination.name()}={out}")
    assert process.returncode == 0, process.stderr
    assert_is_the_stack(read(out), scene)


def test_exported_script_makes_what_the_model_makes(
    model_file, scene, read, make_feedback, tmp_path, qgis_process
):
    import processing

    text = exported(model_file)
    folder = tmp_path / "profile" / "profiles" / "default" / "processing" / "scripts"
    folder.mkdir(parents=True)
    (folder / "chain.py").write_text(text, encoding="utf-8")

    model = loaded(model_file)
    inputs = inputs_of(model, scene)
    (destination,) = model.destinationParameterDefinitions()
    by_model, by_script = str(tmp_path / "model.tif"), str(tmp_path / "script.tif")
    values = {**inputs, destination.name(): by_model}
    processing.run(model, values, feedback=make_feedback())
    texts = [f"--{key}={value}" for key, value in inputs.items()]
    (output,) = re.findall(r"RasterDestination\('(\w+)'", text)
    texts.append(f"--{output}={by_script}")
    process = qgis_process("run", "script:chain", *texts)
    assert process.returncode == 0, process.stderr
    assert_is_the_stack(read(by_script), scene)
    assert_array_equal(read(by_script).values, read(by_model).values)


def exported(path: str) -> str:
    """Return the script that the designer's "Export as script" opens in an editor."""
    kind = QgsProcessing.PythonQgsProcessingAlgorithmSubclass
    return "\n".join(loaded(path).asPythonCode(kind, 4))


def run_in_dialog(user, algorithm, values) -> None:
    """Fill in the toolbox's dialog, press Run and wait."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    dialog = user.show(AlgorithmDialog(algorithm))
    dialog.setParameters(values)
    user.pause()
    finished: list[bool] = []
    dialog.algorithmFinished.connect(lambda ok, _: finished.append(ok))
    user.click(dialog.runButton())
    user.wait(lambda: finished)
    assert finished == [True]


def test_model_is_edited_in_place(
    user, open_designer, model_file, scene, tmp_path, monkeypatch
):
    before = json.loads(json.dumps(rows_in(model_file), default=str))
    designer = open_designer(model_file)
    seen = []

    def look(dialog: QDialog) -> None:
        table = wrappers_of(dialog)["EXO"].widget.table
        user.wait(lambda: not table.model.is_busy)
        seen.extend(table.model.rows)

    (child,) = [
        name for name in loaded(model_file).childAlgorithms() if "stack" in name
    ]
    designer.edit_step(child, look)
    assert [row.name for row in seen] == ["file", "Cover", "höhe, gewarpt"]
    assert [row.link.key[0] if row.link else row.path for row in seen] == [
        scene.radar,
        "input",
        "step",
    ]
    again = str(tmp_path / "again.model3")
    designer.save(again, monkeypatch)
    assert rows_in(again) == before


def rows_in(path: str) -> list:
    """Return what a saved model holds for EXO."""
    (stack,) = [
        child
        for child in loaded(path).childAlgorithms().values()
        if child.algorithmId() == "exo:stack"
    ]
    return [source.toVariant() for source in stack.parameterSources()["EXO"]]
