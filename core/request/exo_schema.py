# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON forms of the `EXO` parameter as a JSON schema, for machines."""

from __future__ import annotations

from typing import Any, Final

from . import schema_patterns as patterns
from .row_keys import ROW_KEYS

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_BLANK: Final = {"anyOf": [{"type": "null"}, {"const": ""}]}
_OF_ROW: Final = patterns.one_of(["path", "name"])
_PATH: Final = {"type": "string", "pattern": patterns.SAID}
_TILES: Final = {"type": "array", "items": _PATH, "minItems": 1}


def exo_schema() -> dict[str, Any]:
    """Return the schema of the JSON that `parse_exo` takes.

    The schema has keys in lower case; `parse_exo` takes any case. The schema cannot say
    which text is a CRS, that a range begins before it ends, and that names are unique.
    """
    properties: dict[str, Any] = {}
    for key in ROW_KEYS:
        takes = key.takes if key.is_needed else {"anyOf": [dict(key.takes), _BLANK]}
        for word in (key.name, *key.also):
            properties[word] = {"description": str(key.meaning), **takes}
    optional = {"type": "object", "properties": properties}
    row = {
        **optional,
        "additionalProperties": False,
        "required": ["path"],
        "allOf": [_once(key.name, *key.also) for key in ROW_KEYS if key.also],
    }
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
                "items": {"anyOf": [_PATH, {"$ref": "#/$defs/row"}]},
            },
        ],
        "$defs": {
            "row": row,
            "table": {
                "description": "Rows by their names.",
                "type": "object",
                "additionalProperties": {
                    "anyOf": [_PATH, _TILES, {"$ref": "#/$defs/row"}],
                },
                # What has a path or a name, and no row in it, is a row itself.
                "anyOf": [
                    {"propertyNames": {"not": {"pattern": _OF_ROW}}},
                    {"not": {"additionalProperties": {"not": {"type": "object"}}}},
                ],
            },
        },
    }


def _once(key: str, other: str) -> dict[str, Any]:
    """Return a schema that refuses values for both of a key's words."""
    given = {"not": _BLANK}
    return {"not": {"required": [key, other], "properties": {key: given, other: given}}}
