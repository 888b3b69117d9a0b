# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the `EXO` parameter: six forms, one tuple of layers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from . import paths, resampling
from .aoi import parse_crs
from .errors import InvalidLayer, InvalidRequest, MalformedExo
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

_FORMS: Final = (
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
    rows = _rows(value)
    layers = tuple(
        _layer(row, number, lookup or (lambda _: None))
        for number, row in enumerate(_joined(rows), 1)
    )
    refuse_duplicates((layer.name, f"row {n}") for n, layer in enumerate(layers, 1))
    return layers


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
        return [row for item in value for row in _item_rows(item)]
    return [value]


def _item_rows(item: object) -> list[object]:
    """Split an item of a list: text may be JSON, a mapping may be a whole table."""
    if isinstance(item, str) or (isinstance(item, Mapping) and not _is_row(item)):
        return _rows(item)
    return [item]


def _text_rows(text: str) -> list[object]:
    if text.startswith(("{", "[")):
        try:
            return _rows(json.loads(text))
        except json.JSONDecodeError as error:
            raise MalformedExo(
                f"the JSON text is broken at line {error.lineno}, column "
                f"{error.colno} ({error.msg})",
                "Mend it there.",
            ) from error
    return [_text_row(line.strip()) for line in text.splitlines() if line.strip()]


def _text_row(text: str) -> object:
    path, *parts = text.split("|")
    row: dict[str, object] = {"path": path.strip()} if path.strip() else {}
    for part in parts:
        key, equals, word = part.partition("=")
        if not equals:
            raise MalformedExo(f"{part!r} in {text!r} is not key=value", _FORMS)
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
                f"layer {name!r} has {spec!r} where a row belongs", _FORMS
            )
    return rows


def _is_row(value: Mapping[Any, Any]) -> bool:
    """Tell a row from a table of rows: its values are not rows themselves."""
    keys = {str(key).casefold() for key in value}
    return bool(keys & {"path", "name"}) and not any(
        isinstance(spec, Mapping) for spec in value.values()
    )


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
    label = f"layer {row['name']!r}" if "name" in row else f"row {number}"
    return InvalidLayer(label, 'there is no "path"', "Give the file to read.")


def _folded(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).strip().casefold(): spec for key, spec in row.items()}


def _layer(row: object, number: int, lookup: Lookup) -> ExoLayer:
    spec = _folded(row) if isinstance(row, Mapping) else {"path": row}
    label = f"layer {spec['name']!r}" if spec.get("name") else f"row {number}"
    unknown = [key for key in spec if key not in _KEYS]
    if unknown:
        raise InvalidLayer(
            label, f"the key {unknown[0]!r} is unknown", f"Keys are {', '.join(_KEYS)}."
        )
    values = {_KEYS[key]: word for key, word in spec.items() if word not in (None, "")}
    found = _located(values["path"], label, lookup)
    return ExoLayer(
        name=str(values.get("name") or found.name),
        path=found.path,
        band=_band(values.get("band", 1), label),
        resampler=resampling.parse(values.get("resampler", resampling.DEFAULT), label),
        nodata=_number(values, "nodata", label),
        crs=_crs(values.get("crs"), label),
        scale=_number(values, "scale", label),
        offset=_number(values, "offset", label),
    )


def _located(path: object, label: str, lookup: Lookup) -> MapLayer:
    if isinstance(path, str | os.PathLike):
        text = os.fspath(path)
        # A file named like a layer is the file; a name is not looked for on disk
        # twice.
        if paths.exists(text):
            return MapLayer(name=paths.stem(text), path=text)
        return lookup(text) or MapLayer(name=paths.stem(text), path=text)
    layer = lookup(path)
    if layer is None:
        raise InvalidLayer(label, f"{path!r} is no file or raster layer", _FORMS)
    return layer


def _band(value: object, label: str) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InvalidLayer(label, f"band {value!r} cannot be", "Bands count from 1.")
    if isinstance(value, str):
        return int(value) if value.strip().lstrip("-").isdecimal() else value
    if value != int(value):
        raise InvalidLayer(label, f"band {value!r} cannot be", "Bands count from 1.")
    return int(value)


def _number(values: Mapping[str, Any], key: str, label: str) -> float | None:
    value = values.get(key)
    if value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise InvalidLayer(
            label, f"{key} {value!r} is not a number", "Give a number or leave it out."
        ) from error


def _crs(value: object, label: str) -> str | None:
    if value is None:
        return None
    try:
        parse_crs(str(value), "crs")
    except InvalidRequest as error:
        raise InvalidLayer(
            label, f"crs {value!r} is unknown", 'Give it like "EPSG:4326".'
        ) from error
    return str(value)
