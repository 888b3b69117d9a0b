# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for a package that only some work needs, before that work starts."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from .errors import MissingPackage

if TYPE_CHECKING:
    from .message import Message


def require(*names: str, purpose: Message) -> None:
    """Raise where a package is not installed; import none.

    Args:
        names: The packages, by the names they are imported and installed by.
        purpose: What needs them, as the beginning of a sentence.

    Raises:
        MissingPackage: One of them is missing; the first that is.
    """
    for name in names:
        if importlib.util.find_spec(name) is None:
            raise MissingPackage(name, purpose)
