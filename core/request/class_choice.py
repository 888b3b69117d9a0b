# SPDX-License-Identifier: GPL-3.0-or-later
"""Of which classes a row wants the share of each pixel: all, or some by number or name.

As text: `all`, or numbers and names with commas between them: `10, Tree cover`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..errors import InvalidLayer
from ..message import say
from .nodata_rule import whole_or_float

ALL: Final = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fractions:
    """The classes that a row makes a layer of each."""

    classes: tuple[float | str, ...] = ()
    """Numbers in the file, or names of classes; empty for all that the file names."""

    def __str__(self) -> str:
        """Return the text that `parse_fractions` reads."""
        texts = (
            one if isinstance(one, str) else number_text(one) for one in self.classes
        )
        return ", ".join(texts) or ALL


def number_text(number: float) -> str:
    """Return a class's number with all of its digits."""
    is_whole = isinstance(number, int) or number.is_integer()
    return str(int(number)) if is_whole else repr(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShare:
    """The class of which a layer holds the share of each pixel."""

    number: float
    """In the file."""
    name: str = ""
    """Empty where nobody names the class."""

    def __str__(self) -> str:
        """Return number and name."""
        return f"{number_text(self.number)} {self.name}".strip()


def parse_fractions(value: object, label: str) -> Fractions | None:
    """Read of which classes a row wants shares.

    Args:
        value: None where the row says nothing; text as above, a number, or a list of
            numbers and names.
        label: The row, as messages call it.

    Raises:
        InvalidLayer: It is none of these.
    """
    if value is None or isinstance(value, Fractions):
        return value
    if isinstance(value, str):
        parts: Sequence[object] = [
            part.strip() for part in value.split(",") if part.strip()
        ]
        if [str(part).casefold() for part in parts] == [ALL]:
            return Fractions()
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        parts = value
    else:
        parts = [value]
    if not parts:
        raise _refused(value, label)
    return Fractions(classes=tuple(_class(part, value, label) for part in parts))


def _class(part: object, value: object, label: str) -> float | str:
    if isinstance(part, bool) or not isinstance(part, str | int | float):
        raise _refused(value, label)
    try:
        return whole_or_float(part)
    except (ValueError, OverflowError):
        if isinstance(part, str) and part.strip():
            return part.strip()
        raise _refused(value, label) from None


def _refused(value: object, label: str) -> InvalidLayer:
    return InvalidLayer(
        label,
        say("fractions {value!r} are no classes", value=value),
        say("Give all, or numbers and names of classes like 10, 20."),
    )
