# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that somebody makes before a run reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..progress import Progress
    from .source import Source


class FileProducer(Protocol):
    """Who makes files."""

    def make(self, files: Sequence[DeferredFile], progress: Progress) -> None:
        """Make all the files of a run at once.

        Raises:
            ExogenousError: One cannot be made, or the progress said to stop.
        """

    def close(self) -> None:
        """Remove the files, once nothing will read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredFile:
    """A file that is promised: until it is made, its header alone is there."""

    producer: FileProducer
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
    for producer, files in _by_producer(sources):
        waiting = [
            deferred_file
            for deferred_file in files
            if deferred_file.pixel_size is not None
        ]
        if waiting:
            producer.make(waiting, progress)


def producers(sources: Iterable[Source]) -> list[FileProducer]:
    """List those who keep files for the sources."""
    return [producer for producer, _ in _by_producer(sources)]


def _by_producer(
    sources: Iterable[Source],
) -> list[tuple[FileProducer, list[DeferredFile]]]:
    found: dict[int, tuple[FileProducer, list[DeferredFile]]] = {}
    for deferred_file in (source.deferred_file for source in sources):
        if deferred_file is not None:
            found.setdefault(id(deferred_file.producer), (deferred_file.producer, []))[
                1
            ].append(deferred_file)
    return list(found.values())
