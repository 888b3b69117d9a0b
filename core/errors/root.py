# SPDX-License-Identifier: GPL-3.0-or-later
"""The root of all errors, and the functions that put messages together."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any, Final

from ..message import Message, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Line breaks, among them those of Unicode that `str.splitlines` knows.
_LINE_BREAKS: Final = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


#: A sentence is no longer, whatever was typed.
_MOST_CHARACTERS: Final = 500

#: Values are cut to the first of these lengths with which a sentence is short enough.
_LENGTHS: Final = (200, 120, 70, 40, 20)


def one_line(text: str) -> str:
    """Return a text on one line, whatever is quoted in it."""
    return _LINE_BREAKS.sub(" ", text)


def shortened(text: str, most: int) -> str:
    """Return a text of so many characters at most: what it quotes is cut first.

    Args:
        text: A text; a message can still be translated.
        most: The number of characters, of the English text.
    """
    if len(one_line(text)) <= most:
        return text
    if isinstance(text, Message) and text.values:
        for length in _LENGTHS:
            values = {name: _cut(value, length) for name, value in text.values.items()}
            shorter = Message(text.template, values)
            if len(one_line(shorter)) <= most:
                return shorter
    return f"{one_line(text)[: max(most - 1, 0)]}…"


def _cut(value: object, most: int) -> object:
    """Shorten a value in a message, in the middle: ends of paths say most."""
    if isinstance(value, Message):
        return shortened(value, 2 * most)
    if isinstance(value, int | float | complex) or len(str(value)) <= most:
        return value
    text = str(value)
    cut = f"{text[: most // 2]}…{text[-(most // 2) :]}"
    return cut if isinstance(value, str) else _Unquoted(cut)


class _Unquoted(str):
    """A text that stands for a value of another type, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the text itself."""
        return str(self)


def listed(values: Iterable[object], most: int = 12) -> Message:
    """Return values in a list, and how many more there are than are shown."""
    every = list(values)
    shown = joined(every[:most]) if every else say("none")
    if len(every) <= most:
        return shown
    return say("{shown}, and {count} more", shown=shown, count=len(every) - most)


def flat(text: str) -> str:
    """Return a library's message without line breaks and indents."""
    return text if isinstance(text, Message) else " ".join(text.split())


class Parameter(str):
    """The key of a parameter, as a label: `AOI` is one, a layer's name `AOI` is not."""

    __slots__ = ()


class ExogenousError(Exception):
    """Root of every error this package raises on purpose."""

    def __init__(self, advice: str, label: str = "", parameter: str = "") -> None:
        """Keep the message on one line whatever is quoted in it.

        Args:
            advice: What was found and what to do about it.
            label: The row, file or `Parameter` that the error is about; empty for none.
            parameter: The key of the parameter that the label is a part of.
        """
        if isinstance(label, Parameter):
            label, parameter = "", label
        #: The row, file or part of the parameter that the error is about.
        self.label = shortened(label, _MOST_CHARACTERS // 5)
        #: The key of the parameter that the error is about; empty for none.
        self.parameter = str(parameter)
        about = joined([part for part in (self.parameter, self.label) if part], " ")
        self.advice = shortened(advice, _MOST_CHARACTERS - len(about) - len(": "))
        self.message = (
            say("{label}: {advice}", label=about, advice=self.advice)
            if about
            else self.advice
        )
        super().__init__(one_line(self.message))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the error by its message, not by the constructor's arguments."""
        return _travelled, (type(self), self.message), self.__dict__


def about(error: ExogenousError, label: str, parameter: str = "") -> ExogenousError:
    """Return the same error said of another row or parameter."""
    other = copy(error)
    ExogenousError.__init__(other, error.advice, label, parameter)
    return other


def _travelled(kind: type[ExogenousError], message: str) -> ExogenousError:
    error = kind.__new__(kind)
    ExogenousError.__init__(error, message)
    return error


def number_text(number: float) -> str:
    """Return a number with all its digits, a whole number without a point."""
    return repr(number).removesuffix(".0") if abs(number) < 1e16 else f"{number:g}"


class ExogenousWarning(UserWarning):
    """A finding that may make a result less than was hoped for."""
