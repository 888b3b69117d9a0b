# SPDX-License-Identifier: GPL-3.0-or-later
"""Which bands a row of the table means: one, or several by list, range or pattern."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from ..errors import InvalidLayer
from ..errors.root import listed
from ..message import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .nodata_rule import NodataRule

#: What a row says of its band: a number, a text, or a list of both.
Bands = int | str | tuple[int | str, ...]

#: Numbers from the first to the last, in either direction.
_RANGE: Final = re.compile(r"\s*([0-9]{1,9})\s*-\s*([0-9]{1,9})\s*")

#: A band's number as text, also with decimals as spreadsheets write it.
_WHOLE: Final = re.compile(r"^[+-]?[0-9]+(\.0*)?$")

#: Texts with any of these may mean several bands.
_SIGNS: Final = re.compile(r"[*?,]")

#: How many bands an error lists.
_MOST_LISTED: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBand:
    """A band of a file or product, as rows name it."""

    key: int | str
    """Its 1-based number in a file, its id in a product."""
    name: str = ""
    """Its description or spectral name; empty where it has none."""
    aliases: tuple[str, ...] = ()
    """Other words for it."""

    def __str__(self) -> str:
        """Return the band as lists show it, `key: name` or the key alone."""
        return f"{self.key}: {self.name}" if self.name else str(self.key)

    def is_called(self, text: str) -> bool:
        """Tell whether a text is exactly the band's name, key or alias."""
        return text.strip() in self._words

    def is_like(self, pattern: str) -> bool:
        """Tell whether a word for the band matches `*` and `?`, in any case."""
        plain = pattern.strip().casefold().replace("[", "[[]")
        return any(fnmatchcase(word.casefold(), plain) for word in self._words)

    @property
    def _words(self) -> set[str]:
        return {self.name, str(self.key), *self.aliases} - {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """The bands of a row that may have several, and what their layers are called."""

    bands: Bands
    """As the row has them."""
    pattern: str
    """The row's name, as the user gave it."""
    layer: str
    """The name of the row's map layer, or of its file without the ending."""
    nodata: tuple[tuple[str, float | NodataRule], ...] = ()
    """Set by the user for bands of the map layer: the band's number or name, and what
    a row's `nodata` would say."""


def parse_bands(value: object, label: str) -> Bands:
    """Read what a row says of its bands.

    Args:
        value: A number, a text, or a list of both.
        label: The row, as messages call it.

    Raises:
        InvalidLayer: It is none of these.
    """
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        return _band(value, label)
    if not value:
        raise InvalidLayer(
            label, say("the list of bands is empty"), say("Bands count from 1.")
        )
    return tuple(_band(one, label) for one in value)


def _band(value: object, label: str) -> int | str:
    if isinstance(value, str) and not _WHOLE.match(value.strip()):
        return value
    try:
        number = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.nan
    if not number.is_integer() or number < 1:
        raise InvalidLayer(
            label,
            say("band {value!r} cannot be", value=value),
            say("Bands count from 1."),
        )
    return int(number)


def may_be_several(band: Bands) -> bool:
    """Tell whether a band's value can mean several bands of some file."""
    if isinstance(band, tuple):
        return True
    return isinstance(band, str) and bool(_SIGNS.search(band) or _RANGE.fullmatch(band))


def band_text(band: Bands) -> int | str:
    """Return what a row says of its bands, for messages; one band as it is."""
    return ", ".join(map(str, band)) if isinstance(band, tuple) else band


def choose_bands(
    band: Bands, there: Sequence[ListedBand], label: str
) -> tuple[ListedBand, ...]:
    """Return the bands that a row means, in the row's order.

    A text that is exactly a band's name means this band, whatever signs it has. Else
    commas part it, `*` and `?` stand for any letters and for one, and `1-3` for the
    numbers from 1 to 3. A number or name that no band has is returned as it is: who
    reads the band says what is lacking.

    Args:
        band: What the row says.
        there: The bands of the row's file or product, in their order.
        label: The row, as messages call it.

    Raises:
        InvalidLayer: No band matches a pattern, or a range goes beyond the last band.
    """
    if isinstance(band, tuple):
        parts: Sequence[int | str] = band
    elif isinstance(band, str) and not _exact(band, there):
        parts = [part for part in band.split(",") if part.strip()]
    else:
        parts = [band]
    return tuple(one for part in parts for one in _of_part(part, there, label))


def _exact(text: str, there: Sequence[ListedBand]) -> tuple[ListedBand, ...]:
    return tuple(one for one in there if one.is_called(text))[:1]


def _of_part(
    part: int | str, there: Sequence[ListedBand], label: str
) -> Iterator[ListedBand]:
    text = str(part)
    same = _exact(text, there)
    ends = _RANGE.fullmatch(text)
    if same:
        yield from same
    elif ends is not None:
        yield from _in_range(int(ends[1]), int(ends[2]), there, label)
    elif "*" in text or "?" in text:
        like = [one for one in there if one.is_like(text)]
        if not like:
            raise _no_match(text, there, label)
        yield from like
    else:
        yield ListedBand(key=part.strip() if isinstance(part, str) else part)


def _in_range(
    first: int, last: int, there: Sequence[ListedBand], label: str
) -> Iterator[ListedBand]:
    low, high = min(first, last), max(first, last)
    if low < 1 or high > len(there):
        raise _no_match(f"{first}-{last}", there, label)
    numbers = range(low, high + 1)
    yield from (there[n - 1] for n in (numbers if first <= last else numbers[::-1]))


def _no_match(text: str, there: Sequence[ListedBand], label: str) -> InvalidLayer:
    return InvalidLayer(
        label,
        say("the raster has no bands {text!r}", text=text),
        say("Its bands are: {bands}.", bands=listed(there, _MOST_LISTED)),
    )
