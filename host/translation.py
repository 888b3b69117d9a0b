# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the plugin's translation in QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

FOLDER: Final = Path(__file__).parent.parent / "resources" / "i18n"

#: The language of the texts, also used for languages without a translation.
_OWN: Final = "en"


def install() -> QTranslator | None:
    """Install and return a translator, None where no catalogue loads.

    English has a catalogue too, for singular and plural of texts with a number.
    """
    translator = QTranslator()
    for language in (QgsApplication.locale(), _OWN):
        if translator.load(QLocale(language), "exogenous", "_", str(FOLDER)):
            QCoreApplication.installTranslator(translator)
            return translator
    return None


def remove(translator: QTranslator) -> None:
    """Remove a translator that `install` returned."""
    QCoreApplication.removeTranslator(translator)
