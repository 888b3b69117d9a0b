# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata file of a scene, `_MTL`, in its three forms: text, JSON and XML."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...message import say
from ..metadata_file import UnreadableFile, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    #: The values of each group by their names.
    Groups = Mapping[str, Mapping[str, str]]

_ROOTS: Final = {"LANDSAT_METADATA_FILE", "L1_METADATA_FILE"}

#: `KEY = value`, as ODL writes it.
_LINE: Final = re.compile(r"\s*(\w+)\s*=\s*(.*?)\s*$")

#: Of Level 2, the groups that tell of the scene it was made from.
_OF_LEVEL_1: Final = "LEVEL1_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mtl:
    """A scene's metadata."""

    file: str
    """The file's name, for messages."""
    groups: Groups

    def text(self, key: str) -> str | None:
        """Return a value of the product itself, not of the scene it was made from."""
        own = [name for name in self.groups if not name.startswith(_OF_LEVEL_1)]
        names = (*own, *self.groups) if self.is_level_1 else own
        found = (self.groups[name].get(key) for name in names)
        return next((text for text in found if text and text != "NULL"), None)

    @property
    def is_level_1(self) -> bool:
        """Whether the file is of a Level 1 scene."""
        return not any(name.startswith("LEVEL2_") for name in self.groups)

    def number(self, key: str) -> float | None:
        """Return a finite number; None where the file does not say it.

        Raises:
            UnreadableFile: The value is no finite number.
        """
        text = self.text(key)
        if text is None:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise UnreadableFile(
                self.file, say("{field} is {value!r}, no number", field=key, value=text)
            )
        return value


def read_mtl(data: bytes, file: str) -> Mtl:
    """Read a metadata file; its name tells the form.

    Raises:
        UnreadableFile: The file is damaged, or is no metadata of Landsat.
    """
    form = file.rpartition(".")[2].lower()
    readers = {"json": _json_groups, "xml": _xml_groups}
    groups = readers.get(form, _text_groups)(data, file)
    if not groups:
        raise UnreadableFile(file, say("it has no metadata of Landsat"))
    return Mtl(file=file, groups=groups)


def _text_groups(data: bytes, file: str) -> Groups:  # noqa: ARG001  (one signature)
    groups: dict[str, dict[str, str]] = {}
    inside: list[str] = []
    for line in data.decode("ascii", "replace").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        key, value = found[1], found[2].strip('"').strip()
        if key == "GROUP":
            inside.append(value)
        elif key == "END_GROUP":
            del inside[-1:]
        elif len(inside) > 1 and inside[0] in _ROOTS:
            groups.setdefault(inside[-1], {})[key] = value
    return groups


def _json_groups(data: bytes, file: str) -> Groups:
    try:
        root = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(file, str(error)) from error
    found = root if isinstance(root, dict) else {}
    content = next((found[name] for name in _ROOTS if name in found), None)
    if not isinstance(content, dict):
        return {}
    return {
        group: {key: str(value).strip() for key, value in _plain(values)}
        for group, values in content.items()
        if isinstance(values, dict)
    }


def _plain(values: dict[str, Any]) -> Iterator[tuple[str, str | float]]:
    for key, value in values.items():
        if isinstance(value, str | int | float):
            yield key, value


def _xml_groups(data: bytes, file: str) -> Groups:
    root = parse(data, file)
    if root.tag not in _ROOTS:
        return {}
    return {
        group.tag: {item.tag: (item.text or "").strip() for item in group}
        for group in root
    }
