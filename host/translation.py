# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives QGIS the plugin's texts in its language."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

FOLDER: Final = Path(__file__).parent.parent / "resources" / "i18n"

#: What the texts are in, and those of languages without a translation.
_OWN: Final = "en"


def install() -> QTranslator | None:
    """Translate from now on; return what does so, None where nothing can.

    English is loaded as well: it has the singular and plural of texts with a number.
    """
    translator = QTranslator()
    for language in (QgsApplication.locale(), _OWN):
        if translator.load(QLocale(language), "exogenous", "_", str(FOLDER)):
            QCoreApplication.installTranslator(translator)
            return translator
    return None


def remove(translator: QTranslator) -> None:
    """Translate no more."""
    QCoreApplication.removeTranslator(translator)
