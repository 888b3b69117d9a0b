# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between two records of the same requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each value that differs, by its request and place."""
    for name in sorted({*before, *after}):
        yield from _differing(name, before.get(name), after.get(name))


def _differing(place: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _differing(f"{place}: {key}", before.get(key), after.get(key))
    elif before != after:
        yield f"{place}: {before!r} -> {after!r}"
