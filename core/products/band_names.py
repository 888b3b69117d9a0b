# SPDX-License-Identifier: GPL-3.0-or-later
"""Names for bands that have no name of their own, or that share a name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ..io.paths import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Separators between the words of a file's name.
_SEPARATOR: Final = re.compile(r"[_\-. /\\]")


def distinct(names: Sequence[str]) -> list[str]:
    """Add the band's number to every name that occurs more than once."""
    unique = list(names)
    while len(set(unique)) < len(unique):
        counts = Counter(unique)
        unique = [
            f"{name} (band {index})" if counts[name] > 1 else name
            for index, name in enumerate(unique, 1)
        ]
    return unique


def parts_that_differ(paths: Sequence[str]) -> list[str]:
    """Return the parts of files' names that differ: without the words that all share.

    Args:
        paths: At least two. Where files in two folders have the same name, the folder
            counts as part of the name.

    Returns:
        For `…_T1_SR_B2.TIF` and `…_T1_QA_PIXEL.TIF`: `SR_B2`, `QA_PIXEL`.
    """
    names = [stem(path) for path in paths]
    if len(set(names)) < len(names):
        names = [re.sub(r"\.[^./\\]*$", "", path) for path in paths]
    words = [re.split(f"({_SEPARATOR.pattern})", name) for name in names]
    first = _shared(words)
    last = _shared([word[first:][::-1] for word in words])
    return ["".join(word[first : len(word) - last]) for word in words]


def runs(name: str) -> list[str]:
    """List the endings of a name at its separators, itself first: `SR_B2`, `B2`."""
    starts = [0, *(found.end() for found in _SEPARATOR.finditer(name))]
    return [name[start:] for start in starts if name[start:]]


def shared_start(paths: Sequence[str]) -> str:
    """Return the words that the names of all files begin with, or nothing."""
    words = [re.split(f"({_SEPARATOR.pattern})", stem(path)) for path in paths]
    return "".join(words[0][: _shared(words)]).rstrip("_-. ")


def _shared(names: Sequence[Sequence[str]]) -> int:
    """Count the leading words that all names share; each keeps a word of its own."""
    count = 0
    for column in zip(*(name[:-1] for name in names), strict=False):
        if len(set(column)) > 1:
            break
        count += 1
    return count - count % 2  # a separator goes with the word before it
