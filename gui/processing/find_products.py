# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds products below a folder by patterns of their names."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Folders of this ending are products as a whole.
_PRODUCT_FOLDER: Final = ".safe"


@dataclass(frozen=True, kw_only=True)
class ProductSearch:
    """A search, which runs in the background."""

    folder: str
    patterns: tuple[str, ...]
    """Patterns of names, as in a shell; upper and lower case are the same."""
    stopped: list[bool] = field(default_factory=list)
    """Not empty once nobody wants the result any more."""

    def run(self) -> tuple[str, ...]:
        """Return the paths of folders and files that match, in order."""
        return tuple(sorted(self._found())) if self.folder else ()

    def _found(self) -> Iterator[str]:
        for parent, folders, files in os.walk(self.folder):
            if self.stopped:
                return
            for name in (*folders, *files):
                if any(fnmatch(name.lower(), one.lower()) for one in self.patterns):
                    yield str(Path(parent) / name)
            folders[:] = [
                name for name in folders if not name.lower().endswith(_PRODUCT_FOLDER)
            ]
