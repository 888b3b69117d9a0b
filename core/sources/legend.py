# SPDX-License-Identifier: GPL-3.0-or-later
"""The legend of a band: names and colours of its numbers, as the file has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.enums import ColorInterp

from ..io.band_description import band_description
from ..io.paths import stem
from ..message import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasterio.io import DatasetReader

    from ..io.band_description import BandDescription

#: Bands of flags or classes, by the words in their names: Sentinel-2 (SCL, and MSK_
#: but for the probabilities of clouds and snow), Landsat (USGS LSDS-1619; ST_QA is an
#: uncertainty), HLS, MODIS, Planet, and what land cover is called by everybody.
_CODES: Final = re.compile(
    r"(?i)(?:^|[^a-z0-9])(?:SCL|MSK_(?!CLDPRB|SNWPRB)\w+|(?<!ST_)B?QA\d*|StateQA|"
    r"QC|FMASK|UDM2?|CLM|(?:cloud_?|data_?)?masks?|(?:quality_?)?flags?|state_1km|"
    r"LC_(?:Type|Prop)\d|land[_ ]?(?:cover|use)|lulc|scene_?class\w*)(?:[^a-z0-9]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """A band's description and colours, and whether its values are classes."""

    classes_by: str = ""
    """What says that the values are codes, a sentence's end; empty where nothing."""
    description: str = ""
    """The band's own description."""
    colormap: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """From code to (red, green, blue, alpha), where there is a palette."""
    categories: tuple[str, ...] = ()
    """The name of the class 0, of 1 and so on."""
    attribute_table: str = ""
    """GDAL's XML of the raster attribute table, where there is one."""

    @property
    def is_classes(self) -> bool:
        """Whether values are codes of classes or flags, never to be averaged."""
        return bool(self.classes_by)


UNKNOWN: Final = Legend()


def is_name_of_codes(name: str) -> bool:
    """Tell whether a band or file of this name is known to hold flags or classes."""
    return _CODES.search(name) is not None


def read_legend(src: DatasetReader, index: int) -> Legend:
    """Read what a raster says of the numbers of a band; no pixel is read.

    Args:
        src: An open raster.
        index: The band's 1-based number.
    """
    colormap, described = _colormap(src, index), band_description(src, index)
    return Legend(
        classes_by=_classes_by(src, index, described, has_palette=bool(colormap)),
        description=src.descriptions[index - 1] or "",
        colormap=colormap,
        categories=described.categories,
        attribute_table=described.attribute_table,
    )


def _classes_by(
    src: DatasetReader, index: int, described: BandDescription, *, has_palette: bool
) -> str:
    is_byte = src.dtypes[index - 1] == "uint8"
    if src.colorinterp[index - 1] == ColorInterp.palette or (is_byte and has_palette):
        return say("it has a palette")
    if described.categories:
        return say("its classes have names")
    if described.has_class_table:
        return say("it has a table of classes")
    if np.dtype(src.dtypes[index - 1]).kind not in "iu":
        return ""
    names = [src.descriptions[index - 1] or ""]
    if src.count == 1:
        names.append(stem(src.name))
    for name in names:
        if is_name_of_codes(name):
            return say("{name!r} is a name of flags or classes", name=name)
    return ""


def _colormap(src: DatasetReader, index: int) -> dict[int, tuple[int, ...]]:
    try:
        return dict(src.colormap(index))
    except ValueError:  # rasterio's way to say that there is none
        return {}
