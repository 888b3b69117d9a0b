# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a scene: in a folder, or in a `.tar` that stays packed."""

from __future__ import annotations

import re
import tarfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...errors import InvalidProduct, UnknownProduct
from ...io.paths import any_path, readable
from ...io.unpacking import DAMAGE
from ...message import say
from ..metadata_file import UnreadableFile, limited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The metadata; what comes before is the start of the names of all files of a scene.
#: Begins where a name does: looked for at every letter, a long path takes for ever.
MTL: Final = re.compile(
    r"(?i)(?:^|(?<=[/\\]))(?P<start>[^/\\]*)_MTL\.(?P<form>txt|xml|json)$"
)

ARCHIVE: Final = re.compile(r"(?i)\.(?:tar|tar\.gz|tgz)$")

#: All forms say the same; in this order they are looked for.
_FORMS: Final = ("txt", "xml", "json")

#: A scene has some 30 files.
_MOST_FILES: Final = 1000

#: Images compress by 30 to 1 at most; beyond this ratio lies an attack.
_MOST_RATIO: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFiles:
    """The files of one scene."""

    path: str
    """The folder or archive; the metadata file in a folder of several scenes."""
    start: str
    """The start of the names of all files, `LC08_L2SP_…_02_T1`."""
    names: Mapping[str, str]
    """What GDAL opens, by the file's name without its start, in capitals."""
    mtl: str
    """The metadata file's own name."""
    content: bytes = field(repr=False)
    """Of the metadata file."""

    def image(self, *ends: str) -> str | None:
        """Return the image of the first of these endings that is there."""
        files = (f"_{end}.{form}" for end in ends for form in ("TIF", "TIFF"))
        return next((self.names[one] for one in files if one in self.names), None)


def in_folder(path: str) -> SceneFiles | None:
    """List the scene in a folder, or of one metadata file; None where there is none.

    Raises:
        UnknownProduct: The folder holds several scenes, or cannot be listed.
        UnreadableFile: The metadata cannot be read.
    """
    named = MTL.search(path)
    folder = any_path(path).parent if named else any_path(path)
    try:
        inside = sorted(child.name for child in folder.iterdir())
    except OSError as error:
        reason = say("the folder cannot be listed: {problem}", problem=error.strerror)
        raise UnknownProduct(path, reason, say("Check your rights on it.")) from error
    mtl = any_path(path).name if named else _metadata(path, inside)
    if mtl is None:
        return None
    try:
        with (folder / mtl).open("rb") as stream:
            content = limited(stream, mtl)
    except OSError as error:
        raise UnreadableFile(mtl, error.strerror or str(error)) from error
    places = {name: readable(str(folder / name)) for name in inside}
    is_alone = named and _only(inside)
    return _scene(str(folder) if is_alone else path, mtl, places, content)


def in_archive(path: str) -> SceneFiles | None:
    """List the scene in an archive; None where there is none.

    Raises:
        InvalidProduct: The archive is damaged, or not safe to read.
        UnknownProduct: The archive holds several scenes.
        UnreadableFile: The metadata cannot be read.
    """
    try:
        with tarfile.open(path) as archive:
            members = _members(path, archive)
            mtl = _metadata(path, members)
            stream = archive.extractfile(mtl) if mtl else None
            content = limited(stream, mtl) if stream and mtl else b""
    except DAMAGE as error:
        reason = say("the archive cannot be read, or is cut off")
        raise InvalidProduct(path, reason) from error
    if mtl is None:
        return None
    places = {name: f"/vsitar/{{{readable(path)}}}/{name}" for name in members}
    return _scene(path, mtl, places, content)


def _scene(
    path: str, mtl: str, places: Mapping[str, str], content: bytes
) -> SceneFiles:
    found = MTL.search(mtl)
    start = found["start"] if found else ""
    before = mtl[: len(mtl) - len(mtl.rpartition("/")[2])] + start
    names = {
        name[len(before) :].upper(): place
        for name, place in places.items()
        if name.startswith(before)
    }
    return SceneFiles(path=path, start=start, names=names, mtl=mtl, content=content)


def _only(names: Iterable[str]) -> bool:
    return len({found["start"] for found in map(MTL.search, names) if found}) == 1


def _metadata(path: str, names: list[str]) -> str | None:
    """Return the metadata file of the only scene; None for no scene."""
    found = [(name, match) for name in names if (match := MTL.search(name))]
    starts = sorted({match["start"] for _, match in found})
    if len(starts) > 1:
        reason = say("it holds {count} scenes of Landsat", count=len(starts))
        raise UnknownProduct(
            path, reason, say("Give the metadata of one: {file}.", file=found[0][0])
        )
    order = sorted(found, key=lambda one: _FORMS.index(one[1]["form"].lower()))
    return order[0][0] if order else None


def _members(path: str, archive: tarfile.TarFile) -> list[str]:
    """List the files of an archive; refuse what a scene never has."""
    names: list[str] = []
    most_bytes = max(any_path(path).stat().st_size, 2**20) * _MOST_RATIO
    for member in archive:
        parts = member.name.replace("\\", "/").split("/")
        is_out = ".." in parts or not parts[0] or ":" in parts[0]
        if is_out or member.issym() or member.islnk() or member.isdev():
            raise InvalidProduct(
                path,
                say(
                    "its member {member!r} reaches outside the archive",
                    member=member.name,
                ),
            )
        most_bytes -= member.size
        if most_bytes < 0 or len(names) > _MOST_FILES:
            raise InvalidProduct(
                path,
                say("its member {member!r} unpacks without end", member=member.name),
            )
        if member.isfile():
            names.append(member.name)
    return names
