# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that somebody makes before a run reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..progress import Progress
    from .source import Source


class Maker(Protocol):
    """Who makes files."""

    def make(self, orders: Sequence[Order], progress: Progress) -> None:
        """Make all the files of a run at once.

        Raises:
            ExogenousError: One cannot be made, or the progress said to stop.
        """

    def close(self) -> None:
        """Remove the files, once nothing will read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A file that is promised: until it is made, its header alone is there."""

    maker: Maker
    path: str
    what: str
    """The maker's name for what is in it."""
    pixel_size: tuple[float, float] | None
    """Along x and y, in units of the product's CRS; None where it is made already."""


def fulfil(sources: Iterable[Source], progress: Progress) -> None:
    """Have all files made that sources are to be read from.

    Raises:
        ExogenousError: One cannot be made, or the progress said to stop.
    """
    for maker, orders in _by_maker(sources):
        waiting = [order for order in orders if order.pixel_size is not None]
        if waiting:
            maker.make(waiting, progress)


def makers(sources: Iterable[Source]) -> list[Maker]:
    """List those who keep files for the sources."""
    return [maker for maker, _ in _by_maker(sources)]


def _by_maker(sources: Iterable[Source]) -> list[tuple[Maker, list[Order]]]:
    found: dict[int, tuple[Maker, list[Order]]] = {}
    for order in (source.order for source in sources):
        if order is not None:
            found.setdefault(id(order.maker), (order.maker, []))[1].append(order)
    return list(found.values())
