# SPDX-License-Identifier: GPL-3.0-or-later
"""The destinations of the algorithms' results."""

from __future__ import annotations

from typing import Final

from .. import parameter_names as names
from ..text import mark
from .spec import Kind, ParameterSpec, Section

OUTPUT = ParameterSpec(
    name=names.OUTPUT,
    kind=Kind.RASTER_DESTINATION,
    label=mark("Stacked raster"),
    help=mark("A GeoTIFF with a band for each layer. Example: /data/stack.tif"),
    algorithms=("stack",),
    needed_by=("stack",),
    section=Section.OUTPUT,
)

OUTPUT_FOLDER = ParameterSpec(
    name=names.OUTPUT_FOLDER,
    kind=Kind.FOLDER_DESTINATION,
    label=mark("Folder of the collocated layers"),
    help=mark("A GeoTIFF for each layer, named after it. Example: /data/collocated"),
    algorithms=("collocate",),
    needed_by=("collocate",),
    section=Section.OUTPUT,
)

OUTPUT_HTML = ParameterSpec(
    name=names.OUTPUT_HTML,
    kind=Kind.PAGE_DESTINATION,
    label=mark("Description"),
    help=mark("The same as a page. Example: /data/description.html"),
    algorithms=("describe",),
    section=Section.OUTPUT,
)

DESTINATIONS: Final = (OUTPUT, OUTPUT_FOLDER, OUTPUT_HTML)
