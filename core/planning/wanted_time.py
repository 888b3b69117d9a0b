# SPDX-License-Identifier: GPL-3.0-or-later
"""The product's instant, at which rows are wanted that say no other time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..request.time_choice import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The product's instant, as far as it is known."""

    moment: Moment | None = None
    """None where the product does not say it."""
    is_known: bool = True
    """A product is known; False where a row is looked at alone."""
    is_strict: bool = False
    """What is otherwise a warning is an error."""
