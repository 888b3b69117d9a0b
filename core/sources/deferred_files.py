# SPDX-License-Identifier: GPL-3.0-or-later
"""Deferred files: files that a producer makes when a run needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..geometry.grid import Block
    from ..progress import Progress


class FileProducer(Protocol):
    """An object that makes deferred files."""

    def make(self, files: Sequence[DeferredFile], progress: Progress) -> None:
        """Make all the files of a run at once.

        Raises:
            ExogenousError: A file cannot be made, or the progress said to stop.
        """

    def close(self) -> None:
        """Remove the files, when the run has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredFile:
    """A file that is made later: until then, it has a header and no pixels."""

    producer: FileProducer
    path: str
    what: str
    """The producer's name for the file's contents."""
    pixel_size: tuple[float, float] | None
    """Along x and y, in units of the product's CRS; None for a file made already."""
    band: int = 1
    """The 1-based number of the band to read."""
    window: Block | None = None
    """The pixels to read; None for all."""


def fulfil(files: Iterable[DeferredFile], progress: Progress) -> None:
    """Have their producers make the files that a run is to read from.

    Raises:
        ExogenousError: A file cannot be made, or the progress said to stop.
    """
    for producer, own in _by_producer(files):
        waiting = [file for file in own if file.pixel_size is not None]
        if waiting:
            producer.make(waiting, progress)


def producers(files: Iterable[DeferredFile]) -> list[FileProducer]:
    """List the producers of the files, each once."""
    return [producer for producer, _ in _by_producer(files)]


def _by_producer(
    files: Iterable[DeferredFile],
) -> list[tuple[FileProducer, list[DeferredFile]]]:
    grouped: dict[int, tuple[FileProducer, list[DeferredFile]]] = {}
    for file in files:
        grouped.setdefault(id(file.producer), (file.producer, []))[1].append(file)
    return list(grouped.values())
