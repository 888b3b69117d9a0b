# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row burns of features: an attribute, or what pixels have of their shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SHARE: Final = "share"
PRESENCE: Final = "presence"
COUNT: Final = "count"
DISTANCE: Final = "distance"

#: What pixels may have of features, apart from their attributes.
MEASURES: Final = (SHARE, PRESENCE, COUNT, DISTANCE)

#: An attribute is burnt.
ATTRIBUTE: Final = "attribute"

AREA: Final = "area"
CENTRE: Final = "centre"

#: By what a pixel has something of a feature.
TOUCHES: Final = (AREA, CENTRE)

#: Another spelling, as everywhere in code.
_ALSO: Final = {"center": CENTRE}

#: The measures that ask whether a pixel has something of a feature.
_ASK: Final = (PRESENCE, COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burn:
    """What a row burns."""

    measure: str = SHARE
    """One of `MEASURES`, or `ATTRIBUTE`."""
    attribute: str = ""
    """The name of the attribute, where one is burnt."""

    @property
    def asks(self) -> bool:
        """Whether it matters by what a pixel has something of a feature."""
        return self.measure in _ASK or self.measure == ATTRIBUTE


def burn_of(text: str | None) -> Burn:
    """Return what a row's text means: `"share"` in quotes is an attribute's name."""
    word = (text or SHARE).strip()
    if word.casefold() in MEASURES:
        return Burn(measure=word.casefold())
    is_quoted = len(word) > len('""') and word[0] == word[-1] == '"'
    return Burn(measure=ATTRIBUTE, attribute=word[1:-1] if is_quoted else word)


def touch_of(text: str | None) -> str | None:
    """Return one of `TOUCHES`, or the text where it is none of them."""
    word = (text or "").strip().casefold()
    return _ALSO.get(word, word) or None
