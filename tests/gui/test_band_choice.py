# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of bands: what is taken where none is named, presets and the search."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QModelIndex, QPoint
from qgis.PyQt.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QToolButton

from exogenous.tests.safe_builder import SafeBuilder, counts

IMAGES = (("02", 10), ("03", 10), ("04", 10), ("08", 10), ("05", 20), ("11", 20))


@pytest.fixture
def dialog(user, open_dialog, tmp_path):
    """A dialog of a product with bands of two pixel sizes, its list unfolded."""
    images = {image: counts(image[1]) for image in IMAGES}
    dialog = open_dialog("stack")
    dialog.setParameters({"PRODUCT": str(SafeBuilder(images=images).write(tmp_path))})
    user.wait(lambda: band_list(dialog).model().rowCount())
    user.unfold(dialog)
    return dialog


def band_list(dialog):
    return dialog.findChild(QAbstractItemView, "bandView")


def names(dialog):
    return dialog.findChild(QLineEdit, "bandNames").text()


def note(dialog):
    label = dialog.findChild(QLabel, "bandNote")
    return label.text() if label.isVisible() else ""


def seen(dialog):
    view = band_list(dialog)
    rows = range(view.model().rowCount())
    shown = (row for row in rows if not view.isRowHidden(row, QModelIndex()))
    return [view.model().index(row, 0).data() for row in shown]


def test_list_says_what_is_taken_where_none_is_named(user, dialog, scene):
    assert note(dialog) == "None named: the result has all 6 bands of the product."
    dialog.setParameters({"EXO": scene.radar})
    user.wait(lambda: note(dialog) == "None named: the result has the layers alone.")
    dialog.findChild(QLineEdit, "bandNames").setFocus()
    user.type("RED")
    assert not note(dialog)


@pytest.mark.parametrize(
    ("preset", "taken"),
    [
        ("True colour", "RED, GREEN, BLUE"),
        ("False colour, vegetation in red", "NIR, RED, GREEN"),
        ("All of 20 m", "VEGETATION_RED_EDGE_1, SWIR_1"),
    ],
)
def test_presets(user, dialog, preset, taken):
    dialog.findChild(QToolButton, "bandPresets").menu().popup(QPoint(20, 20))
    user.pause()
    user.choose(preset)
    assert names(dialog) == taken
    assert seen(dialog)[: taken.count(",") + 1] == taken.split(", ")


def test_search_hides_the_other_bands_and_unticks_none(user, dialog):
    dialog.findChild(QLineEdit, "bandNames").setFocus()
    user.type("SWIR_1")
    search = dialog.findChild(QLineEdit, "bandSearch")
    search.setFocus()
    user.type("green")
    assert seen(dialog) == ["GREEN"]
    assert names(dialog) == "SWIR_1"
    search.clear()
    user.type("20 m")
    assert {"SWIR_1", "VEGETATION_RED_EDGE_1"} <= set(seen(dialog))
    assert "BLUE" not in seen(dialog)


def test_unknown_band_is_told_below_the_field(user, dialog):
    dialog.findChild(QLineEdit, "bandNames").setFocus()
    user.type("RED, REDD")
    user.wait(lambda: note(dialog) == "The product has no band REDD.")
