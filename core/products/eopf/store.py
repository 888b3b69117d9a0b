# SPDX-License-Identifier: GPL-3.0-or-later
"""A store's arrays and what its metadata say of them; no chunk is read."""

from __future__ import annotations

import json
import math
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...errors import UnknownProduct
from ...io.paths import any_path, readable
from ...io.unpacking import DAMAGE
from ...message import say
from ..metadata_file import UnreadableFile, limited
from ..sentinel2.archive import refuse_harm

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The consolidated metadata of Zarr v2, and the metadata of a group of Zarr v3.
METADATA: Final = ".zmetadata"
_METADATA_OF_V3: Final = "zarr.json"

#: What makes a store one of Sentinel-2.
REFLECTANCE: Final = "measurements/reflectance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One store."""

    path: str
    """The folder or archive."""
    start: str
    """What comes before an array's name for GDAL, with a slash at its end."""
    entries: Mapping[str, Any]
    """What the consolidated metadata say, by keys like `a/b/.zattrs`."""

    def has(self, array: str) -> bool:
        """Tell whether the store has an array."""
        return isinstance(self.entries.get(f"{array}/.zarray"), dict)

    def gdal_name(self, array: str) -> str:
        """Return the name under which GDAL opens an array."""
        return f"{self.start}{array}"

    def about(self, array: str) -> dict[str, Any]:
        """Return the attributes of an array, or of the store for an empty name."""
        found = self.entries.get(f"{array}/.zattrs" if array else ".zattrs")
        return found if isinstance(found, dict) else {}

    def number(self, array: str, field: str) -> float | None:
        """Return a number among an array's attributes; None where there is none.

        Raises:
            UnreadableFile: It is no finite number.
        """
        value = self.about(array).get(field)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value):
            reason = say(
                "{field} of {array} is {value!r}, no number",
                field=field,
                array=array,
                value=value,
            )
            raise UnreadableFile(METADATA, reason)
        return float(value)

    def is_float(self, array: str) -> bool:
        """Tell whether an array's numbers are floats, which are decoded already."""
        entry = self.entries.get(f"{array}/.zarray")
        dtype = entry.get("dtype") if isinstance(entry, dict) else None
        return isinstance(dtype, str) and dtype[1:2] == "f"


def in_folder(path: str) -> Store | None:
    """Open a folder as a store; None where it is none of Sentinel-2.

    Raises:
        UnknownProduct: It is a store of Zarr v3.
        UnreadableFile: The metadata are damaged.
    """
    folder = any_path(path)
    file = folder / METADATA
    if not file.is_file():
        if (folder / _METADATA_OF_V3).is_file():
            raise _is_v3(path)
        return None
    try:
        with file.open("rb") as stream:
            data = limited(stream, METADATA)
    except OSError as error:
        raise UnreadableFile(METADATA, error.strerror or str(error)) from error
    return _store(path, f"{readable(str(folder)).rstrip('/')}/", data)


def in_archive(path: str) -> Store | None:
    """Open a `.zip` as a store; None where it is none of Sentinel-2.

    Raises:
        InvalidProduct: The archive is malicious.
        UnknownProduct: It is encrypted.
        UnreadableFile: The metadata are damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            found = [name for name in names if _is_top(name)]
            if len(found) != 1:
                return None
            refuse_harm(path, [m for m in archive.infolist() if m.filename[-1:] != "/"])
            with archive.open(found[0]) as stream:
                data = limited(stream, METADATA)
    except DAMAGE:
        return None  # which whoever opens it as another product says
    root = found[0][: -len(METADATA)]
    return _store(path, f"/vsizip/{{{readable(path)}}}/{root}", data)


def _is_top(name: str) -> bool:
    folder, slash, file = name.rpartition("/")
    return file == METADATA and (not slash or "/" not in folder)


def _store(path: str, start: str, data: bytes) -> Store | None:
    try:
        root = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(METADATA, str(error)) from error
    entries = root.get("metadata") if isinstance(root, dict) else None
    if not isinstance(entries, dict):
        raise UnreadableFile(METADATA, say("it describes no arrays"))
    if not any(key.startswith(f"{REFLECTANCE}/") for key in entries):
        return None
    return Store(path=path, start=start, entries=entries)


def _is_v3(path: str) -> UnknownProduct:
    return UnknownProduct(
        path,
        say("it is a store of Zarr version 3, whose codecs GDAL here does not know"),
        say("Give the product as Zarr version 2, or as SAFE."),
    )
