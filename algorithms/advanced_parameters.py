# SPDX-License-Identifier: GPL-3.0-or-later
"""What the algorithms ask for below "Advanced": all of it has good defaults."""

from __future__ import annotations

from typing import Final

from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..host import settings
from ..host.parameter_names import (
    AUTO,
    BAND_RESAMPLER,
    CLEANING,
    CLEANINGS,
    COVERAGE,
    CREATION_OPTIONS,
    DTYPE,
    DTYPES,
    FORMAT,
    FORMATS,
    MEMORY,
    NODATA,
    OVERVIEWS,
    QML,
    RESAMPLERS,
    STRICT,
    THREADS,
    VALIDITY,
)
from ..host.text import tr
from .parameters import helped

#: QGIS has had its widget for creation options under this name since 3.39.
_OPTIONS_WIDGET_SINCE: Final = 33900


def advanced(*, with_bands: bool) -> tuple[QgsProcessingParameterDefinition, ...]:
    """Ask for what has good defaults."""
    parameters = [
        _coverage(),
        _strict(),
        _overviews(),
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
    return helped(
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
    return helped(
        parameter,
        tr(
            "One more band: 1 where no band is nodata, else 0. Example: yes, to learn "
            "from complete pixels only."
        ),
    )


def _strict() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterBoolean(
        STRICT,
        tr("Stop where a band or a layer is missing"),
        defaultValue=False,
    )
    return helped(
        parameter,
        tr(
            "A band that is not there, or a layer that does not overlap the result, "
            "is otherwise all nodata, with a warning. Example: yes, in a batch that "
            "nobody watches."
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
    return helped(
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
    return helped(
        parameter,
        tr(
            "What the quality masks of a satellite product make nodata. nodata: what "
            "the sensor did not see. clean: also saturated, defective and lost pixels. "
            "raw: nothing. Example: clean"
        ),
    )


def _overviews() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterBoolean(
        OVERVIEWS,
        tr("Use overviews of JPEG2000 files for much coarser pixels"),
        defaultValue=True,
    )
    return helped(
        parameter,
        tr(
            "A product's bands at 100 m from 10 m then take a fraction of the time. "
            "The overview has at least two samples for each pixel, and values differ "
            "from the exact means by one or two hundredths of their spread. Only for "
            "resamplers that average, and where no source pixel is nodata. Example: "
            "no, for the exact means."
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
    return helped(
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
    return helped(
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
    return helped(
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
    return helped(
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
    return helped(parameter, tr("Empty or 0: one for each processor. Example: 4"))


def _memory() -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterNumber(
        MEMORY,
        tr("Memory for pixels, in MB"),
        type=QgsProcessingParameterNumber.Type.Integer,
        defaultValue=settings.default_memory_mb(),
        optional=True,
        minValue=0,
    )
    return helped(
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
    return helped(
        parameter,
        tr(
            "Beside each result, where QGIS finds it: the colours of a composite, "
            "stretched grey, or the palette and names of classes. Example: yes, to "
            "hand the file on with its colours."
        ),
    )
