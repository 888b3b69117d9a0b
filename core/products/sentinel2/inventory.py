# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a product's files with the checksums in its own inventory, manifest.safe."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from ...errors import Cancelled, InvalidProduct
from ...io.paths import any_path
from ...message import say
from ...progress import never
from ..metadata_file import UnreadableFile, parse
from .archive import opened_archive
from .folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import IO

    from .container import Container

_INVENTORY: Final = "manifest.safe"

#: Names of checksums in inventories: MD5 until baseline 02.07.
_KINDS: Final = {"MD5": "md5", "SHA3-256": "sha3_256"}

_PART_BYTES: Final = 2**20


def differing_files(
    path: str, is_cancelled: Callable[[], bool] = never
) -> tuple[str, ...]:
    """Return the files that are not as the product's inventory says, by name.

    Args:
        path: A product's folder or archive. All of its bytes are read.
        is_cancelled: Asked again and again; True gives up.

    Raises:
        InvalidProduct: The product has no inventory that can be read.
        Cancelled: `is_cancelled` said to give up.
    """
    if any_path(path).is_dir():
        folder = open_folder(path)
        if folder is None:
            raise _no_inventory(path)
        return tuple(_differing(folder, path, is_cancelled))
    with opened_archive(path) as archive:
        return tuple(_differing(archive, path, is_cancelled))


def _differing(
    container: Container, path: str, is_cancelled: Callable[[], bool]
) -> Iterator[str]:
    for name, kind, digest in _listed(container, path):
        if name not in container.names:
            yield name
            continue
        found = _digest(container.stream(name), kind, is_cancelled)
        if found != digest:
            yield name


def _listed(container: Container, path: str) -> list[tuple[str, str, str]]:
    """List the inventory's files: the name, the kind of checksum and the checksum."""
    try:
        root = parse(container.read(_INVENTORY), _INVENTORY)
    except (UnreadableFile, KeyError) as error:
        raise _no_inventory(path) from error
    found = []
    for stream in root.iterfind(".//{*}byteStream"):
        place, checksum = stream.find("{*}fileLocation"), stream.find("{*}checksum")
        if place is None or checksum is None:
            continue
        kind = _KINDS.get(checksum.get("checksumName", "").upper())
        if kind is not None:
            name = place.get("href", "").removeprefix("./")
            found.append((name, kind, (checksum.text or "").strip().lower()))
    if not found:
        raise _no_inventory(path)
    return found


def _digest(
    opened: AbstractContextManager[IO[bytes]],
    kind: str,
    is_cancelled: Callable[[], bool],
) -> str | None:
    """Return a file's checksum; None where it cannot be read to its end."""
    # Not for secrecy: the sums are what the publisher chose.
    digest = hashlib.new(kind, usedforsecurity=False)
    try:
        with opened as stream:
            while part := stream.read(_PART_BYTES):
                if is_cancelled():
                    raise Cancelled
                digest.update(part)
    except UnreadableFile:
        return None
    return digest.hexdigest()


def _no_inventory(path: str) -> InvalidProduct:
    return InvalidProduct(
        path, say("it has no manifest.safe with checksums to compare its files with")
    )
