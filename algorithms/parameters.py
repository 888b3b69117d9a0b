# SPDX-License-Identifier: GPL-3.0-or-later
"""What the algorithms ask for: names, labels, help and widgets, all of stock types.

The types are QGIS's own because Python subclasses of parameters are lost in its
bindings. What they hold is read by `values`, which takes more than they say.
"""

from __future__ import annotations

from typing import Final

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from . import settings
from .text import tr

PRODUCT: Final = "PRODUCT"
BANDS: Final = "BANDS"
EXO: Final = "EXO"
PIXEL_SIZE: Final = "PIXEL_SIZE"
AOI: Final = "AOI"
MASK_AOI: Final = "MASK_AOI"
COVERAGE: Final = "COVERAGE"
VALIDITY: Final = "VALIDITY"
STRICT: Final = "STRICT"
BAND_RESAMPLER: Final = "BAND_RESAMPLER"
CLEANING: Final = "CLEANING"
DTYPE: Final = "DTYPE"
NODATA: Final = "NODATA"
FORMAT: Final = "FORMAT"
CREATION_OPTIONS: Final = "CREATION_OPTIONS"
THREADS: Final = "THREADS"
MEMORY: Final = "MEMORY"
QML: Final = "QML"

#: The choice that leaves a decision to the algorithm.
AUTO: Final = "auto"

#: The core's, repeated here so that the toolbox opens without loading the core.
RESAMPLERS: Final = (
    "nearest",
    "bilinear",
    "cubic",
    "cubic_spline",
    "lanczos",
    "average",
    "mode",
    "max",
    "min",
    "med",
    "q1",
    "q3",
    "sum",
    "rms",
)

CLEANINGS: Final = ("nodata", "clean", "raw")

#: Of the core's, what every GDAL since 3.4 reads back.
DTYPES: Final = ("float32", "float64", "uint8", "int16", "uint16", "int32", "uint32")

FORMATS: Final = ("GTiff", "COG")

#: QGIS has had its widget for creation options under this name since 3.39.
_OPTIONS_WIDGET_SINCE: Final = 33900


def product() -> QgsProcessingParameterDefinition:
    """Ask for the product."""
    parameter = QgsProcessingParameterFile(
        PRODUCT,
        tr("Product (.SAFE folder, .zip, raster file or layer)"),
        fileFilter=tr("Products and rasters")
        + " (*.zip *.tif *.tiff *.jp2 *.vrt *.nc *.img MTD_MSI*.xml manifest.safe);;"
        + tr("All files")
        + " (*)",
    )
    _show_by(parameter, "wrappers.ProductWrapper")
    return _helped(
        parameter,
        tr(
            "A Sentinel-2 product (the .SAFE folder, a metadata file in it, or the "
            ".zip), any raster file, or the name of a raster layer of the project; or "
            'several rasters as a list, ["B2.tif", "B3.tif"], or one a line. '
            "Results have its pixel grid. Example: "
            "/data/S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300.SAFE"
        ),
    )


def bands() -> QgsProcessingParameterDefinition:
    """Ask for product bands."""
    parameter = QgsProcessingParameterString(
        BANDS, tr("Product bands, in order"), optional=True
    )
    _show_by(parameter, "wrappers.BandsWrapper")
    return _helped(
        parameter,
        tr(
            "Spectral names, sensor identifiers, or the numbers or names of a plain "
            "raster's bands, separated by commas. Empty: none beside exogenous layers, "
            "all of them without. Examples: GREEN, RED, SWIR_1 or B03, 8A or 1, 2."
        ),
    )


def exo(*, optional: bool) -> QgsProcessingParameterDefinition:
    """Ask for the exogenous layers."""
    parameter = QgsProcessingParameterString(
        EXO, tr("Exogenous layers"), multiLine=True, optional=optional
    )
    _show_by(parameter, "exo_wrapper.ExoWrapper")
    return _helped(
        parameter,
        tr(
            "One layer a line: a file or the name of a raster layer of the project, "
            "then what differs from the defaults. Example: "
            "/data/dem.tif|name=DEM|band=1|resampler=bilinear. Keys are name, band (a "
            "number or a description), resampler, nodata, crs, scale and offset. The "
            "default band is 1, the default resampler bilinear: take nearest or mode "
            'for classes. Or JSON: {"DEM": {"path": "/data/dem.tif", "bandnumber": 1, '
            '"resampler": "bilinear"}}. From Python also a dictionary or list of such '
            "rows, layers or paths. Where QGIS itself reads a dictionary (in a model, "
            "in the JSON input of qgis_process) it sorts it by name; a list keeps its "
            "order."
        ),
    )


