# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error of the core in the words of a dialog and of a command.

Whoever reads one must know what to click, or which key to write.
"""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from exogenous.core import errors
from exogenous.core.errors import Parameter
from exogenous.core.message import say
from exogenous.gui.layer_table.row import Column
from exogenous.gui.layer_table.row_display import header
from exogenous.host.field_words import told_by_field
from exogenous.host.parameters.declared import PARAMETERS
from exogenous.host.text import told
from exogenous.tests.places import ROOT

ROW = "layer 'DEM'"

#: An error of each kind, where its dialog's words begin, where a command's do, and
#: what to do in a part of both.
WALK = [
    (
        errors.AoiOutside("lake", "0, 0, 1, 1", "5, 5, 9, 9"),
        "Area of interest: 'lake' (0, 0, 1, 1) lies outside the product",
        "AOI: 'lake' (0, 0, 1, 1) lies outside the product",
        "Choose an area that touches it.",
    ),
    (
        errors.AreaWithoutCrs("lake.shp"),
        "Area of interest: 'lake.shp' has no coordinate reference system",
        "AOI: 'lake.shp' has no coordinate reference system",
        "Set it for the layer in QGIS (Layer, Set CRS)",
    ),
    (
        errors.BandNotFound(ROW, "dem.tif", 4, ["1", "2"]),
        "layer 'DEM': 'dem.tif' has no band 4",
        "layer 'DEM': 'dem.tif' has no band 4",
        "It has 1, 2.",
    ),
    (errors.Cancelled(), "Cancelled", "Cancelled", "nothing was written."),
    (
        errors.DuplicateName("DEM", [ROW, "band 04"]),
        "The name 'DEM' is used more than once (layer 'DEM', band 04).",
        "The name 'DEM' is used more than once (layer 'DEM', band 04).",
        'in the dialog in the column Name, in a command by the key "name"',
    ),
    (
        errors.GaussElsewhere(ROW, "dem.tif"),
        "layer 'DEM': resampler 'gauss' is made for overviews",
        "layer 'DEM': resampler 'gauss' is made for overviews",
        "Use average or cubic_spline, or another pixel size.",
    ),
    (
        errors.InvalidLayer(ROW, "the name is empty", "Give it a name."),
        "Exogenous layers, layer 'DEM': the name is empty.",
        "EXO layer 'DEM': the name is empty.",
        "Give it a name.",
    ),
    (
        errors.InvalidProduct("a.SAFE", "it has metadata but no image files"),
        "Product: 'a.SAFE' is damaged: it has metadata but no image files.",
        "PRODUCT: 'a.SAFE' is damaged: it has metadata but no image files.",
        "Fetch or unpack it again.",
    ),
    (
        errors.InvalidRequest("PIXEL_SIZE", -3, "Give a positive number."),
        "Pixel size: -3 cannot be used.",
        "PIXEL_SIZE: -3 cannot be used.",
        "Give a positive number.",
    ),
    (
        errors.LongInteger(ROW, "ids.tif", 2**53 + 1),
        "layer 'DEM': 'ids.tif' holds 9007199254740993",
        "layer 'DEM': 'ids.tif' holds 9007199254740993",
        "in the dialog in Data type, in a command by DTYPE.",
    ),
    (
        errors.MalformedExo("nothing is asked for", "Add a layer."),
        "Exogenous layers: nothing is asked for.",
        "EXO: nothing is asked for.",
        "Add a layer.",
    ),
    (
        errors.MissingCrs(ROW, "dem.tif"),
        "layer 'DEM': 'dem.tif' has no coordinate reference system",
        "layer 'DEM': 'dem.tif' has no coordinate reference system",
        'in the dialog in the column CRS, in a command by the key "crs"',
    ),
    (
        errors.MissingGeoreference(ROW, "scan.tif"),
        "layer 'DEM': 'scan.tif' has no geotransform",
        "layer 'DEM': 'scan.tif' has no geotransform",
        "with QGIS's Georeferencer",
    ),
    (
        errors.NoOverlap(ROW, "dem.tif"),
        "layer 'DEM': 'dem.tif' does not overlap the product's area.",
        "layer 'DEM': 'dem.tif' does not overlap the product's area.",
        'in the dialog without the tick "Stop where a band or a layer is missing"',
    ),
    (
        errors.NoRegularGrid(ROW, "scene.tif", "control points"),
        "layer 'DEM': 'scene.tif' is placed by control points",
        "layer 'DEM': 'scene.tif' is placed by control points",
        'with "Warp (reproject)".',
    ),
    (
        errors.NodataTaken(ROW, 0, "uint8"),
        "layer 'DEM': 0 is a valid value there",
        "layer 'DEM': 0 is a valid value there",
        "in the dialog in Nodata value or Data type, in a command by NODATA or DTYPE.",
    ),
    (
        errors.OutputNotWritable("a.tif", "the disk is full. Free some of it."),
        "Stacked raster: 'a.tif' cannot be written: the disk is full.",
        "OUTPUT: 'a.tif' cannot be written: the disk is full.",
        "Free some of it.",
    ),
    (
        errors.OutOfMemory(),
        "There is too little memory.",
        "There is too little memory.",
        "fewer threads, a smaller memory limit, a smaller area.",
    ),
    (
        errors.SystemRefused("a.tif", "you may not read it. Change its permissions."),
        "'a.tif' cannot be used: you may not read it.",
        "'a.tif' cannot be used: you may not read it.",
        "Change its permissions.",
    ),
    (
        errors.ReachesOut(ROW, "a.vrt", "https://example.org/a.tif"),
        "layer 'DEM': 'a.vrt' is read from the network (https://example.org/a.tif).",
        "layer 'DEM': 'a.vrt' is read from the network (https://example.org/a.tif).",
        "give the address itself as path",
    ),
    (
        errors.ReadsAnyFile(ROW, "a.vrt", "../b.bin"),
        "layer 'DEM': 'a.vrt' reads '../b.bin' byte by byte",
        "layer 'DEM': 'a.vrt' reads '../b.bin' byte by byte",
        "Put the file beside it, or save it as GeoTIFF.",
    ),
    (
        errors.SourceChanged(ROW, "dem.tif"),
        "layer 'DEM': 'dem.tif' was changed while it was read.",
        "layer 'DEM': 'dem.tif' was changed while it was read.",
        "Run again once it is ready.",
    ),
    (
        errors.SourceMissing(Parameter("PRODUCT"), "a.SAFE"),
        "Product: there is no file 'a.SAFE'.",
        "PRODUCT: there is no file 'a.SAFE'.",
        "Check the path.",
    ),
    (
        errors.SourceUnreadable(ROW, "dem.tif", "TIFFReadDirectory failed"),
        "layer 'DEM': 'dem.tif' cannot be read: it is damaged or incomplete.",
        "layer 'DEM': 'dem.tif' cannot be read: it is damaged or incomplete.",
        "Fetch or make it again.",
    ),
    (
        errors.SourceUnusable(ROW, "a.shp", "it is a vector file", "Rasterize it."),
        "layer 'DEM': 'a.shp' cannot be read: it is a vector file.",
        "layer 'DEM': 'a.shp' cannot be read: it is a vector file.",
        "Rasterize it.",
    ),
    (
        errors.SubdatasetNeeded(ROW, "a.nc", ["NETCDF:a.nc:t", "NETCDF:a.nc:p"]),
        "layer 'DEM': 'a.nc' holds several rasters.",
        "layer 'DEM': 'a.nc' holds several rasters.",
        "Give one of them in its place: NETCDF:a.nc:t, NETCDF:a.nc:p.",
    ),
    (
        errors.UnknownOffset("a.SAFE"),
        "Product: 'a.SAFE' cannot become reflectance",
        "PRODUCT: 'a.SAFE' cannot become reflectance",
        "in the dialog in Cleaning of the product's bands, in a command by CLEANING.",
    ),
    (
        errors.UnknownProduct("a.txt", "it is a text file", "Choose a .SAFE folder."),
        "Product: 'a.txt' cannot be opened: it is a text file.",
        "PRODUCT: 'a.txt' cannot be opened: it is a text file.",
        "Choose a .SAFE folder.",
    ),
    (
        errors.MissingPackage("sertit", say("A product in a cloud")),
        "A product in a cloud needs the Python package sertit, which is not installed.",
        "A product in a cloud needs the Python package sertit, which is not installed.",
        "In QGIS it comes by Raster, Exogenous, Python packages…; elsewhere by pip",
    ),
    (
        errors.TimeNotFound(
            ROW, "it has no time before 2022-10-05T11:54Z", "Leave when out."
        ),
        "layer 'DEM': it has no time before 2022-10-05T11:54Z.",
        "layer 'DEM': it has no time before 2022-10-05T11:54Z.",
        "Leave when out.",
    ),
    (
        errors.UnknownRasterio("1.9", "_err"),
        "rasterio 1.9 has no _err, which Exogenous needs.",
        "rasterio 1.9 has no _err, which Exogenous needs.",
        "Install a version that has: 1.4 and 1.5 do.",
    ),
    (
        errors.UnknownResampler(ROW, "smooth", ["nearest", "bilinear"]),
        "Exogenous layers, layer 'DEM': resampler 'smooth' is unknown.",
        "EXO layer 'DEM': resampler 'smooth' is unknown.",
        "Use one of nearest, bilinear.",
    ),
    (
        errors.UnrelatedCrs(ROW, "dem.tif"),
        "layer 'DEM': nothing is known that leads",
        "layer 'DEM': nothing is known that leads",
        'in the dialog in the column CRS, in a command by the key "crs" of the row.',
    ),
]


@pytest.mark.parametrize(
    ("error", "dialog", "command", "remedy"),
    WALK,
    ids=[type(error).__name__ for error, *_ in WALK],
)
def test_words_of_dialog_and_command(error, dialog, command, remedy):
    assert told_by_field(error).startswith(dialog)
    assert told(error).startswith(command)
    assert remedy in told_by_field(error)
    assert remedy in told(error)


def test_no_kind_is_left_out():
    kinds = {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.ExogenousError) and kind is not errors.ExogenousError
    }
    assert {type(error) for error, *_ in WALK} == kinds


def sentences():
    """Yield every text of the core that users read, where it is said."""
    for path in sorted((ROOT / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id == "say" and node.args:
                (text,) = (one.value for one in node.args[:1])
                yield f"{path.name}:{node.lineno}", text


def test_what_a_command_is_told_a_dialog_is_told_too():
    keys = re.compile(rf"\b(?:{'|'.join(spec.name for spec in PARAMETERS)})\b")
    one_sided = [
        place
        for place, text in sentences()
        if bool("in a command" in text or keys.search(text))
        is not ("in the dialog" in text)
    ]
    assert not one_sided


#: What follows "in the dialog": the label of a field, or the title of a column.
_FIELD = re.compile(r'in the dialog (?:in|without the tick|by) "?([A-Za-z][^,.:"]+)')


def test_fields_that_advice_names_are_in_the_dialog():
    labels = {spec.label for spec in PARAMETERS}
    named = {field for _, text in sentences() for field in _FIELD.findall(text)}
    parts = {part for field in named for part in re.split(r" or (?=[A-Z])", field)}
    columns = {f"the column {header(column)}" for column in Column}
    assert len(parts) > 4
    assert parts <= labels | columns | {"an empty cell"}
