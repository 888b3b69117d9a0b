# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the sources of a run are still the files that were planned with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import SourceChanged
from ..planning.burnt_method import Burnt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..planning.plan import Plan

#: What a file is known by: its number, size and time of change.
_State = tuple[int, int, int]

#: States by path; None where the path is in no file system.
SourceStates = dict[str, "_State | None"]


def source_states(plan: Plan) -> SourceStates:
    """Return what the files of a plan's sources are known by.

    Files that are made for the run are left out.
    """
    return {path: _state(path) for _, path in _files(plan)}


def refuse_changed(plan: Plan, before: SourceStates) -> None:
    """Refuse to go on with pixels of files that are others by now.

    Args:
        plan: The plan that was followed.
        before: What its files were known by.

    Raises:
        SourceChanged: A file was changed or replaced.
    """
    for label, path in _files(plan):
        if path in before and _state(path) != before[path]:
            raise SourceChanged(label, path)


def _files(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the label and the path of what layers are read from, not made for it."""
    for layer in plan.layers:
        method = layer.method
        if isinstance(method, Burnt):
            yield method.features.source.label, method.features.source.path
            continue
        for source in layer.sources:
            if source.deferred_file is None:
                yield source.label, source.path


def _state(path: str) -> _State | None:
    try:
        told = os.stat(path)  # noqa: PTH116  (not every source is a path)
    except (OSError, ValueError):
        return None
    return told.st_ino, told.st_size, told.st_mtime_ns
