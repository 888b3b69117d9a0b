# SPDX-License-Identifier: GPL-3.0-or-later
"""The paths of a product as users write them: one path, or a list of rasters."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence

from ..errors import InvalidRequest
from ..io.paths import exists, without_end
from ..message import say
from .plain_values import path_text

#: One path, several paths, or a text of several paths.
ProductPath = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


def product_paths(value: ProductPath) -> tuple[str, ...]:
    """Turn a user's product into paths.

    Args:
        value: A path; several paths; or a text of several paths, as a JSON list or
            one a line.

    Returns:
        At least one path, none of them empty.

    Raises:
        InvalidRequest: The value is none of these, or has an empty path.
    """
    items: object = _listed(value) if isinstance(value, str) else value
    if isinstance(items, os.PathLike):
        items = [items]
    remedy = say("Give a path, or a list of paths.")
    if not isinstance(items, Iterable) or isinstance(items, bytes):
        raise InvalidRequest("PRODUCT", value, remedy)
    paths = tuple(
        without_end(path_text(item, "PRODUCT", remedy).strip()) for item in items
    )
    if not all(paths) or not paths:
        raise InvalidRequest("PRODUCT", value, say("Choose a product."))
    return paths


def _listed(text: str) -> Sequence[str]:
    """Split a text into its paths."""
    if text.lstrip().startswith("[") and not exists(text):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            remedy = say('Give a path, or a JSON list like ["B2.tif", "B3.tif"].')
            raise InvalidRequest("PRODUCT", text, remedy) from error
        return found if isinstance(found, list) else [text]
    return [line for line in text.splitlines() if line.strip()]