def pixel_size() -> QgsProcessingParameterDefinition:
    """Ask for a pixel size."""
    parameter = QgsProcessingParameterNumber(
        PIXEL_SIZE,
        tr("Pixel size, in units of the product's CRS"),
        type=QgsProcessingParameterNumber.Type.Double,
        optional=True,
        minValue=0,
    )
    return _helped(
        parameter,
        tr(
            "Empty: the product's own. Example: 20. The grid starts at the product's "
            "upper-left corner and has exactly this pixel size."
        ),
    )


def aoi() -> QgsProcessingParameterDefinition:
    """Ask for an area of interest."""
    parameter = QgsProcessingParameterFeatureSource(
        AOI,
        tr("Area of interest"),
        [QgsProcessing.SourceType.TypeVectorAnyGeometry],
        optional=True,
    )
    _show_by(parameter, "wrappers.AoiWrapper")
    return _helped(
        parameter,
        tr(
            "A vector layer or file in any CRS, or an extent xmin,xmax,ymin,ymax "
            "[EPSG:…] (in the product's CRS if none is given). Results have the whole "
            "pixels of the grid that its extent touches. Empty: the whole product. "
            "Examples: /data/lake.gpkg or 4.1,4.3,60.2,60.4 [EPSG:4326]"
        ),
    )


def mask_aoi() -> QgsProcessingParameterDefinition:
    """Ask whether to blank what is outside the polygons."""
    parameter = QgsProcessingParameterBoolean(
        MASK_AOI, tr("Blank what lies outside the area's polygons"), defaultValue=False
    )
    return _helped(
        parameter,
        tr(
            "Pixels whose centre is in no polygon of the area become nodata. "
            "Example: yes, for the pixels of a lake alone."
        ),
    )


def advanced(*, with_bands: bool) -> tuple[QgsProcessingParameterDefinition, ...]:
    """Ask for what has good defaults."""
    parameters = [
        _coverage(),
        _strict(),
        _dtype(),
        _nodata(),
        _format(),
        _creation_options(),
        _threads(),
        _memory(),
        _qml(),
    ]
    if with_bands:
        parameters[1:1] = [_validity(), _cleaning(), _band_resampler()]
    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    for parameter in parameters:
        parameter.setFlags(parameter.flags() | flag)
    return tuple(parameters)


def _coverage() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterBoolean(
        COVERAGE,
        tr("Also tell how far each layer covers each pixel"),
        defaultValue=False,
    )
    return _helped(
        parameter,
        tr(
            "One more band for each layer: the share of the pixel that valid source "
            "pixels cover, 0 to 1. Example: yes, to leave out what a layer covers by "
            "less than half."
        ),
    )


def _validity() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterBoolean(
        VALIDITY,
        tr("Also tell where all bands have a value"),
        defaultValue=False,
    )
    return _helped(
        parameter,
        tr(
            "One more band: 1 where no band is nodata, else 0. Example: yes, to learn "
            "from complete pixels only."
        ),
    )


def _strict() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterBoolean(
        STRICT,
        tr("Stop where a band is missing or a layer does not overlap"),
        defaultValue=False,
    )
    return _helped(
        parameter,
        tr(
            "Otherwise such a layer is all nodata, with a warning. Example: yes, in a "
            "batch that nobody watches."
        ),
    )


def _band_resampler() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterEnum(
        BAND_RESAMPLER,
        tr("Resampler of the product's bands"),
        options=[AUTO, *RESAMPLERS],
        defaultValue=AUTO,
        usesStaticStrings=True,
    )
    return _helped(
        parameter,
        tr(
            "auto averages to coarser pixels, is bilinear to finer ones, and nearest "
            "for classes and masks. Example: cubic"
        ),
    )


def _cleaning() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterEnum(
        CLEANING,
        tr("Cleaning of the product's bands"),
        options=list(CLEANINGS),
        defaultValue=CLEANINGS[0],
        usesStaticStrings=True,
    )
    return _helped(
        parameter,
        tr(
            "What the quality masks of a satellite product make nodata. nodata: what "
            "the sensor did not see. clean: also saturated, defective and lost pixels. "
            "raw: nothing. Example: clean"
        ),
    )


