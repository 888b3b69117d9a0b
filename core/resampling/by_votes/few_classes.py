# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that holds few classes: the votes of all are counted in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .votes import Leaders

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .class_keys import ClassKeys

#: With more classes the counts of a target pixel take longer than its source pixels.
_MOST_CLASSES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class FewClasses:
    """The classes of a window, and the number of each source pixel's."""

    numbers: NDArray[np.uint8]
    """Shape (rows, cols) of the window: places in `keys`; any where invalid."""
    keys: NDArray[Any]
    """The classes' keys."""

    def leaders(
        self, numbers: NDArray[np.uint8], shares: NDArray[Any], slack: float
    ) -> Leaders:
        """Find winners as `votes.leaders` does.

        Args:
            numbers: Of classes, shape (source pixels, targets).
            shares: Same shape, about the areas.
            slack: What two classes' areas may be nearer to each other than by `shares`.
        """
        count, targets = len(self.keys), np.arange(numbers.shape[1])
        place = numbers.astype(np.intp)
        place *= targets.size
        place += targets
        size = count * targets.size
        votes = np.bincount(place.reshape(-1), shares.reshape(-1), minlength=size)
        votes = votes.reshape(count, targets.size)
        best = votes.argmax(axis=0)
        most = votes[best, targets]
        votes[best, targets] = 0
        is_certain = most - votes.max(axis=0) > slack
        return Leaders(keys=self.keys[best], is_certain=is_certain)


def few_in(window: ClassKeys) -> FewClasses | None:
    """Return the classes of a window, if they are few numbers of 8 bits."""
    octets = _octets_of(window)
    if octets is None:
        return None
    classes = np.flatnonzero(np.bincount(octets.reshape(-1), minlength=256))
    if len(classes) > _MOST_CLASSES:
        return None
    number_of = np.zeros(256, dtype=np.uint8)
    number_of[classes] = np.arange(len(classes))
    keys = classes.astype(np.uint8).astype(window.dtype).view(window.keys.dtype)
    return FewClasses(numbers=number_of.take(octets), keys=keys)


def _octets_of(window: ClassKeys) -> NDArray[np.uint8] | None:
    """Return the values as whole numbers of 8 bits, 0 where invalid, if they are."""
    values = window.keys.view(window.dtype)
    if values.dtype == np.uint8:
        return values
    if window.valid is not None:
        values = np.where(window.valid, values, values.dtype.type(0))
    if values.min() < 0 or values.max() > np.iinfo(np.uint8).max:
        return None
    octets = values.astype(np.uint8)
    return octets if np.array_equal(octets, values) else None
