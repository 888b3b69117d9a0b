# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the parameters of the algorithms into the arguments of the calls in Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ..core.errors import InvalidRequest
from ..core.message import say
from ..core.request.request import OutputOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

#: By their names in the algorithms: the argument, and how a text becomes its value.
_SHARED: Final = {
    "PIXEL_SIZE": ("pixel_size", "number"),
    "AOI": ("window", "text"),
    "MASK_AOI": ("mask", "switch"),
    "STRICT": ("strict", "switch"),
    "OVERVIEWS": ("overviews", "switch"),
    "INSTANT": ("instant", "text"),
}
_OF_BANDS: Final = {
    "BANDS": ("bands", "list"),
    "NEGATIVES": ("keep_negatives", "switch"),
    "CLEANING": ("cleaning", "text"),
}
_OF_LAYERS: Final = {"EXO": ("exo", "text")}
_WRITTEN: Final = {"COVERAGE": ("coverage", "switch")}

#: How files are written, as fields of `OutputOptions`.
OPTIONS: Final = {
    "DTYPE": ("dtype", "text"),
    "NODATA": ("nodata", "number"),
    "FORMAT": ("format", "text"),
    "CREATION_OPTIONS": ("creation", "options"),
    "THREADS": ("threads", "whole"),
    "MEMORY": ("memory_bytes", "megabytes"),
    "PATIENCE": ("patience_s", "number"),
    "ON_ERROR": ("on_error", "text"),
}

_PRODUCT: Final = {"PRODUCT": ("product", "product")}

#: The parameters of each call.
CALLS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "stack": {
        **_PRODUCT,
        **_OF_BANDS,
        **_OF_LAYERS,
        **_SHARED,
        **_WRITTEN,
        "VALIDITY": ("validity", "switch"),
        "BAND_RESAMPLER": ("band_resampler", "text"),
        "OUTPUT": ("path", "text"),
    },
    "collocate": {
        **_PRODUCT,
        **_OF_LAYERS,
        **_SHARED,
        **_WRITTEN,
        "OUTPUT_FOLDER": ("folder", "text"),
    },
    "describe": _PRODUCT,
    "load-info": {**_PRODUCT, **_OF_BANDS, **_OF_LAYERS, **_SHARED},
}

#: Parameters without which a call has nothing to do.
REQUIRED: Final = frozenset({"PRODUCT", "OUTPUT", "OUTPUT_FOLDER"})

_YES: Final = frozenset({"true", "yes", "1", "on"})
_NO: Final = frozenset({"false", "no", "0", "off"})


def arguments_of(call: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call.

    Args:
        call: Its name.
        given: Values by the parameters' names: texts, or what JSON has for them.

    Raises:
        ExogenousError: A parameter is unknown or missing, or a value is none for it.
    """
    known = CALLS[call]
    is_written = call in ("stack", "collocate")
    allowed = {**known, **OPTIONS} if is_written else known
    for name in given:
        if name not in allowed:
            remedy = say("{call} takes {known}.", call=call, known=", ".join(allowed))
            raise InvalidRequest(name, given[name], remedy)
    for name in sorted(REQUIRED & known.keys()):
        if given.get(name) in (None, ""):
            raise InvalidRequest(name, None, say("It is needed."))
    found = _read(known, given)
    if is_written:
        found["options"] = OutputOptions(**_read(OPTIONS, given))
    return found


def _read(
    known: Mapping[str, tuple[str, str]], given: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        argument: _value(name, kind, given[name])
        for name, (argument, kind) in known.items()
        if given.get(name) not in (None, "", "auto")
    }


def _value(name: str, kind: str, value: Any) -> Any:
    if kind == "switch":
        return _switch(name, value)
    if kind == "list" and isinstance(value, str):
        return _listed(value)
    if kind == "product" and isinstance(value, str) and value.lstrip().startswith("["):
        return _listed(value)
    if kind in ("number", "whole", "megabytes"):
        return _number(name, kind, value)
    if kind == "options" and isinstance(value, str):
        pairs = [one.partition("=") for one in value.split("|") if one]
        return {key: word for key, _, word in pairs}
    return value


def _switch(name: str, value: Any) -> bool:
    word = str(value).strip().casefold()
    if word not in _YES | _NO:
        raise InvalidRequest(name, value, say("Give yes or no."))
    return word in _YES


def _number(name: str, kind: str, value: Any) -> float | int:
    try:
        found = float(value)
        if kind == "whole":
            return int(str(value))
    except (TypeError, ValueError) as error:
        raise InvalidRequest(name, value, say("Give a number.")) from error
    return int(found * 2**20) if kind == "megabytes" else found


def _listed(text: str) -> list[Any]:
    """Return a JSON list, or names with commas between them."""
    if text.lstrip().startswith("["):
        try:
            found = json.loads(text)
        except ValueError as error:
            raise InvalidRequest(
                "BANDS", text, say('Give names, like ["RED", "B04"].')
            ) from error
        return list(found)
    return [name.strip() for name in text.split(",") if name.strip()]
