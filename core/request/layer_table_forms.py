# SPDX-License-Identifier: GPL-3.0-or-later
"""The six forms of the `EXO` parameter: each is turned into one row a layer."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..errors import DuplicateName, InvalidLayer, MalformedExo
from ..io import paths
from ..message import say
from .plain_values import plain
from .row_keys import ROW_KEYS
from .tile_paths import list_end
from .vector_file import names_a_layer

#: The key that each word for a row's key stands for.
KEYS: Final = {word: key.name for key in ROW_KEYS for word in (key.name, *key.also)}

#: What an empty cell of a table may hold.
BLANK: Final = (None, "")

FORMS: Final = say(
    'Give {"name": {"path": …, "band": 1, "resampler": "bilinear"}}, a list of rows, '
    "JSON text of either, rows like path|name=VV|band=1, or plain paths."
)


def labelled_rows(value: object) -> list[tuple[str, dict[str, Any]]]:
    """Turn any form of the exogenous table into rows.

    Returns:
        For each row its label in messages, and its values by its own words in lower
        case, always with `path`: a text, or an object that stands for a layer.

    Raises:
        MalformedExo: The value is in none of the forms.
        InvalidLayer: A row has no path, and no path follows the row.
        DuplicateName: JSON text has a key twice.
    """
    rows = []
    for number, row in enumerate(_joined(_rows(plain(value, "EXO"))), 1):
        spec = _folded(row) if isinstance(row, Mapping) else {"path": row}
        label = _label(spec, number)
        if isinstance(row, Mapping):
            _refuse_twice(row, label)
        rows.append((label, spec))
    return rows


def _rows(value: object) -> list[object]:
    """Split a value into rows: mappings, texts, or layer objects."""
    if value is None:
        return []
    if isinstance(value, str):
        return _text_rows(value.strip())
    if isinstance(value, Mapping):
        return _mapping_rows(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [
            row
            for number, item in enumerate(value, 1)
            for row in ([item] if _lacks_its_path(item) else _rows_of(item, number))
        ]
    return [value]


def _rows_of(item: object, number: int) -> list[object]:
    """Split an item of a list into rows; an empty one would vanish without a word."""
    rows = _rows(item)
    if not rows:
        raise InvalidLayer(
            say("row {number}", number=number),
            say("{item!r} is empty", item=item),
            say("Give the file to read, or leave the row out."),
        )
    return rows


def _text_rows(text: str) -> list[object]:
    is_row = text[list_end(text) :].lstrip().startswith("|")
    if text.startswith(("{", "[")) and not is_row and not paths.exists(text):
        return _rows(_from_json(text))
    return [_text_row(line.strip()) for line in text.splitlines() if line.strip()]


def _from_json(text: str) -> object:
    try:
        return plain(json.loads(text, object_pairs_hook=_object), "EXO")
    except RecursionError as error:
        raise MalformedExo(say("the JSON text is nested too deep"), FORMS) from error
    except json.JSONDecodeError as error:
        raise MalformedExo(
            say(
                "the JSON text is broken at line {lineno}, column {colno}, after "
                "{before!r} ({reason})",
                lineno=error.lineno,
                colno=error.colno,
                before=text[max(error.pos - 20, 0) : error.pos],
                reason=error.msg,
            ),
            say("Mend it there; names and texts stand in double quotes."),
        ) from error
    except ValueError as error:  # Python reads no whole number of 4301 digits
        raise MalformedExo(
            say("a number in the JSON text is too long"), FORMS
        ) from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build a JSON object; refuse a key given twice, which `json` would replace."""
    for name, count in Counter(key for key, _ in pairs).items():
        if count > 1:
            raise DuplicateName(
                name, (say("JSON key {name!r}", name=name) for _ in range(count))
            )
    return dict(pairs)


def _text_row(text: str) -> object:
    end = list_end(text)
    path, *parts = text[end:].split("|")
    path = text[:end] + path
    row: dict[str, object] = {"path": path.strip()} if path.strip() else {}
    for part in parts:
        key, equals, word = part.partition("=")
        if names_a_layer(f"|{part}"):  # QGIS's own way to name one
            row["path"] = f"{row.get('path', '')}|{part.strip()}"
            continue
        if not equals:
            raise MalformedExo(
                say("{part!r} in {text!r} is not key=value", part=part, text=text),
                FORMS,
            )
        row[key.strip()] = word.strip()
    return row if parts else text


def _mapping_rows(value: Mapping[Any, Any]) -> list[object]:
    if _is_row(value):
        return [value]
    rows: list[object] = []
    for name, spec in value.items():
        if isinstance(spec, Mapping):
            rows.append({"name": str(name), **spec})
        elif isinstance(spec, str | os.PathLike | list):
            rows.append({"name": str(name), "path": spec})
        else:
            raise MalformedExo(
                say(
                    "layer {name!r} has {spec!r} where a row belongs",
                    name=name,
                    spec=spec,
                ),
                FORMS,
            )
    return rows


def _is_row(value: Mapping[Any, Any]) -> bool:
    """Tell a row from a table of rows, whose values are rows themselves."""
    return bool(_folded(value).keys() & {"path", "name"}) and not _has_rows(value)


def _lacks_its_path(item: object) -> bool:
    """Tell whether a list's item is a row for the path that follows it."""
    return (
        isinstance(item, Mapping)
        and bool(item)
        and _folded(item).keys() <= KEYS.keys() - {"path"}
        and not _has_rows(item)
    )


def _has_rows(value: Mapping[Any, Any]) -> bool:
    return any(isinstance(spec, Mapping) for spec in value.values())


def _joined(rows: list[object]) -> list[object]:
    """Give each row without a path the item that follows the row as its path."""
    joined: list[object] = []
    waiting: dict[str, object] | None = None
    for number, row in enumerate(rows, 1):
        if waiting is not None:
            if isinstance(row, Mapping):
                raise _no_path(waiting, number - 1)
            joined.append({**waiting, "path": row})
            waiting = None
        elif isinstance(row, Mapping) and not _folded(row).get("path"):
            waiting = dict(row)
        else:
            joined.append(row)
    if waiting is not None:
        raise _no_path(waiting, len(rows))
    return joined


def _no_path(row: Mapping[str, object], number: int) -> InvalidLayer:
    label = _label(_folded(row), number)
    return InvalidLayer(
        label,
        say("it names no file"),
        say(
            "Choose the file to read: in the dialog in the column Source, in a command "
            'by the key "path" of the row.'
        ),
    )


def _folded(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {_fold(key): spec for key, spec in row.items()}


def _fold(key: object) -> str:
    return str(key).strip().casefold()


def _refuse_twice(row: Mapping[Any, Any], label: str) -> None:
    """Refuse `path` and `PATH` in a row, of which only the second would count."""
    for key, times in Counter(map(_fold, row)).items():
        if times > 1:
            raise InvalidLayer(
                label, say("the {key} is given twice", key=key), say("Give it once.")
            )


def _label(row: Mapping[str, object], number: int) -> str:
    name = row.get("name")
    return (
        say("row {number}", number=number)
        if name in BLANK
        else say("layer {name!r}", name=str(name))
    )
