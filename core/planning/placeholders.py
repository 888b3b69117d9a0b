# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts what a product says into the paths of rows: its tile, date, constellation."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final

from ..errors import InvalidLayer
from ..message import say
from ..request.tile_paths import list_text, listed_in, placeholders_in

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from ..products.product import Product
    from ..request.exo_layer import ExoLayer
    from ..request.request import Request

#: How a date is written where a placeholder does not say.
_PLAIN_DATE: Final = "%Y%m%d"

#: How `acquisition_date` is written.
_ACQUIRED: Final = "%Y%m%dT%H%M%S"

_KNOWN: Final = "{tile}, {date:%Y_%m}, {constellation}"


def acquired_at(product: Product) -> datetime | None:
    """Return when a product was acquired, in UTC; None where it does not say."""
    told = str(product.facts.get("acquisition_datetime", ""))
    try:
        when: datetime | None = datetime.fromisoformat(told.replace("Z", "+00:00"))
    except ValueError:
        when = _acquired(str(product.attributes.get("acquisition_date", "")))
    if when is None:
        return None
    return when if when.tzinfo else when.replace(tzinfo=timezone.utc)


def _acquired(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _ACQUIRED).replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def with_product_in_paths(request: Request, product: Product) -> Request:
    """Return a request whose rows' paths have no placeholder left.

    Args:
        request: What is asked for.
        product: Its product.

    Raises:
        InvalidLayer: A placeholder is unknown, or the product does not say it.
    """
    rows = tuple(_filled(row, product) for row in request.layers)
    return request if rows == request.layers else replace(request, layers=rows)


def _filled(row: ExoLayer, product: Product) -> ExoLayer:
    listed = listed_in(row.path)
    if listed is None:
        return replace(row, path=_filled_path(row.path, row.label, product))
    filled = [_filled_path(one, row.label, product) for one in listed]
    # A list stays one, whatever its text looks like.
    text = list_text(filled) if filled[1:] else json.dumps(filled)
    return replace(row, path=text)


def _filled_path(path: str, label: str, product: Product) -> str:
    filled = path
    for one in placeholders_in(path):
        filled = filled.replace(one[0], _value(one, label, product))
    return filled


def _value(found: re.Match[str], label: str, product: Product) -> str:
    word, form = found["word"], found["form"]
    when = acquired_at(product)
    if word == "date" and when is not None:
        return when.strftime(form or _PLAIN_DATE)
    values: Mapping[str, object] = {
        "tile": product.facts.get("tile_name"),
        "constellation": product.attributes.get("constellation"),
        "date": None,
    }
    if word not in values or (form and word != "date"):
        raise InvalidLayer(
            label,
            say(
                "its path has the placeholder {word!r}, which is unknown",
                word=found[0],
            ),
            say("Known are {known}, of the product.", known=_KNOWN),
        )
    value = values[word]
    if value is None:
        raise InvalidLayer(
            label,
            say(
                "its path has {word!r}, and the product does not say its {what}",
                word=found[0],
                what=word,
            ),
            say("Write it out in the path."),
        )
    return str(value)
