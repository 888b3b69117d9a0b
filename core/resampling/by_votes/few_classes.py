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

#: How many pixels tell which classes are usual.
_LOOKED_AT: Final = 4096

#: How many values 8 bits have.
_VALUES: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class FewClasses:
    """The classes of a window, or of most of it, and that of each source pixel."""

    octets: NDArray[np.uint8]
    """Shape (rows, cols) of the window: the classes, any where invalid."""
    classes: NDArray[np.uint8]
    """The classes, in order."""
    keys: NDArray[Any]
    """The classes' keys."""

    def leaders(
        self, octets: NDArray[np.uint8], shares: NDArray[Any], slack: float
    ) -> Leaders:
        """Find winners as `votes.leaders` does.

        Args:
            octets: Some of the window's, shape (source pixels, targets).
            shares: Same shape, about the areas.
            slack: What two classes' areas may be nearer to each other than by `shares`.
        """
        count, targets = len(self.keys), np.arange(octets.shape[1])
        start_of = np.zeros(_VALUES, dtype=np.intp)
        start_of[self.classes] = np.arange(count) * targets.size
        place = start_of.take(octets)
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
    octets = octets_of(window)
    if octets is None:
        return None
    counts = np.bincount(octets.reshape(-1), minlength=_VALUES)
    return _few(octets, np.flatnonzero(counts), window)


def usual_in(window: ClassKeys) -> FewClasses | None:
    """Return the classes of some of a window's pixels; others may hold other classes.

    That takes much less time than `few_in`.
    """
    octets = octets_of(window)
    if octets is None:
        return None
    step = max(octets.size // _LOOKED_AT, 1)
    return _few(octets, np.unique(octets.reshape(-1)[::step]), window)


def _few(
    octets: NDArray[np.uint8], classes: NDArray[Any], window: ClassKeys
) -> FewClasses | None:
    if len(classes) > _MOST_CLASSES:
        return None
    return FewClasses(
        octets=octets,
        classes=classes.astype(np.uint8),
        keys=classes.astype(window.dtype).view(window.keys.dtype),
    )


def octets_of(window: ClassKeys) -> NDArray[np.uint8] | None:
    """Return values as whole numbers of 8 bits, 0 where invalid, if they are such."""
    values = window.keys.view(window.dtype)
    if values.dtype == np.uint8:
        return values
    if window.valid is not None:
        values = np.where(window.valid, values, values.dtype.type(0))
    if values.min() < 0 or values.max() > np.iinfo(np.uint8).max:
        return None
    octets = values.astype(np.uint8)
    return octets if np.array_equal(octets, values) else None
