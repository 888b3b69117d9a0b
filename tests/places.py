# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the checkout, the real data and the stand-in for EOReader lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
DATA = ROOT.parent / "shared" / "data"
TOYS = TESTS / "fake_eoreader"

#: What `make peers` installs lies here, below the project's own modules.
WORK = ROOT / "benchmarks" / "work"


def own_modules(folder: Path) -> Iterator[Path]:
    """Yield the project's own modules in a folder, in order."""
    for path in sorted(folder.rglob("*.py")):
        if WORK not in path.parents:
            yield path
