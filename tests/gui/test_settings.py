# SPDX-License-Identifier: GPL-3.0-or-later
"""What is set under Settings, Options, Processing is what dialogs and runs take."""

from __future__ import annotations

import json
import sys

import pytest
import rasterio
from qgis.core import QgsApplication, QgsProcessingContext, QgsSettings
from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtWidgets import QTreeView

from exogenous.host import settings as ours
from exogenous.host.values import Values

LABELS = {
    ours.RESAMPLER: "Resampler of new layers, unless they are classes",
    ours.FORMAT: "Format of results",
    ours.CREATION_OPTIONS: "Creation options of results",
    ours.THREADS: "Threads (0: one for each processor)",
    ours.MEMORY: "Memory for pixels, in MB (0: as much as the threads need)",
    ours.EOREADER_PYTHON: "Python that has EOReader, for more kinds of products",
}


def rows_below(model, index=QModelIndex()):  # noqa: B008 no index is the root
    for row in range(model.rowCount(index)):
        child = model.index(row, 0, index)
        yield child
        yield from rows_below(model, child)


@pytest.fixture
def options(plugin):
    """Set values as QGIS's options page does when OK is pressed."""
    from processing.core.ProcessingConfig import ProcessingConfig

    def options(**values):
        for name, value in values.items():
            setting = ProcessingConfig.settings[name]
            setting.setValue(str(value))
            setting.save()

    yield options
    for name in LABELS:
        QgsSettings().remove(ours.key(name))
        ProcessingConfig.settings[name].read()


@pytest.fixture
def algorithm(plugin):
    registry = QgsApplication.processingRegistry()
    return lambda name="stack": registry.createAlgorithmById(f"exo:{name}")


def test_page_lists_the_settings(user, plugin):
    from processing.gui.ConfigDialog import ConfigDialog

    page = user.show(ConfigDialog())
    model = page.findChild(QTreeView).model()
    # There is one below "Menus", too.
    groups = [one for one in rows_below(model) if one.data() == "Exogenous"]
    listed = [{one.data() for one in rows_below(model, group)} for group in groups]
    assert set(LABELS.values()) in listed


def test_nothing_set_is_the_plain_default(algorithm):
    stack = algorithm()  # Its parameters go with it.
    declared = stack.parameterDefinitions()
    values = {one.name(): one.defaultValue() for one in declared}
    assert values["FORMAT"] == "GTiff"
    assert not values["CREATION_OPTIONS"]
    assert values["THREADS"] is None
    assert values["MEMORY"] is None
    assert ours.eoreader_python() == ""


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_dialogs_start_with_what_is_set(options, open_dialog, scene, name):
    options(
        EXO_FORMAT="COG",
        EXO_CREATION_OPTIONS="COMPRESS=ZSTD|LEVEL=3",
        EXO_THREADS=3,
        EXO_MEMORY=700,
    )
    dialog = open_dialog(name)
    dialog.setParameters({"PRODUCT": scene.product, "EXO": scene.radar})
    given = dialog.createProcessingParameters()
    assert given["FORMAT"] == "COG"
    assert given["CREATION_OPTIONS"] == "COMPRESS=ZSTD|LEVEL=3"
    assert given["THREADS"] == 3
    assert given["MEMORY"] == 700


def test_new_rows_start_with_the_resampler_that_is_set(
    user, options, open_dialog, scene
):
    options(EXO_RESAMPLER="cubic")
    panel = open_dialog("stack").mainWidget().wrappers["EXO"].widget
    panel.table.model.add([{"path": scene.radar, "name": "VV"}])
    user.wait(lambda: not panel.table.model.is_busy)
    assert json.loads(panel.value())["VV"]["resampler"] == "cubic"


def test_runs_from_scripts_have_what_is_set(
    options, algorithm, plugin, scene, tmp_path
):
    import processing

    options(
        EXO_CREATION_OPTIONS="COMPRESS=ZSTD",
        EXO_MEMORY=50,
        EXO_THREADS=2,
        EXO_EOREADER_PYTHON=sys.executable,
    )
    given = {"PRODUCT": scene.product, "OUTPUT": str(tmp_path / "out.tif")}
    values = Values(algorithm(), given, QgsProcessingContext())
    assert values.options().memory_bytes == 50_000_000
    assert values.options().threads == 2
    assert values.request().eoreader_python == sys.executable
    processing.run("exo:stack", given)
    with rasterio.open(given["OUTPUT"]) as made:
        assert made.profile["compress"] == "zstd"


def test_what_a_run_is_given_goes_before(options, algorithm, scene):
    options(EXO_FORMAT="COG", EXO_MEMORY=50)
    given = {"PRODUCT": scene.product, "FORMAT": "GTiff", "MEMORY": None}
    found = Values(algorithm(), given, QgsProcessingContext()).options()
    assert found.format == "GTiff"
    assert found.memory_bytes is None


def test_settings_go_with_the_plugin(qgis_app):
    from processing.core.ProcessingConfig import ProcessingConfig

    import exogenous

    plugin = exogenous.classFactory(None)
    plugin.initProcessing()
    assert set(LABELS) <= set(ProcessingConfig.settings)
    plugin.unload()
    assert not set(LABELS) & set(ProcessingConfig.settings)
    assert "Exogenous" not in ProcessingConfig.settingIcons
