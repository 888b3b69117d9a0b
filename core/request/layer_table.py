# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the `EXO` parameter: six forms, one tuple of layers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..errors import InvalidLayer, InvalidRequest
from ..geometry.crs import parse_crs
from ..io import paths
from ..message import say
from ..resampling import kernels as resampling
from .band_choice import Bands, Several, band_text, may_be_several, parse_bands
from .class_choice import Fractions, parse_fractions
from .exo_layer import ExoLayer
from .layer_table_forms import BLANK, FORMS, KEYS, labelled_rows
from .name_pattern import named, with_layer
from .nodata_rule import NodataRule, NoNodata, parse_nodata
from .request import refuse_duplicates
from .row_keys import ROW_KEYS, USE_WORDS

#: The keys that a mapping of layers leaves out where nothing is said of them.
_OPTIONAL: Final = tuple(
    key.name
    for key in ROW_KEYS
    if key.name not in {"name", "path", "band", "resampler", "use"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """A layer of the user's project, as far as the core needs it."""

    name: str
    path: str
    crs: str | None = None
    """The CRS set by the user, where the file has another or none."""
    nodata: Mapping[str, str] = field(default_factory=dict)
    """The nodata values set by the user, as a row's key has them, by the number and by
    the name of each band."""


#: Turns a layer object, id or name into a map layer; None where there is no such layer.
Lookup = Callable[[object], MapLayer | None]


def parse_exo(value: object, lookup: Lookup | None = None) -> tuple[ExoLayer, ...]:
    """Turn any form of the exogenous table into layers.

    A row with `use` false gives no layer, whatever else is wrong with the row.

    Args:
        value: None or empty for no layers; the dictionary of rows by name; a
            list of rows; JSON text of either; text rows
            `path|name=…|band=…|resampler=…`, one a line; bare layers or paths;
            or a list in which a row without a path is followed by its path, as
            the modeler sends it.
        lookup: Finds map layers by object, id or name.

    Raises:
        MalformedExo: The value is in none of these forms.
        InvalidLayer: A row holds a value that cannot be used.
        UnknownResampler: A row asks for a resampler that does not exist.
        DuplicateName: Two rows have one name.
    """
    rows = _located_rows(value, lookup)
    layers = tuple(_layer(*row) for row in rows if row[1].get("use", True))
    refuse_duplicates(
        (layer.name, say("row {number}", number=n)) for n, layer in enumerate(layers, 1)
    )
    return layers


def read_rows(
    value: object, lookup: Lookup | None = None
) -> tuple[dict[str, Any], ...]:
    """Turn any form of the exogenous table into rows with unchecked values.

    The table on the screen shows wrong values too, so that they can be mended.

    Args:
        value: As for `parse_exo`.
        lookup: Finds map layers by object, id or name.

    Returns:
        Rows with `name`, `path`, and those of the other keys that are given, as they
        are given; `use` as a bool.

    Raises:
        MalformedExo: The value is in none of the forms.
        InvalidLayer: A row has no path, keys that mean nothing, or a `use` that is
            neither true nor false.
        DuplicateName: JSON text has a key twice.
    """
    return tuple(values for _, values, _ in _located_rows(value, lookup))


def to_mapping(layers: Sequence[ExoLayer]) -> dict[str, dict[str, Any]]:
    """Return layers as the dictionary that `parse_exo` reads, fit for JSON."""
    return {
        _pattern(layer): {
            "path": layer.path,
            "band": _band_of(layer),
            "resampler": layer.resampler_name,
            **{
                key: _json(getattr(layer, key))
                for key in _OPTIONAL
                if getattr(layer, key) is not None
            },
        }
        for layer in layers
    }


def _pattern(layer: ExoLayer) -> str:
    """Return the name that makes the layer's name again."""
    if layer.several is None:
        return layer.name
    return with_layer(layer.several.pattern, layer.several.layer)


def _band_of(layer: ExoLayer) -> object:
    bands = layer.several.bands if layer.several else layer.band
    return [*bands] if isinstance(bands, tuple) else bands


def _json(value: object) -> object:
    return str(value) if isinstance(value, NodataRule | Fractions) else value


def _located_rows(
    value: object, lookup: Lookup | None
) -> Iterator[tuple[str, dict[str, Any], MapLayer]]:
    """Yield each row's label, its values, and its file or map layer.

    The values are those that are filled in, and always name and path.
    """
    for label, spec in labelled_rows(value):
        values = _values(spec, label)
        found = _located(values["path"], label, lookup or (lambda _: None))
        name = str(values.get("name", found.name)).strip()
        if found.crs is not None:
            values.setdefault("crs", found.crs)
        nodata = found.nodata.get(str(values.get("band", 1)).strip())
        if nodata is not None:
            values.setdefault("nodata", nodata)
        if "use" in values:
            values["use"] = _use(values["use"], label)
        yield label, {**values, "name": name, "path": found.path}, found


def _use(value: object, label: str) -> bool:
    use = USE_WORDS.get(str(value).strip().casefold())
    if use is None:
        raise InvalidLayer(
            label,
            say("use {value!r} is neither true nor false", value=value),
            say("Say false to leave the row out, or leave the key out."),
        )
    return use


def _layer(label: str, values: Mapping[str, Any], source: MapLayer) -> ExoLayer:
    band = parse_bands(values.get("band", 1), label)
    text = band_text(band)
    several = _several(values, source, label, band) if may_be_several(band) else None
    return ExoLayer(
        name=named(values["name"], source.name, text),
        path=values["path"],
        band=text,
        several=several,
        resampler=resampling.parse_or_auto(
            values.get("resampler", resampling.AUTO), label
        ),
        nodata=_nodata(values.get("nodata"), label),
        crs=_crs(values.get("crs"), label),
        scale=_number(values, "scale", label),
        offset=_number(values, "offset", label),
        mask=_word(values.get("mask")),
        domain=_word(values.get("domain")),
        fractions=parse_fractions(values.get("fractions"), label),
    )


def _values(spec: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Return a row's filled-in values, by the keys that its words stand for."""
    values: dict[str, Any] = {}
    for word, value in spec.items():
        key = KEYS.get(word)
        if key is None:
            known = say("Keys are {known}.", known=", ".join(KEYS))
            raise InvalidLayer(
                label, say("the key {word!r} is unknown", word=word), known
            )
        if value in BLANK:
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
        # Where a file and a layer have one name, the file is meant. A layer's name may
        # look like a name that only GDAL can look up ("Sentinel: VV").
        is_file = not paths.is_gdal_name(text) and paths.exists(text)
        return file if is_file else lookup(text) or file
    layer = lookup(path)
    if layer is None:
        raise InvalidLayer(
            label, say("{path!r} is no file or raster layer", path=path), FORMS
        )
    return layer


def _several(
    values: Mapping[str, Any], source: MapLayer, label: str, bands: Bands
) -> Several:
    has_own = values.get("nodata") is not None
    found = () if has_own else source.nodata.items()
    return Several(
        bands=bands,
        pattern=values["name"],
        layer=source.name,
        nodata=tuple((band, _rule(text, label)) for band, text in found),
    )


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
            say(
                "Give a number like 0.1, or none: in the dialog by an empty cell, in a "
                "command without the key."
            ),
        ) from error


def _nodata(value: object, label: str) -> float | NodataRule | None:
    if value is None or isinstance(value, NodataRule):
        return value
    return _rule(value, label)


def _rule(value: object, label: str) -> float | NodataRule:
    try:
        return parse_nodata(value)
    except NoNodata as error:
        raise InvalidLayer(label, error.problem, error.remedy) from error


def _word(value: object) -> str | None:
    """Return a word that is one of a few, in lower case."""
    return None if value is None else str(value).strip().casefold()


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
