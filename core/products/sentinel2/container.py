# SPDX-License-Identifier: GPL-3.0-or-later
"""The container of a product's files: a folder, or an archive that stays packed."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class Container(Protocol):
    """A folder or archive that holds a product's files."""

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
            UnreadableFile: The file is damaged, encrypted or unreasonably large.
        """

    def stream(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file of any size.

        Raises:
            UnreadableFile: The file is damaged or encrypted.
        """

    def gdal_name(self, name: str) -> str:
        """Return the name under which GDAL opens a file in place."""

    def reopened(self) -> AbstractContextManager[Container]:
        """Open the container again, for files that are read later.

        Raises:
            ExogenousError: The container has changed, or is gone.
        """
