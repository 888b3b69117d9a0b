# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for users, in their language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return a text in the language of QGIS, as far as it is translated."""
    return QCoreApplication.translate("Exogenous", text)
