# SPDX-License-Identifier: GPL-3.0-or-later
"""The identity of a product: its files, its name and its metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import UnknownProduct
from ...message import say
from ..metadata_file import UnreadableFile, parse
from ..product import CHOOSE
from . import naming
from .baseline import find_baseline
from .files import sort_files
from .metadata import DatatakeMetadata, TileMetadata, read_datatake, read_tile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # nosec B405

    from .container import Container
    from .files import ProductFiles
    from .spectral import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A product's files, names and metadata."""

    path: str
    filename: str
    """The name of the folder or archive, without extensions."""
    name: naming.ProductName | None
    """None where neither the folder nor the metadata follow the convention."""
    level: Level
    files: ProductFiles
    datatake: DatatakeMetadata
    tile: TileMetadata
    baseline: float | None
    """The processing baseline, 4.0 for 04.00; None where nothing says it."""
    problems: tuple[str, ...]
    """One sentence for each file that is missing or damaged."""


def identify(container: Container) -> Identity:
    """Read a product's metadata.

    A metadata file that is missing or damaged is a warning, not an error: most of the
    metadata are in the product's name too.

    Raises:
        UnknownProduct: There is neither metadata nor a name in the convention, or
            the product has several tiles.
    """
    files = sort_files(container.names)
    if len(files.granules) > 1:
        raise UnknownProduct(
            container.path,
            say(
                "it has images of several tiles ({tiles})",
                tiles=", ".join(files.granules),
            ),
            say("Only products of one tile are read, as made since December 2016."),
        )
    problems: list[str] = []
    datatake = read_datatake(_root(container, files.datatake, "MTD_MSI*.xml", problems))
    tile = read_tile(_root(container, files.tile, "MTD_TL.xml", problems))
    filename = naming.without_extensions(re.split(r"[/\\]", container.path)[-1])
    name = naming.choose(filename, container.root.rstrip("/"), datatake.uri)
    level = _level(container.path, files, name)
    baseline = datatake.baseline or (name.baseline if name else None)
    return Identity(
        path=container.path,
        filename=filename,
        name=name,
        level=level,
        files=files,
        datatake=datatake,
        tile=tile,
        baseline=baseline or find_baseline(container, files, level),
        problems=tuple(problems),
    )


def _root(
    container: Container, name: str | None, usual: str, problems: list[str]
) -> Element | None:
    if name is None:
        problems.append(
            say(
                "The product has no {usual}; what it would say is left out.",
                usual=usual,
            )
        )
        return None
    try:
        return parse(container.read(name), name)
    except UnreadableFile as error:
        problems.append(
            say("{problem}; what it would say is left out.", problem=error.message)
        )
        return None


def _level(path: str, files: ProductFiles, name: naming.ProductName | None) -> Level:
    if files.datatake:
        return "L1C" if files.datatake.endswith("L1C.xml") else "L2A"
    if name:
        return name.level
    if files.granules and files.granules[0].startswith(("L1C_", "L2A_")):
        return "L1C" if files.granules[0].startswith("L1C_") else "L2A"
    raise UnknownProduct(
        path,
        say(
            "it has no MTD_MSIL1C.xml or MTD_MSIL2A.xml, nor a Sentinel-2 product's "
            "name"
        ),
        CHOOSE,
    )
