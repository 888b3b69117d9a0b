# SPDX-License-Identifier: GPL-3.0-or-later
"""The short name of a product and its instant, for the names of its results."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .product import Product

#: The attribute `acquisition_date`, as EOReader writes it.
_INSTANT: Final = "%Y%m%dT%H%M%S"

#: Names that are longer lose their middle.
_MOST_LETTERS: Final = 40


def short_name(product: Product) -> str:
    """Return a product's place and day, `T32VLM 2025-10-17`, else its own name."""
    instant = acquired(product.attributes)
    where = product.facts.get("tile_name") or product.attributes.get("constellation_id")
    if where and instant is not None:
        return f"{where} {instant:%Y-%m-%d}"
    name = product.name
    if len(name) <= _MOST_LETTERS:
        return name
    half = _MOST_LETTERS // 2
    return f"{name[:half]}…{name[-half:]}"


def acquired(attributes: Mapping[str, object]) -> datetime | None:
    """Return the instant of a product's acquisition, in UTC; None where unknown."""
    text = str(attributes.get("acquisition_date", ""))
    try:
        return datetime.strptime(text, _INSTANT).replace(tzinfo=timezone.utc)
    except ValueError:
        return None
