# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user's QGIS settings say to the algorithms."""

from __future__ import annotations

from typing import Final

from qgis.core import QgsSettings

#: Where the settings name the Python that has EOReader.
EOREADER_PYTHON: Final = "exogenous/eoreader_python"


def eoreader_python() -> str:
    """Return the Python that has EOReader; nothing where the settings name none."""
    return str(QgsSettings().value(EOREADER_PYTHON, "") or "")
