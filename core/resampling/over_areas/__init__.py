# SPDX-License-Identifier: GPL-3.0-or-later
"""What do target pixels make of the areas that they cover of source pixels?

The modules are imported when a first tile needs them: most runs need no areas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def average(*of_tile: Any) -> NDArray[Any]:
    """Return what `means.average` returns."""
    from . import means

    return means.average(*of_tile)


def total(*of_tile: Any) -> NDArray[Any]:
    """Return what `means.total` returns."""
    from . import means

    return means.total(*of_tile)


def root_mean_square(*of_tile: Any) -> NDArray[Any]:
    """Return what `means.root_mean_square` returns."""
    from . import means

    return means.root_mean_square(*of_tile)


def greatest(*of_tile: Any) -> NDArray[Any]:
    """Return what `extremes.greatest` returns."""
    from . import extremes

    return extremes.greatest(*of_tile)


def least(*of_tile: Any) -> NDArray[Any]:
    """Return what `extremes.least` returns."""
    from . import extremes

    return extremes.least(*of_tile)


def median(*of_tile: Any) -> NDArray[Any]:
    """Return what `quantiles.median` returns."""
    from . import quantiles

    return quantiles.median(*of_tile)


def first_quartile(*of_tile: Any) -> NDArray[Any]:
    """Return what `quantiles.first_quartile` returns."""
    from . import quantiles

    return quantiles.first_quartile(*of_tile)


def third_quartile(*of_tile: Any) -> NDArray[Any]:
    """Return what `quantiles.third_quartile` returns."""
    from . import quantiles

    return quantiles.third_quartile(*of_tile)
