# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the `EXO` parameter: six forms, one tuple of layers."""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from . import paths, resampling
from .aoi import parse_crs
from .errors import DuplicateName, InvalidLayer, InvalidRequest, MalformedExo
from .message import say
from .request import ExoLayer, refuse_duplicates

#: Words for a row's keys, by the key they stand for.
_KEYS: Final = {
    "name": "name",
    "path": "path",
    "band": "band",
    "bandnumber": "band",
    "resampler": "resampler",
    "resampling": "resampler",
    "nodata": "nodata",
    "crs": "crs",
    "scale": "scale",
    "offset": "offset",
}

#: What an empty cell of a table may hold.
_BLANK: Final = (None, "")

#: A band's number as text, and as tables write it.
_WHOLE: Final = re.compile(r"^[+-]?[0-9]+(\.0*)?$")

_FORMS: Final = say(
    'Give {"name": {"path": …, "band": 1, "resampler": "bilinear"}}, a list of rows, '
    "JSON text of either, rows like path|name=VV|band=1, or plain paths."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """A layer of the user's project, as far as the core needs it."""

    name: str
    path: str


#: Turns a layer object, id or name into a map layer; None where it is none.
Lookup = Callable[[object], MapLayer | None]


def parse_exo(value: object, lookup: Lookup | None = None) -> tuple[ExoLayer, ...]:
    """Turn any form of the exogenous table into layers.

    Args:
        value: None or empty for no layers; the dictionary of rows by name; a
            list of rows; JSON text of either; text rows
            `path|name=…|band=…|resampler=…`, one a line; bare layers or paths;
            or a list in which a row without a path is followed by its path, as
            the modeler sends it.
        lookup: Finds map layers by object, id or name.

    Raises:
        MalformedExo: It is in none of these forms.
        InvalidLayer: A row holds a value that cannot be used.
        UnknownResampler: A row asks for a resampler that does not exist.
        DuplicateName: Two rows have one name.
    """
    layers = tuple(_layer(*row) for row in _located_rows(value, lookup))
    refuse_duplicates(
        (layer.name, say("row {number}", number=n)) for n, layer in enumerate(layers, 1)
    )
    return layers


def read_rows(
    value: object, lookup: Lookup | None = None
) -> tuple[dict[str, Any], ...]:
    """Turn any form of the exogenous table into rows that are not checked yet.

    A table on a screen shows wrong values too, so that they can be mended.

    Args:
        value: As for `parse_exo`.
        lookup: Finds map layers by object, id or name.

    Returns:
        For each row `name`, `path`, and of `band`, `resampler`, `nodata`, `crs`,
        `scale` and `offset` what is given, as it is given.

    Raises:
        MalformedExo: It is in none of the forms.
        InvalidLayer: A row has no path, or keys that mean nothing.
        DuplicateName: JSON text has a key twice.
    """
    return tuple(values for _, values in _located_rows(value, lookup))


def to_mapping(layers: Sequence[ExoLayer]) -> dict[str, dict[str, Any]]:
    """Return layers as the dictionary that `parse_exo` reads, fit for JSON."""
    optional = ("nodata", "crs", "scale", "offset")
    return {
        layer.name: {
            "path": layer.path,
            "band": layer.band,
            "resampler": layer.resampler.name,
            **{
                key: getattr(layer, key)
                for key in optional
                if getattr(layer, key) is not None
            },
        }
        for layer in layers
    }


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
            for item in value
            for row in ([item] if _lacks_its_path(item) else _rows(item))
        ]
    return [value]


def _text_rows(text: str) -> list[object]:
    if text.startswith(("{", "[")) and not paths.exists(text):
        return _rows(_from_json(text))
    return [_text_row(line.strip()) for line in text.splitlines() if line.strip()]


