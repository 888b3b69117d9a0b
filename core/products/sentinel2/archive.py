# SPDX-License-Identifier: GPL-3.0-or-later
"""Products in zip archives, read in place; malicious archives are refused."""

from __future__ import annotations

import stat
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from ...errors import InvalidProduct, UnknownProduct
from ...io.paths import any_path, readable
from ...io.unpacking import DAMAGE
from ...message import say
from ..metadata_file import UnreadableFile, limited
from .roots import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

#: Files of a product compress by 30 to 1 at most; beyond this ratio lies an attack.
_MOST_RATIO: Final = 200
_RATIO_COUNTS_FROM_BYTES: Final = 2**20

#: General purpose bit flag 0 of a member (PKWARE APPNOTE, section 4.4.4).
_ENCRYPTED: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A product in a zip archive that is being read."""

    path: str
    names: tuple[str, ...]
    root: str
    """The product's folder inside the archive, with a slash at its end, or nothing."""
    archive: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """Return the content of a small file, see `Container`."""
        try:
            with self.archive.open(self.root + name) as stream:
                return limited(stream, name)
        except DAMAGE as error:
            raise UnreadableFile(name, str(error)) from error

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of any size, see `Container`."""
        try:
            with self.archive.open(self.root + name) as stream:
                yield stream
        except DAMAGE as error:
            raise UnreadableFile(name, str(error)) from error

    def gdal_name(self, name: str) -> str:
        """Return GDAL's name for the member; braces allow any archive name."""
        return f"/vsizip/{{{readable(self.path)}}}/{self.root}{name}"

    def reopened(self) -> AbstractContextManager[Archive]:
        """Open the archive again, see `Container`."""
        return opened_archive(self.path)


@contextmanager
def opened_archive(path: str) -> Iterator[Archive]:
    """List a product's archive and keep it open.

    Raises:
        InvalidProduct: The archive is damaged, or not safe to read.
        UnknownProduct: The archive holds no product, several products, a product in
            an old layout, or is encrypted.
    """
    with any_path(path).open("rb") as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except DAMAGE as error:
            raise InvalidProduct(
                path, say("the archive cannot be read, or is cut off")
            ) from error
        with archive:
            # Not is_dir, which fails where a member has no name.
            members = archive.infolist()
            files = [one for one in members if not one.filename.endswith("/")]
            root = root_of(path, sorted(member.filename for member in files))
            refuse_harm(path, files)
            inside = tuple(
                member.filename[len(root) :]
                for member in sorted(files, key=lambda member: member.filename)
                if member.filename.startswith(root)
            )
            yield Archive(path=path, names=inside, root=root, archive=archive)


def refuse_harm(path: str, members: list[zipfile.ZipInfo]) -> None:
    """Refuse encrypted and malicious archives of products; GDAL judges others.

    Raises:
        UnknownProduct: The archive is encrypted.
        InvalidProduct: A member reaches outside, or unpacks without end.
    """
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnknownProduct(
            path, say("the archive is encrypted"), say("Unpack it first.")
        )
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0] or _is_link(member):
            raise InvalidProduct(
                path,
                say(
                    "its member {member!r} reaches outside the archive",
                    member=member.filename,
                ),
            )
        if (
            member.file_size > _RATIO_COUNTS_FROM_BYTES
            and member.file_size > _MOST_RATIO * member.compress_size
        ):
            raise InvalidProduct(
                path,
                say(
                    "its member {member!r} unpacks without end", member=member.filename
                ),
            )


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)
