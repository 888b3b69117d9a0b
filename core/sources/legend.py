# SPDX-License-Identifier: GPL-3.0-or-later
"""The legend of a band: names and colours of its numbers, as the file has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """A band's description and colours, and whether its values are classes."""

    is_classes: bool = False
    """The file has a palette or category names: values are codes."""
    description: str = ""
    """The band's own description."""
    colormap: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """From code to (red, green, blue, alpha), where there is a palette."""


UNKNOWN: Final = Legend()
