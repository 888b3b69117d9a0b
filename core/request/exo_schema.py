# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON forms of the `EXO` parameter as a JSON schema, for machines."""

from __future__ import annotations

from typing import Any, Final

from .row_keys import ROW_KEYS

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def exo_schema() -> dict[str, Any]:
    """Return the schema of the JSON that `parse_exo` takes.

    The schema has keys in lower case; `parse_exo` takes any case.
    """
    blank = {"anyOf": [{"type": "null"}, {"const": ""}]}
    properties: dict[str, Any] = {}
    for key in ROW_KEYS:
        takes = key.takes if key.is_needed else {"anyOf": [dict(key.takes), blank]}
        for word in (key.name, *key.also):
            properties[word] = {"description": str(key.meaning), **takes}
    optional = {"type": "object", "properties": properties}
    row = {**optional, "additionalProperties": False, "required": ["path"]}
    path = {"type": "string", "minLength": 1}
    return {
        "$schema": _DIALECT,
        "title": "EXO",
        "description": "The exogenous layers of exo:collocate and exo:stack.",
        "anyOf": [
            {"type": "null"},
            {"$ref": "#/$defs/table"},
            {"$ref": "#/$defs/row"},
            {
                "type": "array",
                "items": {"anyOf": [path, {"$ref": "#/$defs/row"}]},
            },
        ],
        "$defs": {
            "row": row,
            "table": {
                "description": "Rows by their names.",
                "type": "object",
                "additionalProperties": {
                    "anyOf": [path, {"$ref": "#/$defs/row"}],
                },
                "not": {"required": ["path"]},
            },
        },
    }
