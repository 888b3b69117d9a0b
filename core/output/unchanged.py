# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the sources of a run are still the files that were planned with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import SourceChanged

if TYPE_CHECKING:
    from ..planning.plan import Plan

#: What a file is known by: its number, size and time of change.
_State = tuple[int, int, int]

#: States by path; None where the path is in no file system.
SourceStates = dict[str, "_State | None"]


def source_states(plan: Plan) -> SourceStates:
    """Return what the files of a plan's sources are known by.

    Files that are made for the run are left out.
    """
    return {
        layer.source.path: _state(layer.source.path)
        for layer in plan.layers
        if layer.source is not None and layer.source.deferred_file is None
    }


def refuse_changed(plan: Plan, before: SourceStates) -> None:
    """Refuse to go on with pixels of files that are others by now.

    Args:
        plan: The plan that was followed.
        before: What its files were known by.

    Raises:
        SourceChanged: A file was changed or replaced.
    """
    for layer in plan.layers:
        source = layer.source
        if source is None or source.path not in before:
            continue
        if _state(source.path) != before[source.path]:
            raise SourceChanged(source.label, source.path)


def _state(path: str) -> _State | None:
    try:
        told = os.stat(path)  # noqa: PTH116  (not every source is a path)
    except (OSError, ValueError):
        return None
    return told.st_ino, told.st_size, told.st_mtime_ns
