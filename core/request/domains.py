# SPDX-License-Identifier: GPL-3.0-or-later
"""The words for what is resampled of a layer: values, or what they are a measure of."""

from __future__ import annotations

from typing import Final

#: The values themselves.
LINEAR: Final = "linear"

#: The power that decibels are a measure of.
DECIBELS: Final = "db"

#: Directions, round the circle.
ANGLE: Final = "angle"

#: Bits, each of its own: set where any of the pixels has it, or where all have.
FLAGS_ANY: Final = "flags any"
FLAGS_ALL: Final = "flags all"
FLAGS: Final = (FLAGS_ANY, FLAGS_ALL)

#: What stands for one of the others.
_ALSO: Final = {"flags": FLAGS_ANY}

DOMAINS: Final = (LINEAR, DECIBELS, ANGLE, *FLAGS)

#: All words that a row may have.
DOMAIN_WORDS: Final = (*DOMAINS, *_ALSO)


def domain_of(text: str) -> str:
    """Return one of `DOMAINS`, or the text where it is none of them."""
    word = " ".join(text.casefold().split())
    return _ALSO.get(word, word)
