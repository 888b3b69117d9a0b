# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a product's files are: in a folder, or in an archive that stays packed."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from sertit import AnyPath

from ...errors import InvalidProduct, UnknownProduct
from ...paths import readable
from .parsing import MOST_BYTES, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

#: `GRANULE/<tile>/IMG_DATA/R10m/<file>` is as deep as products go.
_DEPTH: Final = 4

#: Nothing in a product packs better than some 30 to 1.
_MOST_RATIO: Final = 200
_RATIO_COUNTS_FROM_BYTES: Final = 2**20

#: General purpose bit flag 0 of a member (PKWARE APPNOTE, section 4.4.4).
_ENCRYPTED: Final = 1

_METADATA: Final = re.compile(r"(?:^|/)MTD_MSIL(?:1C|2A)\.xml$")

#: The layout of before December 2016, several tiles in one product.
_OLD_METADATA: Final = re.compile(r"(?:^|/)S2\w_OPER_MTD_SAFL(?:1C|2A)_[^/]*\.xml$")

_OLD: Final = "it is in the layout of before December 2016"
_FETCH_NEW: Final = "Fetch it again: archives hand it out in the present one."


class Container(Protocol):
    """What a product is read from."""

    @property
    def path(self) -> str:
        """The product's folder or archive."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A product unpacked."""

    path: str
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """Return the content of a small file, see `Container`."""
        try:
            with (AnyPath(self.path) / name).open("rb") as stream:
                return _limited(stream, name)
        except OSError as error:
            raise UnreadableFile(name, error.strerror or str(error)) from error

    def gdal_name(self, name: str) -> str:
        """Return the file's own path."""
        return readable(str(AnyPath(self.path) / name))


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
                return _limited(stream, name)
        except (OSError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
            # zipfile says RuntimeError for a password or an unknown method.
            raise UnreadableFile(name, str(error)) from error

    def gdal_name(self, name: str) -> str:
        """Return GDAL's name for the member; braces allow any archive name."""
        return f"/vsizip/{{{readable(self.path)}}}/{self.root}{name}"


def open_folder(path: str) -> Folder | None:
    """List a product's folder, None where the folder is no product.

    A folder that only holds one `.SAFE` folder stands for it.

    Raises:
        UnknownProduct: It holds several products, or one in an old layout.
    """
    folder = AnyPath(path)
    try:
        inside = sorted(child.name for child in folder.iterdir())
    except OSError as error:
        raise UnknownProduct(
            path, f"the folder cannot be listed: {error.strerror}", "Check your rights."
        ) from error
    if any(_OLD_METADATA.search(name) for name in inside):
        raise UnknownProduct(path, _OLD, _FETCH_NEW)
    if any(_METADATA.search(name) for name in inside) or "GRANULE" in inside:
        return Folder(path=path, names=tuple(_files_below(folder, "", _DEPTH)))
    products = [name for name in inside if name.endswith(".SAFE")]
    if len(products) > 1:
        raise _several(path, products)
    return open_folder(str(folder / products[0])) if products else None


@contextmanager
def opened_archive(path: str) -> Iterator[Archive]:
    """List a product's archive and keep it open.

    Raises:
        InvalidProduct: The archive is damaged, or not safe to read.
        UnknownProduct: It holds no product, several, one in an old layout, or
            is encrypted.
    """
    with AnyPath(path).open("rb") as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise InvalidProduct(
                path, f"the archive cannot be read: {error}"
            ) from error
        with archive:
            names = _safe_names(path, archive.infolist())
            root = _root(path, names)
            inside = tuple(name[len(root) :] for name in names if name.startswith(root))
            yield Archive(path=path, names=inside, root=root, archive=archive)


def _files_below(folder: Any, prefix: str, depth: int) -> Iterator[str]:
    for child in sorted(folder.iterdir()):
        if not child.is_dir():
            yield prefix + child.name
        elif depth:
            yield from _files_below(child, f"{prefix}{child.name}/", depth - 1)


def _safe_names(path: str, members: list[zipfile.ZipInfo]) -> list[str]:
    """Return the files of an archive; refuse one that is made to do harm."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnknownProduct(path, "the archive is encrypted", "Unpack it first.")
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0] or _is_link(member):
            raise InvalidProduct(
                path, f"its member {member.filename!r} reaches outside the archive"
            )
        if (
            member.file_size > _RATIO_COUNTS_FROM_BYTES
            and member.file_size > _MOST_RATIO * member.compress_size
        ):
            raise InvalidProduct(
                path, f"its member {member.filename!r} unpacks without end"
            )
    return sorted(member.filename for member in members if not member.is_dir())


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _root(path: str, names: list[str]) -> str:
    """Return the one folder of an archive that is a product."""
    roots = {
        name[: found.start()] for name in names if (found := _METADATA.search(name))
    }
    if not roots and any(_OLD_METADATA.search(name) for name in names):
        raise UnknownProduct(path, _OLD, _FETCH_NEW)
    roots = roots or {
        name[: found.start() + 5] for name in names if (found := _safe_folder(name))
    }
    if len(roots) > 1:
        raise _several(path, sorted(roots))
    if not roots:
        raise UnknownProduct(
            path,
            "there is no Sentinel-2 product in the archive",
            'For a raster in it, give "/vsizip/{archive.zip}/raster.tif".',
        )
    root = roots.pop().strip("/")
    return root and f"{root}/"


def _safe_folder(name: str) -> re.Match[str] | None:
    """Find a product's folder whose metadata are missing."""
    return re.search(r"\.SAFE(?=/GRANULE/)", name)


def _several(path: str, products: list[str]) -> UnknownProduct:
    shown = ", ".join(name.strip("/") or "." for name in products[:3])
    return UnknownProduct(
        path, f"it holds {len(products)} products ({shown}, …)", "Give one of them."
    )


def _limited(stream: Any, name: str) -> bytes:
    data: bytes = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(name, f"it is larger than {MOST_BYTES // 2**20} MB")
    return data
