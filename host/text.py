# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for users, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ..core.errors import ExogenousError
    from ..core.message import Message

#: Under which all texts are in the translations.
CONTEXT: Final = "Exogenous"


def tr(text: str, count: int = -1) -> str:
    """Return a text in the language of QGIS, as far as it is translated.

    Args:
        text: Written out where this is called: translations are made from the
            literals in the code.
        count: What `%n` in the text stands for, and decides between its forms,
            `1 row` and `2 rows`.
    """
    return str(QCoreApplication.translate(CONTEXT, text, None, count))


def mark(text: str) -> str:
    """Return a text as it is, and let translations be made of it.

    Args:
        text: Written out where this is called; `translated` has it in another language.
    """
    return text


def translated(text: str) -> str:
    """Return a text that `mark` has marked in the language of QGIS."""
    return str(QCoreApplication.translate(CONTEXT, text))


def told(said: str | ExogenousError) -> str:
    """Return what the core says in the language of QGIS, on one line.

    Args:
        said: A message, an error, or a text that is nobody's message and stays.
    """
    # Imported late: the toolbox opens without the core.
    from ..core.errors import ExogenousError, one_line
    from ..core.message import Message

    text = said.message if isinstance(said, ExogenousError) else said
    return one_line(_translated(text)) if isinstance(text, Message) else str(text)


def _translated(message: Message) -> str:
    template = tr(message.template)
    if not message.values:
        return template
    values = {name: _value(value) for name, value in message.values.items()}
    return template.format(**values)


def _value(value: object) -> object:
    from ..core.message import Message

    return _translated(value) if isinstance(value, Message) else value
