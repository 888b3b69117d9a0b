# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are made before a run: by each producer at once, and only if missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exogenous.core.progress import SilentProgress
from exogenous.core.sources.deferred_files import DeferredFile, fulfil, producers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exogenous.core.progress import Progress


class Producer:
    """Notes what it is asked for; equal to every other one."""

    def __init__(self) -> None:
        self.made: list[list[str]] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Producer)

    def __hash__(self) -> int:
        return 0

    def make(self, files: Sequence[DeferredFile], progress: Progress) -> None:
        self.made.append([file.path for file in files])

    def close(self) -> None:
        pass


def file(producer: Producer, path: str, *, is_made: bool = False) -> DeferredFile:
    size = None if is_made else (10.0, 10.0)
    return DeferredFile(producer=producer, path=path, what="RED", pixel_size=size)


def test_each_producer_makes_all_its_files_at_once() -> None:
    one, other = Producer(), Producer()
    files = [file(one, "a"), file(other, "b"), file(one, "c")]
    fulfil(files, SilentProgress())
    assert (one.made, other.made) == ([["a", "c"]], [["b"]])


def test_what_is_made_already_is_not_made_again() -> None:
    one, other = Producer(), Producer()
    files = [
        file(one, "a"),
        file(one, "b", is_made=True),
        file(other, "c", is_made=True),
    ]
    fulfil(files, SilentProgress())
    assert (one.made, other.made) == ([["a"]], [])


def test_producers_are_told_apart_by_identity_and_listed_once() -> None:
    one, other = Producer(), Producer()
    found = producers([file(one, "a"), file(other, "b"), file(one, "c")])
    assert [id(producer) for producer in found] == [id(one), id(other)]
