# SPDX-License-Identifier: GPL-3.0-or-later
"""Safe file names for layers of any name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
#: Windows takes these names for devices, whatever follows the first dot.
_DEVICES: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)

#: File names may have 255 bytes; a number and `.tif` are still added.
_MOST_BYTES: Final = 200


def safe_file_names(names: Iterable[str]) -> tuple[str, ...]:
    """Turn layer names into file names that every system takes, all different.

    Letters of any language stay; characters that some system forbids become `_`.
    """
    taken: set[str] = set()
    safe = []
    for name in names:
        stem = _safe(name)
        number, unique = 1, stem
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}_{number}"
        taken.add(unique.casefold())
        safe.append(unique)
    return tuple(safe)


def _safe(name: str) -> str:
    # Unicode writes some letters in two ways, which some systems take for one name.
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    short = plain.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" .")
    return _DEVICES.sub(r"\1_", short) or "_"
