# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the `EXO` parameter: six forms, one tuple of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import InvalidLayer
from ..message import say
from ..resampling import kernels as resampling
from .band_choice import Bands, Several, band_text, may_be_several, parse_bands
from .burning import touch_of
from .cell_values import crs_of, nodata_of, number_of, rule_of, word_of
from .class_choice import Fractions, parse_fractions
from .exo_layer import ExoLayer
from .layer_table_forms import BLANK, KEYS, labelled_rows
from .located import located
from .name_pattern import named, with_layer
from .nodata_rule import NodataRule
from .request import refuse_duplicates
from .row_keys import ROW_KEYS, USE_WORDS
from .tile_paths import listed_in
from .time_choice import Moment, Within, parse_time, parse_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .located import Lookup, MapLayer

#: The keys that a mapping of layers leaves out where nothing is said of them.
_OPTIONAL: Final = tuple(
    key.name
    for key in ROW_KEYS
    if key.name not in {"name", "path", "band", "resampler", "use"}
)


#: Values that have a text which is read again.
_TEXTS: Final = (NodataRule, Fractions, Moment, Within)


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
            "path": _path_of(layer.path),
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


def _path_of(text: str) -> object:
    listed = listed_in(text)
    return text if listed is None else [*listed]


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
        found = located(values["path"], label, lookup or (lambda _: None))
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
        overlap=word_of(values.get("overlap")),
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
