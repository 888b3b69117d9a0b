# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages to users: English text that can be translated when it is shown.

The core knows no language but English. A message carries the template it was made from
and the values that were put into it, so that the shell can look the template up in a
translation and put the same values into that.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from .secrets import without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from typing_extensions import Self

#: More of a text is in no message.
_MOST_CHARACTERS: Final = 2000

#: Python writes out no whole number of more than 4300 digits.
_MOST_BITS: Final = 4096

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Message(str):
    """An English text that remembers its template and values."""

    template: str
    """The text to look up; a `str.format` template where there are values."""
    values: Mapping[str, object]
    """By their names in the template; messages and errors among them are translated."""

    __slots__ = ("template", "values")

    def __new__(cls, template: str, values: Mapping[str, object] = _NOTHING) -> Self:
        """Put the values into the template; without values, braces are plain text."""
        message = super().__new__(
            cls, template.format(**values) if values else template
        )
        message.template, message.values = template, values
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the template and the values, not the text alone."""
        return Message, (self.template, dict(self.values))


def say(template: str, **values: object) -> Message:
    """Return the message of a template with its values, without secrets in them.

    The template has to be a literal at the call: the catalogue of translations is made
    from the literals in the code.
    """
    return Message(template, {name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    """Return what a message quotes of a value: no secret, and no book."""
    if isinstance(value, Message):
        return value
    if isinstance(value, str):
        half = _MOST_CHARACTERS // 2
        is_long = len(value) > _MOST_CHARACTERS
        text = f"{value[:half]}…{value[-half:]}" if is_long else str(value)
        return without_secrets(text)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return say("a number of more than {bits} bits", bits=_MOST_BITS)
    return value


def joined(items: Iterable[object], separator: str = ", ") -> Message:
    """Join items with a separator; messages among them can still be translated."""
    values = {f"item{number}": _shown(item) for number, item in enumerate(items)}
    template = separator.join(f"{{{name}}}" for name in values)
    return Message(template, values)
