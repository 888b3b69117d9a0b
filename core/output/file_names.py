# SPDX-License-Identifier: GPL-3.0-or-later
"""What a layer's file is called, whatever the layer is called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
#: Windows takes these for devices, whatever follows the first dot.
_DEVICES: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)

#: Names of files end at 255 bytes; a number and `.tif` still go behind.
_MOST_BYTES: Final = 200


def safe_file_names(names: Iterable[str]) -> tuple[str, ...]:
    """Turn layer names into file names that every system takes, all different.

    Letters of any language stay; what some system forbids becomes `_`.
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
    # One letter may be written in two ways, which some systems take for the same.
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    short = plain.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" .")
    return _DEVICES.sub(r"\1_", short) or "_"
