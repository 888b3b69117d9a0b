# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of layers that are saved in the project under names."""

from __future__ import annotations

import json
from typing import Final

from qgis.core import QgsProject

_SCOPE: Final = "exogenous"

#: One entry for all tables: QGIS takes the names of entries for those of XML elements,
#: which few texts can be.
_ENTRY: Final = "tables"


def project_tables() -> dict[str, str]:
    """Return the tables of the project, each as JSON text, by name."""
    text, _ = QgsProject.instance().readEntry(_SCOPE, _ENTRY, "{}")
    try:
        found = json.loads(text)
    except ValueError:
        return {}  # Another program wrote into the project's file.
    return {str(name): str(table) for name, table in found.items()}


def save_table(name: str, table: str) -> None:
    """Save a table in the project, in place of the table of this name."""
    _write({**project_tables(), name: table})


def rename_table(name: str, new: str) -> None:
    """Give a table another name, in the same place of the list."""
    tables = project_tables()
    _write({new if key == name else key: tables[key] for key in tables})


def delete_table(name: str) -> None:
    """Remove a table from the project."""
    _write({key: text for key, text in project_tables().items() if key != name})


def _write(tables: dict[str, str]) -> None:
    text = json.dumps(tables, ensure_ascii=False)
    QgsProject.instance().writeEntry(_SCOPE, _ENTRY, text)
