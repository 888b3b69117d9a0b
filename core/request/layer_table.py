# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the `EXO` parameter: six forms, one tuple of layers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from ..errors import InvalidLayer
from ..io import paths
from ..message import say
from ..resampling import kernels as resampling
from .band_choice import Bands, Several, band_text, may_be_several, parse_bands
from .burning import touch_of
from .cell_values import crs_of, nodata_of, number_of, rule_of, word_of
from .class_choice import Fractions, parse_fractions
from .exo_layer import ExoLayer
from .layer_table_forms import BLANK, FORMS, KEYS, labelled_rows
from .name_pattern import named, with_layer
from .nodata_rule import NodataRule
from .request import refuse_duplicates
from .row_keys import ROW_KEYS, USE_WORDS
from .time_choice import Moment, Within, parse_time, parse_within

if TYPE_CHECKING:
    from .time_chosen import LayerTime

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
    filter: str | None = None
    """Which of its features are meant, as a row's key has it."""
    times: tuple[LayerTime, ...] = ()
    """What the user has set of its times."""


#: Values that have a text which is read again.
_TEXTS: Final = (NodataRule, Fractions, Moment, Within)

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
            **({"band": _band_of(layer)} if layer.is_band_given else {}),
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
    return str(value) if isinstance(value, _TEXTS) else value


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
        if found.filter is not None:
            values.setdefault("filter", found.filter)
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
        is_band_given="band" in values,
        several=several,
        resampler=resampling.parse_or_auto(
            values.get("resampler", resampling.AUTO), label
        ),
        nodata=nodata_of(values.get("nodata"), label),
        crs=crs_of(values.get("crs"), label),
        scale=number_of(values, "scale", label),
        offset=number_of(values, "offset", label),
        mask=word_of(values.get("mask")),
        domain=word_of(values.get("domain")),
        burn=_text(values.get("burn")),
        filter=_text(values.get("filter")),
        touch=touch_of(_text(values.get("touch"))),
        fractions=parse_fractions(values.get("fractions"), label),
        time=parse_time(values.get("time"), label),
        when=word_of(values.get("when")),
        within=parse_within(values.get("within"), label),
        layer_times=source.times,
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
        if is_file:
            return replace(file, times=_times_of(text, lookup))
        return lookup(text) or file
    layer = lookup(path)
    if layer is None:
        raise InvalidLayer(
            label, say("{path!r} is no file or raster layer", path=path), FORMS
        )
    return layer


def _times_of(path: str, lookup: Lookup) -> tuple[LayerTime, ...]:
    """Return what is set of the times of a map layer that shows a file."""
    try:
        found = lookup(path)
    except InvalidLayer:  # a layer of another kind that lies in the same file
        return ()
    return found.times if found is not None and found.path == path else ()


def _several(
    values: Mapping[str, Any], source: MapLayer, label: str, bands: Bands
) -> Several:
    has_own = values.get("nodata") is not None
    found = () if has_own else source.nodata.items()
    return Several(
        bands=bands,
        pattern=values["name"],
        layer=source.name,
        nodata=tuple((band, rule_of(text, label)) for band, text in found),
    )


def _text(value: object) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None
