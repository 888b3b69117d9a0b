# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of a stack, filled in by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from qgis.utils import iface

from . import sample
from .beginning import entry

if TYPE_CHECKING:
    from .hands import Hands

_NAME, _BAND, _RESAMPLER = 0, 2, 3


def dialog(hands: Hands) -> None:
    """Choose the product, tick bands, drop layers, and look at the plan."""
    window = opened(hands)
    fill(hands, window)
    hands.picture("dialog", window)


def dialog_fr(hands: Hands) -> None:
    """Do the same in French."""
    window = opened(hands)
    fill(hands, window)
    hands.picture("dialog-fr", window)


def dialog_dark(hands: Hands) -> None:
    """Do the same in a dark theme, with a wrong row and warnings."""
    window = opened(hands)
    fill(hands, window)
    _warned(hands, "dialog-dark")


def dialog_large(hands: Hands) -> None:
    """Do the same in large letters."""
    window = opened(hands)
    fill(hands, window)
    hands.picture("dialog-large", window)


def table(hands: Hands) -> None:
    """Show the table with all its columns and the list of resamplers."""
    window = hands.window("ExoDialog")
    view = _child(window, "exoView")
    panel = _panel(window)
    _resample(hands, panel, 2, "nearest")
    hands.click(_child(window, "more", QToolButton))
    index = view.model().index(1, _RESAMPLER)
    view.scrollTo(index)
    hands.click_twice(view.viewport(), view.visualRect(index).center())
    hands.pause(0.5)
    hands.picture("table", window)
    hands.key(Qt.Key.Key_Escape)
    hands.click(_child(window, "more", QToolButton))


def warnings(hands: Hands) -> None:
    """Show what is said of a wrong row, and of classes that would be averaged."""
    _warned(hands, "warnings")


def tiles(hands: Hands) -> None:
    """Show a layer of four tiles, and what is offered where files were dropped."""
    window = hands.window("ExoDialog")
    panel = _panel(window)
    before = panel.value()
    panel.set_value({"elevation": {"path": f"{sample.tiles()}/*.tif"}})
    settle(hands, panel)
    hands.picture("tiles", window)
    panel.set_value(before)
    settle(hands, panel)


def _warned(hands: Hands, picture: str) -> None:
    window = hands.window("ExoDialog")
    panel = _panel(window)
    before = panel.value()
    _resample(hands, panel, 2, "bilinear")
    missing = sample.FOLDER / "wind.tif"
    hands.paste(_child(window, "exoView"), f"{missing}|name=wind speed")
    settle(hands, panel)
    hands.picture(picture, window)
    panel.set_value(before)
    settle(hands, panel)


def opened(hands: Hands) -> QWidget:
    """Open the dialog by the toolbar's button."""
    toolbar = iface.mainWindow().findChild(QWidget, "ExogenousToolBar")
    if toolbar is None or not entry("stack").isEnabled():
        raise RuntimeError("the plugin has no toolbar")
    hands.click(toolbar.findChild(QToolButton, "exogenousButton"))
    return hands.window("ExoDialog")


def fill(hands: Hands, window: QWidget) -> None:
    """Fill the dialog in as its user does."""
    choose_product(hands, window)
    bands = _child(window, "bandView")
    hands.wait("the product's bands", lambda: bands.model().rowCount() > 1)
    for name in sample.BANDS:
        _tick(hands, bands, name)
    hands.drop(_child(window, "exoView").viewport(), sample.LAYERS)
    panel = _panel(window)
    hands.wait("the rows", lambda: panel.table.model.rowCount() == len(sample.LAYERS))
    view = _child(window, "exoView")
    for row, name in enumerate(("Sentinel-1 VV", "DEM", "land cover")):
        index = view.model().index(row, _NAME)
        hands.click_twice(view.viewport(), view.visualRect(index).center())
        editor = view.findChild(QLineEdit)
        editor.selectAll()
        hands.type(editor, name)
        hands.key(Qt.Key.Key_Return)
    view.clearSelection()
    settle(hands, panel)


def choose_product(hands: Hands, window: QWidget) -> None:
    """Type the product's path, and wait for the line that says what it is."""
    hands.type(_child(window, "productPath", QLineEdit), str(sample.PRODUCT))
    what = _child(window, "productWhat", QLabel)
    hands.wait("the product", lambda: "T32VLM" in what.text())


def settle(hands: Hands, panel: QWidget) -> None:
    """Wait until the plan is that of what the table says."""
    hands.pause(0.6)
    busy = (panel.table.model, panel.watch)
    hands.wait("the plan", lambda: not any(one.is_busy for one in busy))
    hands.pause(0.4)


def _child(window: QWidget, name: str, kind: type = QAbstractItemView) -> QWidget:
    found = window.findChild(kind, name)
    if found is None:
        raise RuntimeError(f"the dialog has no {name}")
    return found


def _panel(window: QWidget) -> QWidget:
    return window.mainWidget().wrappers["EXO"].widget


def _tick(hands: Hands, view: QAbstractItemView, name: str) -> None:
    model = view.model()
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    index = model.index(rows.index(name), 0)
    view.scrollTo(index)
    rect = view.visualRect(index)
    hands.click(view.viewport(), QPoint(rect.left() + 10, rect.center().y()))
    if index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked:
        raise RuntimeError(f"{name} was clicked and is not ticked")


def _resample(hands: Hands, panel: QWidget, row: int, word: str) -> None:
    model = panel.table.model
    model.setData(model.index(row, _RESAMPLER), word, Qt.ItemDataRole.EditRole)
    settle(hands, panel)
