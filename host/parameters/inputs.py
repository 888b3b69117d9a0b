# SPDX-License-Identifier: GPL-3.0-or-later
"""The inputs of the algorithms: the product, the layers, the grid and the area."""

from __future__ import annotations

from typing import Final

from .. import parameter_names as names
from ..text import mark
from .spec import Kind, ParameterSpec

ALL: Final = ("stack", "collocate", "describe")
BOTH: Final = ("stack", "collocate")

PRODUCT = ParameterSpec(
    name=names.PRODUCT,
    kind=Kind.FILE,
    label=mark("Product (.SAFE folder, .zip, raster file or layer)"),
    help=mark(
        "A Sentinel-2 product (the .SAFE folder, a metadata file in it, or the .zip), "
        "any raster file, or the name of a raster layer of the project; or several "
        'rasters as a list, ["B2.tif", "B3.tif"], or one a line. Results have its '
        "pixel grid. Example: "
        "/data/S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300.SAFE"
    ),
    algorithms=ALL,
    needed_by=ALL,
)

BANDS = ParameterSpec(
    name=names.BANDS,
    kind=Kind.TEXT,
    label=mark("Product bands, in order"),
    help=mark(
        "Spectral names, sensor identifiers, or the numbers or names of a plain "
        "raster's bands, separated by commas. Empty: none beside exogenous layers, all "
        "of them without. Examples: GREEN, RED, SWIR_1 or B03, 8A or 1, 2."
    ),
    algorithms=("stack",),
)

EXO = ParameterSpec(
    name=names.EXO,
    kind=Kind.LINES,
    label=mark("Exogenous layers"),
    help=mark(
        "One layer a line: a file or the name of a layer of the project, then "
        "what differs from the defaults. Example: "
        "/data/dem.tif|name=DEM|band=1|resampler=bilinear. Keys are name, band (a "
        "number or a description; several as 1-3 or *), resampler, nodata, crs, scale, "
        "offset, mask, domain, fractions (shares of classes), time, when and within "
        "(of files with times), burn, filter and touch (of features), overlap (of "
        "tiles) and use (false leaves the row out). The path may stand for the tiles "
        "of one layer: dem/*.tif, a folder, an index of tiles, or a list like "
        '["a.tif", "b.tif"]. The default band is the one at the product\'s '
        "acquisition, else 1, the default "
        "resampler auto: nearest for classes, bilinear for all else. Or JSON: "
        '{"DEM": {"path": "/data/dem.tif", "bandnumber": 1, "resampler": '
        '"bilinear"}}. From Python also a dictionary or list of such rows, layers or '
        "paths. Where QGIS itself reads a "
        "dictionary (in a model, in the JSON input of qgis_process) it sorts it by "
        "name; a list keeps its order."
    ),
    algorithms=BOTH,
    needed_by=("collocate",),
)

PIXEL_SIZE = ParameterSpec(
    name=names.PIXEL_SIZE,
    kind=Kind.NUMBER,
    label=mark("Pixel size, in units of the product's CRS"),
    help=mark(
        "Empty: the product's own. Example: 20. The grid starts at the product's "
        "upper-left corner and has exactly this pixel size."
    ),
    algorithms=BOTH,
    minimum=0,
)

AOI = ParameterSpec(
    name=names.AOI,
    kind=Kind.AREA,
    label=mark("Area of interest"),
    help=mark(
        "A vector layer or file in any CRS, or an extent xmin,xmax,ymin,ymax [EPSG:…] "
        "(in the product's CRS if none is given). Results have the whole pixels of the "
        "grid that its extent touches. Empty: the whole product. Examples: "
        "/data/lake.gpkg or 4.1,4.3,60.2,60.4 [EPSG:4326]"
    ),
    algorithms=BOTH,
)

MASK_AOI = ParameterSpec(
    name=names.MASK_AOI,
    kind=Kind.SWITCH,
    label=mark("Blank what lies outside the area's polygons"),
    help=mark(
        "Pixels whose centre is in no polygon of the area become nodata. Example: yes, "
        "for the pixels of a lake alone."
    ),
    algorithms=BOTH,
    default=False,
)

LOAD = ParameterSpec(
    name=names.LOAD,
    kind=Kind.SWITCH,
    label=mark("Open the layers in the project after the run"),
    help=mark(
        "In the QGIS window only, and not from within a model. Example: no, where "
        "hundreds of layers are written."
    ),
    algorithms=("collocate",),
    default=True,
)

INPUTS: Final = (PRODUCT, BANDS, EXO, PIXEL_SIZE, AOI, MASK_AOI, LOAD)
