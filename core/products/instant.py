# SPDX-License-Identifier: GPL-3.0-or-later
"""The instant of a product, at which its exogenous layers are wanted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from ..request.time_choice import INSTANTS, moment_of
from .short_name import acquired

if TYPE_CHECKING:
    from ..request.time_choice import Moment
    from .product import Product

#: Which of a Sentinel-2 product's instants stand in for another, best first.
_INSTEAD: Final = {
    "tile": ("tile", "granule", "datatake"),
    "granule": ("granule", "tile", "datatake"),
    "datatake": ("datatake", "tile", "granule"),
}


def instant_of(product: Product, asked: str = INSTANTS[0]) -> Moment | None:
    """Return when a product was acquired; None where it does not say.

    Args:
        product: Any product.
        asked: Of a Sentinel-2 product: `tile` for the sensing time of the tile,
            `granule` for that in the granule's name, `datatake` for the beginning of
            the datatake, minutes before. What is missing is stood in for by the next.
    """
    for key in _INSTEAD[asked]:
        if key in product.instants:
            return moment_of(product.instants[key])
    text = str(product.facts.get("acquisition_datetime", ""))
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        found = acquired(product.attributes)
        return None if found is None else moment_of(found)
    return moment_of(told)
