# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of disagreements by name, with the worst of each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .differences import worst
from .names import NAMES
from .rows import cell, is_picked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .rows import Row


def table(found: Sequence[Row]) -> Iterator[str]:
    """Yield the table's lines: a kernel that picks has a line apart."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        if row.name is not None:
            groups[row.name.key].append(row)
    systems = list(found[0].by_system)
    yield f"| name | what | GDAL | here | {' | '.join(systems)} | right by |"
    yield "|---|---|---|---|" + "---:|" * len(systems) + "---|"
    for one in NAMES:
        some = groups[one.key]
        picks = is_picked(some[0].kernel)
        cells = (
            cell(worst(row.by_system[system] for row in some), is_picked=picks)
            for system in systems
        )
        yield (
            f"| {one.key} | {one.what} | {one.gdal} | {one.here} | {' | '.join(cells)} "
            f"| {one.proof} |"
        )
