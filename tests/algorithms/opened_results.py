# SPDX-License-Identifier: GPL-3.0-or-later
"""Results that a run opens in the project as a dialog does."""

from __future__ import annotations

import pytest
import rasterio
from qgis.core import (
    QgsApplication,
    QgsLayerTreeRegistryBridge,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QEventLoop, QTimer


@pytest.fixture
def opened(plugin, project, make_feedback):
    """Run as a dialog does, and return the layers that it opens, by name."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    def opened(name, **values):
        registry = QgsApplication.processingRegistry()
        algorithm = registry.createAlgorithmById(f"exo:{name}")
        feedback, context = make_feedback(), QgsProcessingContext()
        context.setProject(project)
        context.setFeedback(feedback)
        before = set(project.mapLayers())
        task = QgsProcessingAlgRunnerTask(algorithm, values, context, feedback)
        outcome = []
        loop = QEventLoop()
        task.executed.connect(lambda *result: (outcome.extend(result), loop.quit()))
        QgsApplication.taskManager().addTask(task)
        QTimer.singleShot(30_000, loop.quit)
        loop.exec()
        assert outcome[0], feedback.errors
        handleAlgorithmResults(algorithm, context, feedback, parameters=values)
        layers = project.mapLayers()
        return {layer.name(): layer for i, layer in layers.items() if i not in before}

    return opened


@pytest.fixture
def add_in(project):
    """Choose where in the layer tree QGIS adds layers."""
    bridge, point = project.layerTreeRegistryBridge(), QgsLayerTreeRegistryBridge
    yield lambda group: bridge.setLayerInsertionPoint(point.InsertionPoint(group, 0))
    root = project.layerTreeRoot()
    bridge.setLayerInsertionPoint(point.InsertionPoint(root, 0))


@pytest.fixture
def product(scene, write_raster):
    """Five bands, with two extreme pixels in each."""
    bands = [scene.green + 100 * n for n in range(5)]
    for band in bands:
        band[0, 0], band[-1, -1] = -3000, 5000
    names = ("BLUE", "GREEN", "RED", "NIR", "SWIR_1")
    path = str(scene.folder / "five.tif")
    write_raster(path, bands, 10, names=names)
    return path


@pytest.fixture
def classes(scene):
    """Name and colour the classes of the land cover."""
    with rasterio.open(scene.cover, "r+") as dst:
        dst.write_colormap(1, {n: (10 * n, 200, 0, 255) for n in range(1, 8)})
    names = ["", "water", "wood", "field", "town", "rock", "ice", "bog"]
    categories = "".join(f"<Category>{name}</Category>" for name in names)
    with open(f"{scene.cover}.aux.xml", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(
            '<PAMDataset><PAMRasterBand band="1"><CategoryNames>'
            f"{categories}</CategoryNames></PAMRasterBand></PAMDataset>"
        )
    return scene.cover


def to_project(path):
    return QgsProcessingOutputLayerDefinition(str(path), QgsProject.instance())


def group_of(project, layer):
    return project.layerTreeRoot().findLayer(layer.id()).parent().name()
