# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON schema of a list of nodata values."""

from __future__ import annotations

from typing import Any, Final

from . import schema_patterns as patterns


def pattern_of(pattern: str) -> dict[str, Any]:
    """Return the schema of a text."""
    return {"type": "string", "pattern": pattern}


#: Two ends of a range, each as a number or as text.
_NODATA_ENDS: Final = {
    "type": "array",
    "items": {"anyOf": [{"type": "number"}, pattern_of(patterns.NODATA_LIMIT)]},
    "minItems": 2,
    "maxItems": 2,
}

#: Several numbers and ranges that say that there is no value.
NODATA_LIST: Final = {
    "type": "array",
    "items": {
        "anyOf": [{"type": "number"}, pattern_of(patterns.NODATA_ITEM), _NODATA_ENDS]
    },
    "minItems": 1,
    "not": {
        "allOf": [
            {"contains": pattern_of(patterns.NODATA_FILE)},
            {"contains": pattern_of(patterns.NODATA_NONE)},
        ]
    },
}
