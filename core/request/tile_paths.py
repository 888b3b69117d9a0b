# SPDX-License-Identifier: GPL-3.0-or-later
"""The paths of a row whose layer is made of tiles: a list of them, or a pattern.

A row keeps one text. A list is the JSON text of it, so that it fits into a cell of the
table, a line of text and a tag of a file.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from ..io import paths

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Signs of patterns, as a shell has them; a name with brackets may be a file's.
_SIGNS: Final = re.compile(r"[*?]|\[[^\]]+\]")

#: `{tile}`, `{date}`, `{date:%Y_%m}`, `{constellation}`.
_PLACEHOLDER: Final = re.compile(r"\{(?P<word>[A-Za-z_]+)(?::(?P<form>[^{}]*))?\}")

_TRIMMED: Final = " _-.+"


def listed_in(text: str) -> tuple[str, ...] | None:
    """Return the paths of a JSON list; None where the text is no such list."""
    start = text.lstrip()
    if not start.startswith("[") or paths.exists(text):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_list = isinstance(found, list) and bool(found)
    return tuple(found) if is_list and all(isinstance(x, str) for x in found) else None


def list_end(text: str) -> int:
    """Return where the JSON list ends that a text begins with; 0 where none does."""
    if not text.startswith("["):
        return 0
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    return end


def list_text(items: Sequence[str]) -> str:
    """Return the text that stands for several paths; of one path, the path."""
    return items[0] if len(items) == 1 else json.dumps([*items], ensure_ascii=False)


def paths_in(text: str) -> tuple[str, ...]:
    """Return the paths that a row's text stands for, patterns as they are."""
    return listed_in(text) or (text,)


def is_pattern(path: str) -> bool:
    """Tell whether a path is a pattern of files' names, and no file's own name."""
    if paths.is_gdal_name(path) or "://" in path:
        return False
    return bool(_SIGNS.search(path)) and not paths.exists(path)


def placeholders_in(path: str) -> tuple[re.Match[str], ...]:
    """Return what stands in braces in a path that is no file's own name."""
    if paths.is_gdal_name(path) or not _PLACEHOLDER.search(path):
        return ()
    return () if paths.exists(path) else tuple(_PLACEHOLDER.finditer(path))


def default_name(text: str) -> str:
    """Return the name of a row that gives none: of its file, folder or pattern.

    Several files have the beginning that all their names share, else the name of their
    folder.
    """
    listed = listed_in(text)
    if listed is None:
        return _of_pattern(text) if is_pattern(text) else paths.stem(text)
    stems = [_of_pattern(one) if is_pattern(one) else paths.stem(one) for one in listed]
    shared = os.path.commonprefix(stems)  # noqa: RUF071  (letters are meant)
    shared = shared.rstrip(_TRIMMED + "0123456789")
    return shared or PurePath(listed[0]).parent.name or stems[0]


def _of_pattern(text: str) -> str:
    """Return the last name that a pattern has before any sign, or holds in full."""
    parts = [part for part in re.split(r"[/\\]", text) if part]
    for part in reversed(parts):
        plain = _PLACEHOLDER.sub("", part)
        kept = _SIGNS.split(plain)[0] if _SIGNS.search(plain) else paths.stem(plain)
        if kept.strip(_TRIMMED):
            return kept.strip(_TRIMMED)
    return "tiles"