def _from_json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
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


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build a JSON object, whose later keys would silently replace earlier ones."""
    for name, count in Counter(key for key, _ in pairs).items():
        if count > 1:
            raise DuplicateName(
                name, (say("JSON key {name!r}", name=name) for _ in range(count))
            )
    return dict(pairs)


def _text_row(text: str) -> object:
    path, *parts = text.split("|")
    row: dict[str, object] = {"path": path.strip()} if path.strip() else {}
    for part in parts:
        key, equals, word = part.partition("=")
        if not equals:
            raise MalformedExo(
                say("{part!r} in {text!r} is not key=value", part=part, text=text),
                _FORMS,
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
        elif isinstance(spec, str | os.PathLike):
            rows.append({"name": str(name), "path": spec})
        else:
            raise MalformedExo(
                say(
                    "layer {name!r} has {spec!r} where a row belongs",
                    name=name,
                    spec=spec,
                ),
                _FORMS,
            )
    return rows


def _is_row(value: Mapping[Any, Any]) -> bool:
    """Tell a row from a table of rows: its values are not rows themselves."""
    return bool(_folded(value).keys() & {"path", "name"}) and not _has_rows(value)


def _lacks_its_path(item: object) -> bool:
    """Tell a row of a list that only says how to read the path that follows."""
    return (
        isinstance(item, Mapping)
        and bool(item)
        and _folded(item).keys() <= _KEYS.keys() - {"path"}
        and not _has_rows(item)
    )


def _has_rows(value: Mapping[Any, Any]) -> bool:
    return any(isinstance(spec, Mapping) for spec in value.values())


def _joined(rows: list[object]) -> list[object]:
    """Give each row without a path the item that follows it."""
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
    return InvalidLayer(label, say('there is no "path"'), say("Give the file to read."))


def _folded(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).strip().casefold(): spec for key, spec in row.items()}


def _label(row: Mapping[str, object], number: int) -> str:
    name = row.get("name")
    return (
        say("row {number}", number=number)
        if name in _BLANK
        else say("layer {name!r}", name=str(name))
    )


def _located_rows(
    value: object, lookup: Lookup | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row's label and what is filled in, its name and path always."""
    for number, row in enumerate(_joined(_rows(value)), 1):
        spec = _folded(row) if isinstance(row, Mapping) else {"path": row}
        label = _label(spec, number)
        values = _values(spec, label)
        found = _located(values["path"], label, lookup or (lambda _: None))
        name = str(values.get("name", found.name)).strip()
        yield label, {**values, "name": name, "path": found.path}


def _layer(label: str, values: Mapping[str, Any]) -> ExoLayer:
    return ExoLayer(
        name=values["name"],
        path=values["path"],
        band=_band(values.get("band", 1), label),
        resampler=resampling.parse(values.get("resampler", resampling.DEFAULT), label),
        nodata=_number(values, "nodata", label),
        crs=_crs(values.get("crs"), label),
        scale=_number(values, "scale", label),
        offset=_number(values, "offset", label),
    )


def _values(spec: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Return what is filled in, by the keys that other words stand for."""
    values: dict[str, Any] = {}
    for word, value in spec.items():
        key = _KEYS.get(word)
        if key is None:
            known = say("Keys are {known}.", known=", ".join(_KEYS))
            raise InvalidLayer(
                label, say("the key {word!r} is unknown", word=word), known
            )
        if value in _BLANK:
            continue
        if key in values:
            raise InvalidLayer(
                label, say("the {key} is given twice", key=key), say("Give it once.")
            )
        values[key] = value
    return values


def _located(path: object, label: str, lookup: Lookup) -> MapLayer:
    if isinstance(path, str | os.PathLike):
        text = os.fspath(path)
        file = MapLayer(name=paths.stem(text), path=text)
        # A file named like a layer is the file. A layer may be named like what
        # only GDAL understands ("Sentinel: VV"), which cannot be looked for.
        is_file = not paths.is_gdal_name(text) and paths.exists(text)
        return file if is_file else lookup(text) or file
    layer = lookup(path)
    if layer is None:
        raise InvalidLayer(
            label, say("{path!r} is no file or raster layer", path=path), _FORMS
        )
    return layer


def _band(value: object, label: str) -> int | str:
    if isinstance(value, str) and not _WHOLE.match(value.strip()):
        return value
    try:
        number = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.nan
    if not number.is_integer():
        raise InvalidLayer(
            label,
            say("band {value!r} cannot be", value=value),
            say("Bands count from 1."),
        )
    return int(number)


def _number(values: Mapping[str, Any], key: str, label: str) -> float | None:
    value = values.get(key)
    if value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise InvalidLayer(
            label,
            say("{key} {value!r} is not a number", key=key, value=value),
            say("Give a number or leave it out."),
        ) from error


def _crs(value: object, label: str) -> str | None:
    if value is None:
        return None
    try:
        parse_crs(str(value), "crs")
    except InvalidRequest as error:
        raise InvalidLayer(
            label,
            say("crs {value!r} is unknown", value=value),
            say('Give it like "EPSG:4326".'),
        ) from error
    return str(value)
