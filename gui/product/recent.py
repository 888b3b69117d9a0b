# SPDX-License-Identifier: GPL-3.0-or-later
"""The products used last, the latest first."""

from __future__ import annotations

from typing import Final

from qgis.core import QgsSettings

_KEY: Final = "exogenous/recent_products"
_MOST: Final = 12


def recent_products() -> list[str]:
    """Return the paths of the products used last."""
    found = QgsSettings().value(_KEY, [])
    texts = [found] if isinstance(found, str) else found or []
    return [str(text) for text in texts if text]


def remember_product(path: str) -> None:
    """Put a product first in the list, unless its address has secrets.

    The product has been read by then, and the core is loaded.
    """
    from ...core.secrets import without_secrets

    if without_secrets(path) != path:
        return
    others = (one for one in recent_products() if one != path)
    QgsSettings().setValue(_KEY, [path, *others][:_MOST])
