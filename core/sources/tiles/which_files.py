# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files a row's path means, where it means several."""

from __future__ import annotations

import os

from ...errors import SourceMissing
from ...io.near_names import what_is_there
from ...io.paths import exists, is_gdal_name
from ...request.tile_paths import is_pattern, listed_in
from .folders import is_one_source, matching, rasters_of_folder
from .index_file import may_be_index, tiles_of_index


def tiles_of(text: str, label: str) -> tuple[str, ...] | None:
    """Return the tiles that a row's path stands for, in their order.

    Args:
        text: A path, pattern, folder or index of tiles, or the JSON list of some.
        label: The row, for messages.

    Returns:
        Each tile once; None where the path is one source: a file, a product.

    Raises:
        InvalidLayer: A pattern matches nothing, an index is empty.
        SourceMissing: A tile does not exist.
        SourceUnreadable: An index is damaged.
        ReachesOut: An index leads to the network.
    """
    listed = listed_in(text)
    if listed is None:
        found = _expanded(text, label)
        return None if found is None else tuple(dict.fromkeys(found))
    every: dict[str, None] = {}
    for one in listed:
        several = _expanded(one, label)
        if several is None and not exists(one):
            raise SourceMissing(label, one, what_is_there(one))
        every.update(dict.fromkeys([one] if several is None else several))
    return tuple(every)


def _expanded(path: str, label: str) -> list[str] | None:
    if is_pattern(path):
        return matching(path, label)
    if may_be_index(path):
        return tiles_of_index(path, label)
    if is_gdal_name(path) or not _is_folder(path) or is_one_source(path):
        return None
    return rasters_of_folder(path, label) or None


def _is_folder(path: str) -> bool:
    try:
        return os.path.isdir(path)  # noqa: PTH112  (any text)
    except ValueError:
        return False
