# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of a row as patterns of JSON Schema, whose regular expressions are ECMA-262's.

They have no switch for upper and lower case: each letter is given in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..resampling import kernels

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters that Python's `strip` takes off and every dialect of patterns knows.
_BLANKS: Final = r"\s*"

_DIGITS: Final = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"


def any_case(word: str) -> str:
    """Return a pattern for a word in upper and lower case."""
    return "".join(
        f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter
        for letter in word.replace(".", r"\.")
    )


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, in any case and amid blanks."""
    return whole("|".join(any_case(word) for word in words))


def whole(pattern: str) -> str:
    """Return a pattern for all of a text, with blanks round it."""
    return rf"^{_BLANKS}(?:{pattern}){_BLANKS}$"


_NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)?"

#: A wanted time; that a day has no 25th hour, `parse_time` says.
TIME: Final = whole(
    rf"{any_case('acquisition')}|{any_case('none')}|"
    r"[0-9]{4}(?:-?(?:0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12][0-9]|3[01]))?)?"
    r"(?:[Tt ][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?"
    r"(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)

DURATION: Final = whole(
    rf"[Pp](?=[0-9Tt])(?:{_NUMBER}[Yy])?(?:{_NUMBER}[Mm])?(?:{_NUMBER}[Ww])?"
    rf"(?:{_NUMBER}[Dd])?(?:[Tt](?=[0-9])(?:{_NUMBER}[Hh])?(?:{_NUMBER}[Mm])?"
    rf"(?:{_NUMBER}[Ss])?)?"
)

#: Any text but blanks.
SAID: Final = r"\S"

#: Any text but blanks and commas.
LISTED: Final = r"[^\s,]"

#: Characters that no name may have, as files keep names in XML 1.0.
UNWRITABLE: Final = r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]"

FINITE_NUMBER: Final = whole(rf"[+-]?{_DIGITS}")
ZERO: Final = whole(r"[+-]?[0.]+(?:[eE][+-]?[0-9]+)?")

#: Whole numbers below 1: no band has them.
NO_BAND: Final = whole(r"(?:-[0-9]+|\+?0+)(?:\.0*)?")

RESAMPLER: Final = whole(
    f"{any_case(kernels.AUTO)}|(?:{any_case('resampling.')})?(?:"
    + "|".join(
        [
            *(any_case(member.name) for member in kernels.KERNELS),
            *(str(member.value) for member in reversed(kernels.KERNELS)),
        ]
    )
    + ")"
)

_LIMIT: Final = rf"[+-]?(?:{any_case('inf')}(?:{any_case('inity')})?|{_DIGITS})"
_FILE: Final = any_case("file")
_NONE: Final = any_case("none")
_NAN: Final = rf"[+-]?{any_case('nan')}"
_ITEM: Final = rf"(?:{_FILE}|{_NONE}|{_NAN}|{_LIMIT}(?:\.\.{_LIMIT})?)"

#: An item of a list of nodata values; several of them in a text; two of its words.
NODATA_LIMIT: Final = whole(_LIMIT)
NODATA_ITEM: Final = whole(_ITEM)
NODATA: Final = whole(rf"{_ITEM}(?:{_BLANKS}[,;]{_BLANKS}{_ITEM})*")
NODATA_FILE: Final = whole(_FILE)
NODATA_NONE: Final = whole(_NONE)
NODATA_BOTH: Final = rf"{_FILE}.*{_NONE}|{_NONE}.*{_FILE}"
