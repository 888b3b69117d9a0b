# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS in French: no text of the plugin's dialogs stays English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from defusedxml import ElementTree
from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QMenu,
    QTextEdit,
    QToolButton,
    QWidget,
)

ROOT = Path(__file__).resolve().parents[2]
#: Where a user reads something of a widget.
PROPERTIES = ("text", "title", "windowTitle", "toolTip", "accessibleName")


def english():
    """Return the sources that read otherwise in French."""
    root = ElementTree.parse(ROOT / "resources/i18n/exogenous_fr.ts").getroot()
    pairs = (
        (m.findtext("source"), m.findtext("translation")) for m in root.iter("message")
    )
    return {source for source, translation in pairs if source != translation}


@pytest.fixture
def french(qgis_app):
    """Let QGIS speak French, itself too where its translation is installed."""
    settings = QgsSettings()
    settings.setValue("locale/userLocale", "fr")
    settings.setValue("locale/overrideFlag", True)
    own = QTranslator()
    if own.load("qgis_fr", QgsApplication.i18nPath()):
        QCoreApplication.installTranslator(own)
    yield
    QCoreApplication.removeTranslator(own)
    settings.remove("locale")


def texts_of(widget: QWidget):
    """Yield all that a widget and those in it show or would show."""
    for one in (widget, *widget.findChildren(QWidget)):
        for name in PROPERTIES:
            value = one.property(name)
            if isinstance(value, str):
                yield value
        if isinstance(one, QComboBox):
            yield from (one.itemText(n) for n in range(one.count()))
        if isinstance(one, QLineEdit):
            yield one.placeholderText()
        if isinstance(one, QTextEdit):
            yield from one.toPlainText().splitlines()
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _cells(one.model())
        if isinstance(one, QToolButton) and one.menu() is not None:
            yield from _entries(one.menu())


def _cells(model):
    from exogenous.gui.widgets.warm_up import warm_up

    warm_up().result()  # the tooltips of titles are the core's
    horizontal, roles = Qt.Orientation.Horizontal, Qt.ItemDataRole
    for column in range(model.columnCount()):
        for role in (roles.DisplayRole, roles.ToolTipRole):
            yield str(model.headerData(column, horizontal, role) or "")
            for row in range(model.rowCount()):
                yield str(model.index(row, column).data(role) or "")


def _entries(menu: QMenu):
    menu.aboutToShow.emit()
    for action in menu.actions():
        yield action.text()
        if action.menu() is not None:
            yield from _entries(action.menu())


@pytest.fixture
def assert_french(french):
    known = english()

    def check(widget: QWidget) -> None:
        shown = {text.strip() for text in texts_of(widget)}
        assert "Produit (dossier .SAFE, .zip, fichier raster ou couche)" in shown
        assert not shown & known

    return check


@pytest.mark.parametrize("name", ["stack", "collocate", "describe"])
def test_no_text_of_a_fresh_dialog_is_english(assert_french, open_dialog, name):
    dialog = open_dialog(name)
    assert_french(dialog)


def test_names_and_labels_are_french(french, plugin):
    registry = QgsApplication.processingRegistry()
    stack = registry.createAlgorithmById("exo:stack")
    assert stack.displayName() == "Empiler un produit et des couches exogènes"
    labels = {one.name(): one.description() for one in stack.parameterDefinitions()}
    assert labels["BANDS"] == "Bandes du produit, dans l'ordre"
    assert labels["AOI"] == "Zone d'intérêt"
    assert "Paramètres en entrée" in stack.shortHelpString()
    assert not set(labels.values()) & english()


def test_plan_and_wrong_rows_are_french(assert_french, open_dialog, user, scene):
    dialog = open_dialog("stack")
    rows = {
        "VV": {"path": scene.radar, "resampler": "nearest"},
        "loin": {"path": "/nulle/part.tif"},
        "sans bande": {"path": scene.cover, "band": "x"},
    }
    dialog.setParameters(
        {"PRODUCT": scene.product, "BANDS": "RED", "EXO": json.dumps(rows)}
    )
    panel = dialog.mainWidget().wrappers["EXO"].widget
    user.pause(0.4)
    user.wait(lambda: not (panel.table.model.is_busy or panel.watch.is_busy))
    assert panel.plan.head.text() == (
        "couche «\u00a0loin\u00a0»\u00a0: il n'y a pas de fichier "
        "«\u00a0/nulle/part.tif\u00a0». «\u00a0/\u00a0» ne contient pas "
        "«\u00a0nulle\u00a0»\u00a0: vérifiez le chemin."
    )
    assert panel.plan.lines.toPlainText().splitlines() == [
        (
            "⚠ Sans les 2 lignes erronées, le traitement produirait "
            "24 x 16 px à 10 m, EPSG:32632, 2 bandes, environ 3.1 ko."
        ),
        "RED : copiée telle quelle, couvre 100 %",
        "■ VV : 20 m vers 10 m, nearest, couvre 100 %",
    ]  # Qt's plain text has no no-break spaces.
    assert panel.table.model.problem(1) == (
        "il n'y a pas de fichier «\u00a0/nulle/part.tif\u00a0». «\u00a0/\u00a0» ne "
        "contient pas «\u00a0nulle\u00a0»\u00a0: vérifiez le chemin."
    )
    assert (
        "n'a pas de bande «\u00a0x\u00a0». Il a\u00a0: 1."
        in panel.table.model.problem(2)
    )
    assert_french(dialog)


def test_errors_of_a_run_are_french(french, plugin, scene):
    registry = QgsApplication.processingRegistry()
    stack = registry.createAlgorithmById("exo:stack")
    from qgis.core import QgsProcessingContext

    values = {"PRODUCT": scene.product, "EXO": "{", "OUTPUT": "TEMPORARY_OUTPUT"}
    ok, message = stack.checkParameterValues(values, QgsProcessingContext())
    assert not ok
    assert message.startswith("EXO\u00a0: le texte JSON est invalide à la ligne 1")


def test_unloading_takes_french_away(french, qgis_app):
    import exogenous

    plugin = exogenous.classFactory(None)
    plugin.initProcessing()
    registry = QgsApplication.processingRegistry()
    assert registry.algorithmById("exo:stack").displayName().startswith("Empiler")
    plugin.unload()
    assert QCoreApplication.translate("Exogenous", "Stacked raster") == "Stacked raster"


def test_languages_without_a_translation_are_english(qgis_app, plugin):
    from exogenous.host.text import tr

    assert tr("%n byte(s)", 1) == "1 byte"
    assert tr("%n byte(s)", 2) == "2 bytes"


def test_labels_of_our_widgets_end_as_those_of_qgis_do(french, open_dialog):
    if not (Path(QgsApplication.i18nPath()) / "qgis_fr.qm").exists():
        pytest.skip("QGIS's own translation is not installed")
    dialog = open_dialog("stack")
    shown = set(texts_of(dialog))
    labels = ("Bandes du produit, dans l'ordre", "Couches exogènes", "Zone d'intérêt")
    assert {f"{label} [optionnel]" for label in labels} <= shown
