# SPDX-License-Identifier: GPL-3.0-or-later
"""What a product is read from: a folder, or an archive that stays packed."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol

from ...message import say
from .parsing import MOST_BYTES, UnreadableFile

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class Container(Protocol):
    """What a product is read from."""

    @property
    def path(self) -> str:
        """The product's folder or archive."""

    @property
    def root(self) -> str:
        """The product's folder inside of an archive, with a slash; else nothing."""

    @property
    def names(self) -> tuple[str, ...]:
        """The files, relative to the product's folder, with forward slashes."""

    def read(self, name: str) -> bytes:
        """Return the content of a small file.

        Raises:
            UnreadableFile: It is damaged, encrypted or unreasonably large.
        """

    def gdal_name(self, name: str) -> str:
        """Return the name under which GDAL opens a file, as it lies."""

    def reopened(self) -> AbstractContextManager[Container]:
        """Open the same again, for what is read later.

        Raises:
            ExogenousError: It is not what it was.
        """


def limited(stream: IO[bytes], name: str) -> bytes:
    """Return all that a stream has, unless it has no end.

    Raises:
        UnreadableFile: It is larger than metadata are.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            name, say("it is larger than {size} MB", size=MOST_BYTES // 2**20)
        )
    return data
