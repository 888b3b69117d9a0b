# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameters of QGIS's own types, built from their declarations.

The types are QGIS's own because Python subclasses of parameters are lost in its
bindings. Their values are read by `host.values`, which takes more than the types do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..host import parameter_names as names
from ..host import settings
from ..host.parameters.declared import parameters_of
from ..host.parameters.spec import Kind, Section, Setting
from ..host.text import tr, translated
from .widget_classes import AOI_WIDGET, BANDS_WIDGET, EXO_WIDGET, PRODUCT_WIDGET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..host.parameters.spec import ParameterSpec

#: The version of QGIS since which `rasteroptions` is its widget for creation options.
_OPTIONS_WIDGET_SINCE: Final = 33900


def declared(algorithm: str) -> Iterator[QgsProcessingParameterDefinition]:
    """Yield the parameters of an algorithm, by its name without the provider's."""
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    for spec in parameters_of(algorithm):
        is_optional = algorithm not in spec.needed_by
        parameter = _BUILDERS[spec.kind](spec, translated(spec.label), is_optional)
        parameter.setHelp(translated(spec.help))
        widget = _widget(spec.name)
        if widget is not None:
            parameter.setMetadata({"widget_wrapper": widget})
        if spec.section is Section.ADVANCED:
            flags = parameter.flags() | advanced
            parameter.setFlags(flags)  # type: ignore[arg-type]  # to the stubs, | is an int
        yield parameter


def _default(spec: ParameterSpec) -> Any:
    match spec.setting:
        case Setting.FORMAT:
            return settings.default_format(spec.choices)
        case Setting.CREATION_OPTIONS:
            return settings.default_creation_options()
        case Setting.THREADS:
            return settings.default_threads()
        case Setting.MEMORY_MB:
            return settings.default_memory_mb()
    return spec.default


def _widget(name: str) -> dict[str, str] | None:
    """Return a parameter's widget for QGIS's dialogs, None for QGIS's own widget."""
    own = {
        names.PRODUCT: PRODUCT_WIDGET,
        names.BANDS: BANDS_WIDGET,
        names.EXO: EXO_WIDGET,
        names.AOI: AOI_WIDGET,
    }
    if name in own:
        return {"class": own[name]}
    if name != names.CREATION_OPTIONS:
        return None
    if Qgis.QGIS_VERSION_INT >= _OPTIONS_WIDGET_SINCE:
        return {"widget_type": "rasteroptions"}
    module = "processing.algs.gdal.ui.RasterOptionsWidget"
    return {"class": f"{module}.RasterOptionsWidgetWrapper"}


def _file(
    spec: ParameterSpec,
    label: str,
    is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    rasters = "*.tif *.tiff *.jp2 *.vrt *.nc *.img"
    kinds = f"*.zip *.tar {rasters} MTD_MSI*.xml manifest.safe *_MTL.*"
    filters = f"{tr('Products and rasters')} ({kinds});;{tr('All files')} (*)"
    return QgsProcessingParameterFile(
        spec.name, label, optional=is_optional, fileFilter=filters
    )


def _text(
    spec: ParameterSpec,
    label: str,
    is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterString(
        spec.name,
        label,
        defaultValue=_default(spec),
        multiLine=spec.kind is Kind.LINES,
        optional=is_optional,
    )


def _number(
    spec: ParameterSpec,
    label: str,
    is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    is_whole = spec.kind is Kind.WHOLE_NUMBER
    kinds = QgsProcessingParameterNumber.Type
    least = {} if spec.minimum is None else {"minValue": spec.minimum}
    return QgsProcessingParameterNumber(
        spec.name,
        label,
        type=kinds.Integer if is_whole else kinds.Double,
        defaultValue=_default(spec),
        optional=is_optional,
        **least,
    )


def _switch(
    spec: ParameterSpec,
    label: str,
    _is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterBoolean(spec.name, label, defaultValue=spec.default)


def _choice(
    spec: ParameterSpec,
    label: str,
    _is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterEnum(
        spec.name,
        label,
        options=list(spec.choices),
        defaultValue=_default(spec),
        usesStaticStrings=True,
    )


def _area(
    spec: ParameterSpec,
    label: str,
    is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    any_geometry = QgsProcessing.SourceType.TypeVectorAnyGeometry
    return QgsProcessingParameterFeatureSource(
        spec.name, label, [any_geometry], optional=is_optional
    )


def _page(
    spec: ParameterSpec,
    label: str,
    is_optional: bool,  # noqa: FBT001
) -> QgsProcessingParameterDefinition:
    files = f"{tr('HTML files')} (*.html)"
    return QgsProcessingParameterFileDestination(
        spec.name, label, files, optional=is_optional
    )


_BUILDERS: Final[dict[Kind, Callable[..., QgsProcessingParameterDefinition]]] = {
    Kind.FILE: _file,
    Kind.TEXT: _text,
    Kind.LINES: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE_NUMBER: _number,
    Kind.SWITCH: _switch,
    Kind.CHOICE: _choice,
    Kind.AREA: _area,
    Kind.RASTER_DESTINATION: lambda spec, label, _: (
        QgsProcessingParameterRasterDestination(spec.name, label)
    ),
    Kind.FOLDER_DESTINATION: lambda spec, label, _: (
        QgsProcessingParameterFolderDestination(spec.name, label)
    ),
    Kind.PAGE_DESTINATION: _page,
}
