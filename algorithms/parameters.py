# SPDX-License-Identifier: GPL-3.0-or-later
"""What the algorithms ask for: labels, help and widgets, all of stock types.

The types are QGIS's own because Python subclasses of parameters are lost in its
bindings. What they hold is read by `values`, which takes more than they say.
"""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..host.parameter_names import AOI, BANDS, EXO, MASK_AOI, PIXEL_SIZE, PRODUCT
from ..host.text import tr
from .widget_classes import (
    AOI_WIDGET,
    BANDS_WIDGET,
    EXO_WIDGET,
    PRODUCT_WIDGET,
    show_by,
)


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
    show_by(parameter, PRODUCT_WIDGET)
    return helped(
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
    show_by(parameter, BANDS_WIDGET)
    return helped(
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
    show_by(parameter, EXO_WIDGET)
    return helped(
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
    return helped(
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
    show_by(parameter, AOI_WIDGET)
    return helped(
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
    return helped(
        parameter,
        tr(
            "Pixels whose centre is in no polygon of the area become nodata. "
            "Example: yes, for the pixels of a lake alone."
        ),
    )


def to_file(
    destination: QgsProcessingParameterDefinition,
) -> QgsProcessingParameterDefinition:
    """Say of a raster that is written what it is."""
    return helped(
        destination,
        tr("A GeoTIFF with a band for each layer. Example: /data/stack.tif"),
    )


def to_folder(
    destination: QgsProcessingParameterDefinition,
) -> QgsProcessingParameterDefinition:
    """Say of a folder that is filled what comes into it."""
    return helped(
        destination,
        tr("A GeoTIFF for each layer, named after it. Example: /data/collocated"),
    )


def to_page(
    destination: QgsProcessingParameterDefinition,
) -> QgsProcessingParameterDefinition:
    """Say of a page that is written what is on it."""
    return helped(
        destination, tr("The same as a page. Example: /data/description.html")
    )


def helped(
    parameter: QgsProcessingParameterDefinition, text: str
) -> QgsProcessingParameterDefinition:
    """Give a parameter the words that the help panel shows."""
    parameter.setHelp(text)
    return parameter
