# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty project to a stack in the canvas, with mouse and keys alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsContrastEnhancement, QgsProject
from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QTreeView,
    QWidget,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The demo's landscape, smaller."""
    folder = tmp_path_factory.mktemp("sample")
    command = [sys.executable, str(ROOT / "demo" / "sample.py"), str(folder)]
    subprocess.run([*command, "--size-km", "1.2"], check=True, capture_output=True)
    return folder


def tick(user, view: QTreeView, name: str) -> None:
    """Click the box before a band."""
    model = view.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    index = next(one for one in indexes if one.data() == name)
    view.scrollTo(index)
    place = view.visualRect(index)
    box = QPoint(place.left() + 9, place.center().y())
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, none, box)
    user.pause()


def open_stack(user, window) -> QWidget:
    window.plugin_menus["Exogenous"].popup(QPoint(20, 20))
    user.pause()
    user.choose("Stack product with exogenous…")
    widgets = QApplication.topLevelWidgets()
    return user.show(next(one for one in widgets if hasattr(one, "runAlgorithm")))


def choose_product(user, dialog) -> None:
    """Take the first entry of the menu beside the product's line."""
    dialog.findChild(QWidget, "productBrowse").menu().popup(QPoint(30, 30))
    user.pause()
    user.choose("Folder (.SAFE)…")
    view = dialog.findChild(QTreeView, "bandView")
    user.wait(lambda: view.model().rowCount())
    user.unfold(dialog)


def drop_files(user, dialog, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    table = dialog.findChild(QWidget, "exoView")
    user.drop(table.viewport(), mime, QPoint(40, 40))


def press_run(user, dialog) -> None:
    boxes = dialog.findChildren(QDialogButtonBox)
    buttons = [button for box in boxes for button in box.buttons()]
    user.click(next(one for one in buttons if one.text().strip("&") == "Run"))


def test_first_run(user, window, desktop, project, sample, monkeypatch):
    (safe,) = sample.glob("*.SAFE")
    (mosaic,) = sample.glob("Sentinel-1*.tif")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(safe))
    assert not project.mapLayers()

    dialog = open_stack(user, window)
    choose_product(user, dialog)
    what = dialog.findChild(QWidget, "productWhat").text()
    assert what.startswith("Sentinel-2 L2A, T32VLM, 2025-10-17 11:11, cloud")
    assert what.endswith("10 m, EPSG:32632")
    view = dialog.findChild(QTreeView, "bandView")
    tick(user, view, "RED")
    tick(user, view, "SWIR_1")
    drop_files(user, dialog, mosaic, sample / "dem.tif")
    head = dialog.findChild(QWidget, "planHead")
    plan = "120 x 120 px at 10 m, EPSG:32632, 4 band"
    user.wait(lambda: head.text().startswith(plan))
    press_run(user, dialog)
    user.wait(project.mapLayers)
    user.pause(0.5)

    ((_, layer),) = project.mapLayers().items()
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    assert node.parent().name() == "T32VLM 2025-10-17"
    # QGIS adds what a file says of a band's colour.
    shown = [layer.bandName(n).removesuffix(" (Gray)") for n in (1, 2, 3, 4)]
    names = ["RED", "SWIR_1", mosaic.stem, "dem"]
    assert shown == [f"Band {n}: {name}" for n, name in enumerate(names, 1)]
    red = check_place(layer, safe)
    check_style(layer, red)
    assert node.isVisible()
    assert window.mapCanvas().layers() == [layer]
    assert greys_shown(window.mapCanvas(), layer) > 20


def test_sample_is_made_and_filled_in(user, window, desktop, tmp_path, monkeypatch):
    """Without any data: an entry of the menu leads to a plan of product and layers."""
    from exogenous.gui.product import sample_product

    monkeypatch.setattr(sample_product, "_SIDE_M", 1200)
    monkeypatch.setattr(sample_product, "sample_folder", lambda: tmp_path / "sample")
    dialog = open_stack(user, window)
    dialog.findChild(QWidget, "productBrowse").menu().popup(QPoint(30, 30))
    user.pause()
    user.choose("Try it with a sample product")
    head = dialog.findChild(QWidget, "planHead")
    user.wait(
        lambda: head.text().startswith("120 x 120 px at 10 m, EPSG:32632, 6 band")
    )
    made = Path(dialog.findChild(QWidget, "productPath").text())
    assert made.parent == tmp_path / "sample"


def check_place(layer, safe: Path) -> np.ndarray:
    """The stack lies over the product, pixel on pixel; return its valid RED."""
    (image,) = safe.rglob("*B04_10m.jp2")
    with rasterio.open(image) as band:
        bounds, own = band.bounds, band.read(1)
    extent = layer.extent()
    assert (extent.xMinimum(), extent.yMaximum()) == (bounds.left, bounds.top)
    assert (extent.xMaximum(), extent.yMinimum()) == (bounds.right, bounds.bottom)
    with rasterio.open(layer.source()) as stack:
        red = stack.read(1)
    seen = np.isfinite(red)
    assert np.corrcoef(red[seen], own[seen].astype(float))[0, 1] > 0.999
    return red[seen]


def check_style(layer, red: np.ndarray) -> None:
    """Two bands of the product are no composite: the first in stretched grey."""
    renderer = layer.renderer()
    assert renderer.type() == "singlebandgray"
    stretch = renderer.contrastEnhancement()
    kinds = QgsContrastEnhancement.ContrastEnhancementAlgorithm
    assert stretch.contrastEnhancementAlgorithm() == kinds.StretchToMinimumMaximum
    low, high = np.percentile(red, [2, 98])
    assert stretch.minimumValue() == pytest.approx(low, abs=0.02)
    assert stretch.maximumValue() == pytest.approx(high, abs=0.02)


def greys_shown(canvas, layer) -> int:
    """Count the greys along the middle of the canvas."""
    canvas.setDestinationCrs(layer.crs())
    canvas.setExtent(layer.extent())
    canvas.refresh()
    canvas.waitWhileRendering()
    picture = canvas.grab().toImage()
    middle = picture.width() // 2
    column = [picture.pixelColor(middle, row) for row in range(picture.height())]
    return len({one.red() for one in column if one.red() == one.blue()})
