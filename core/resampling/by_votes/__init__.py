# SPDX-License-Identifier: GPL-3.0-or-later
"""Which class covers most of a target pixel?

The modules are imported when a first tile needs them: most runs count no votes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def mode(*of_tile: Any) -> NDArray[Any]:
    """Return what `under_pixels.mode_under` returns."""
    from . import under_pixels

    return under_pixels.mode_under(*of_tile)
