# SPDX-License-Identifier: GPL-3.0-or-later
"""What a layer's file is called, whatever the layer is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def safe_file_names(names: Iterable[str]) -> tuple[str, ...]:
    """Turn layer names into file names that every system takes, all different.

    Letters of any language stay; what some system forbids becomes `_`.
    """
    taken: set[str] = set()
    safe = []
    for name in names:
        stem = _UNSAFE.sub("_", name).strip(" .")[:120] or "_"
        stem = f"{stem}_" if _DEVICES.match(stem) else stem
        number, unique = 1, stem
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}_{number}"
        taken.add(unique.casefold())
        safe.append(unique)
    return tuple(safe)
