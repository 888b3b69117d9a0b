# SPDX-License-Identifier: GPL-3.0-or-later
"""When a product was seen: its tile, its granule, its datatake."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .identity import Identity

#: The end of a granule's folder, `L2A_T29UNU_A038067_20221005T115413`.
_OF_GRANULE: Final = re.compile(r"_(\d{8}T\d{6})(?:_|$)")


def instants_of(product: Identity) -> dict[str, datetime]:
    """Return the instants in UTC by what they are of, as far as they are known."""
    name = product.name
    found = {
        "tile": _iso(product.tile.sensing),
        "granule": _of_granule(product.files.granules),
        "datatake": _iso(product.datatake.sensing) or (name.sensing if name else None),
    }
    return {
        key: instant if instant.tzinfo else instant.replace(tzinfo=timezone.utc)
        for key, instant in found.items()
        if instant is not None
    }


def _iso(text: str | None) -> datetime | None:
    """Read a time; Python 3.10 knows neither the Z nor five digits of a second."""
    if text is None:
        return None
    plain = re.sub(r"(\.\d{1,6})\d*", lambda m: m[1].ljust(7, "0"), text.strip())
    try:
        return datetime.fromisoformat(plain.replace("Z", "+00:00"))
    except ValueError:
        return None


def _of_granule(granules: tuple[str, ...]) -> datetime | None:
    found = _OF_GRANULE.search(granules[0]) if granules else None
    try:
        return datetime.strptime(found[1], "%Y%m%dT%H%M%S") if found else None  # noqa: DTZ007 always UTC
    except ValueError:
        return None
