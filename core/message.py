# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said to users: English text that can be said in another language later.

The core knows no language but English. What it says carries the sentence it was made
from and what was put into it, so that whoever shows it can look the sentence up in a
translation and put the same into that.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from typing_extensions import Self

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Message(str):
    """An English text that remembers its template and values."""

    template: str
    """What is looked up; a `str.format` template where there are values."""
    values: Mapping[str, object]
    """By the names in the template; messages and errors among them are said too."""

    __slots__ = ("template", "values")

    def __new__(cls, template: str, values: Mapping[str, object] = _NOTHING) -> Self:
        """Put the values into the template; without any, braces are just braces."""
        message = super().__new__(
            cls, template.format(**values) if values else template
        )
        message.template, message.values = template, values
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole."""
        return Message, (self.template, dict(self.values))


def say(template: str, **values: object) -> Message:
    """Return what a template says with these values.

    The template has to be written out where this is called: translations are made
    from the literals in the code.
    """
    return Message(template, values)


def joined(items: Iterable[object], separator: str = ", ") -> Message:
    """Return things one after the other; messages among them stay messages."""
    values = {f"item{number}": item for number, item in enumerate(items)}
    template = separator.join(f"{{{name}}}" for name in values)
    return Message(template, values)
