# SPDX-License-Identifier: GPL-3.0-or-later
"""The words for which tile counts where several tiles of a layer have a value."""

from __future__ import annotations

from typing import Final

#: The first tile that has a value there, in the order of the tiles.
FIRST: Final = "first"

#: The last one.
LAST: Final = "last"

#: The mean of all.
MEAN: Final = "mean"

#: The tile whose date is nearest to the product's.
NEAREST_IN_TIME: Final = "nearest in time"

OVERLAPS: Final = (FIRST, LAST, MEAN, NEAREST_IN_TIME)
