# SPDX-License-Identifier: GPL-3.0-or-later
"""Products in folders, as unpacked."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, ClassVar, Final

from ...errors import UnknownProduct
from ...io.paths import any_path, readable
from ...message import say
from ..metadata_file import UnreadableFile, limited
from .roots import is_root, only_one, refuse_old_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The depth of a product's folders: `GRANULE/<tile>/IMG_DATA/R10m/<file>`.
_DEPTH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """An unpacked product."""

    path: str
    names: tuple[str, ...]
    root: ClassVar[str] = ""

    def read(self, name: str) -> bytes:
        """Return the content of a small file, see `Container`."""
        try:
            with (any_path(self.path) / name).open("rb") as stream:
                return limited(stream, name)
        except OSError as error:
            raise UnreadableFile(name, error.strerror or str(error)) from error

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of any size, see `Container`."""
        try:
            with (any_path(self.path) / name).open("rb") as stream:
                yield stream
        except OSError as error:
            raise UnreadableFile(name, error.strerror or str(error)) from error

    def gdal_name(self, name: str) -> str:
        """Return the file's own path."""
        return readable(str(any_path(self.path) / name))

    def reopened(self) -> AbstractContextManager[Folder]:
        """Return itself, see `Container`."""
        return nullcontext(self)


def open_folder(path: str) -> Folder | None:
    """List a product's folder, None where the folder is no product.

    A folder that holds one `.SAFE` folder stands for that.

    Raises:
        UnknownProduct: The folder holds several products, a product in an old layout,
            or cannot be listed.
    """
    folder = any_path(path)
    try:
        inside = sorted(child.name for child in folder.iterdir())
        refuse_old_layout(path, inside)
        if is_root(inside):
            return Folder(path=path, names=tuple(_files_below(folder, "", _DEPTH)))
    except OSError as error:
        reason = say("the folder cannot be listed: {problem}", problem=error.strerror)
        raise UnknownProduct(path, reason, say("Check your rights on it.")) from error
    products = [name for name in inside if name.endswith(".SAFE")]
    return open_folder(str(folder / only_one(path, products))) if products else None


def _files_below(folder: Any, prefix: str, depth: int) -> Iterator[str]:
    for child in sorted(folder.iterdir()):
        if not child.is_dir():
            yield prefix + child.name
        elif depth:
            yield from _files_below(child, f"{prefix}{child.name}/", depth - 1)