def _dtype() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterEnum(
        DTYPE,
        tr("Data type"),
        options=[AUTO, *DTYPES],
        defaultValue=AUTO,
        usesStaticStrings=True,
    )
    return _helped(
        parameter,
        tr(
            "auto takes the type that keeps the values. Where an integer type cannot "
            "hold them as they are, the file says a scale and an offset for each band, "
            "which QGIS and GDAL apply. Example: int16"
        ),
    )


def _nodata() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterNumber(
        NODATA,
        tr("Nodata value"),
        type=QgsProcessingParameterNumber.Type.Double,
        optional=True,
    )
    return _helped(
        parameter,
        tr(
            "Empty: not-a-number in floating-point results, else what suits the type. "
            "Example: -9999"
        ),
    )


def _format() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterEnum(
        FORMAT,
        tr("Format"),
        options=list(FORMATS),
        defaultValue=settings.default_format(FORMATS),
        usesStaticStrings=True,
    )
    return _helped(
        parameter,
        tr(
            "GTiff, or COG for a cloud optimised GeoTIFF, which has overviews. "
            "Example: COG"
        ),
    )


def _creation_options() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterString(
        CREATION_OPTIONS,
        tr("Creation options"),
        defaultValue=settings.default_creation_options(),
        optional=True,
    )
    widget = (
        {"widget_type": "rasteroptions"}
        if Qgis.QGIS_VERSION_INT >= _OPTIONS_WIDGET_SINCE
        else {
            "class": "processing.algs.gdal.ui.RasterOptionsWidget."
            "RasterOptionsWidgetWrapper"
        }
    )
    parameter.setMetadata({"widget_wrapper": widget})
    return _helped(
        parameter,
        tr("GDAL's options for the format. Example: COMPRESS=ZSTD|BIGTIFF=YES"),
    )


def _threads() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterNumber(
        THREADS,
        tr("Threads"),
        type=QgsProcessingParameterNumber.Type.Integer,
        defaultValue=settings.default_threads(),
        optional=True,
        minValue=0,
    )
    return _helped(parameter, tr("Empty or 0: one for each processor. Example: 4"))


def _memory() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterNumber(
        MEMORY,
        tr("Memory for pixels, in MB"),
        type=QgsProcessingParameterNumber.Type.Integer,
        defaultValue=settings.default_memory_mb(),
        optional=True,
        minValue=0,
    )
    return _helped(
        parameter,
        tr(
            "About what the pixels that are worked on may take. With less, fewer "
            "blocks are worked on at once, at least one. Empty or 0: two blocks for "
            "each thread. Example: 1000"
        ),
    )


def _qml() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterBoolean(
        QML, tr("Also write the style, as QML"), defaultValue=False
    )
    return _helped(
        parameter,
        tr(
            "Beside each result, where QGIS finds it: the colours of a composite, "
            "stretched grey, or the palette and names of classes. Example: yes, to "
            "hand the file on with its colours."
        ),
    )


def to_file(
    destination: QgsProcessingParameterDefinition,
) -> QgsProcessingParameterDefinition:
    """Say of a raster that is written what it is."""
    return _helped(
        destination,
        tr("A GeoTIFF with a band for each layer. Example: /data/stack.tif"),
    )


def to_folder(
    destination: QgsProcessingParameterDefinition,
) -> QgsProcessingParameterDefinition:
    """Say of a folder that is filled what comes into it."""
    return _helped(
        destination,
        tr("A GeoTIFF for each layer, named after it. Example: /data/collocated"),
    )


def to_page(
    destination: QgsProcessingParameterDefinition,
) -> QgsProcessingParameterDefinition:
    """Say of a page that is written what is on it."""
    return _helped(
        destination, tr("The same as a page. Example: /data/description.html")
    )


def _show_by(parameter: QgsProcessingParameterDefinition, widget: str) -> None:
    """Attach a widget of `gui` by its name, so that only dialogs load it."""
    package = __name__.removesuffix(".algorithms.parameters")
    name = f"{package}.gui.{widget}"
    parameter.setMetadata({"widget_wrapper": {"class": name}})


def _helped(
    parameter: QgsProcessingParameterDefinition, text: str
) -> QgsProcessingParameterDefinition:
    parameter.setHelp(text)
    return parameter
