# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the parameter values that QGIS hands to an algorithm into the core's values."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from qgis.core import QgsExpression, QgsProperty
from qgis.PyQt.QtCore import QVariant

from ..core.errors import InvalidRequest
from ..core.io.patience import PATIENCE_S
from ..core.message import say
from ..core.request.cleaning import Cleaning
from ..core.request.layer_table import parse_exo
from ..core.request.plain_values import plain
from ..core.request.request import OutputOptions, Request
from ..core.resampling import kernels as resampling
from . import parameter_names as names
from .area import read_area
from .layer_source import chosen_operations
from .map_layers import find_map_layer
from .product_layers import (
    chosen_crs_of,
    chosen_nodata_of,
    paths_of,
    product_layers,
)
from .settings import eoreader_python

if TYPE_CHECKING:
    from qgis.core import (
        QgsProcessingAlgorithm,
        QgsProcessingContext,
        QgsProcessingParameterDefinition,
    )

    from ..core.request.aoi import Aoi
    from ..core.request.exo_layer import ExoLayer
    from ..core.request.located import Lookup, MapLayer


class Values:
    """Reads the values of one run, in QGIS's thread; keeps no layer afterwards.

    Values are read raw, because QGIS's own readers lose values that do not suit the
    parameter's type: a dictionary in a text parameter, a layer in a file parameter.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
        lookup: Lookup | None = None,
    ) -> None:
        """Take the arguments of `checkParameterValues` and `prepareAlgorithm`.

        Args:
            algorithm: The algorithm that is run.
            parameters: Values by the keys of its parameters.
            context: With the project.
            lookup: Finds map layers; None for those of the context.
        """
        self._lookup = lookup or partial(find_map_layer, context=context)
        self._algorithm = algorithm
        self._parameters = dict(parameters)
        self._context = context

    def request(self) -> Request:
        """Read the request.

        Raises:
            ExogenousError: A value cannot be used.
        """
        product, resampler = self.product(), self._word(names.BAND_RESAMPLER)
        return Request(
            product=paths_of(product),
            product_nodata=chosen_nodata_of(product),
            product_crs=chosen_crs_of(product),
            bands=self.bands(),
            layers=self.layers(),
            pixel_size=self._number(names.PIXEL_SIZE),
            aoi=self._area(),
            mask_aoi=self._flag(names.MASK_AOI),
            coverage=self._flag(names.COVERAGE),
            validity=self._flag(names.VALIDITY),
            strict=self._flag(names.STRICT),
            band_resampler=(
                resampling.parse(resampler, names.BAND_RESAMPLER) if resampler else None
            ),
            keep_negatives=self._flag(names.NEGATIVES),
            overviews=self._flag(names.OVERVIEWS),
            cleaning=Cleaning.of(self._raw(names.CLEANING) or names.CLEANINGS[0]),
            operations=chosen_operations(self._context),
            instant=self._raw(names.INSTANT) or names.INSTANTS[0],
            eoreader_python=eoreader_python(),
        )

    def options(self) -> OutputOptions:
        """Read the output options.

        Raises:
            InvalidRequest: A value cannot be used.
        """
        threads = self._number(names.THREADS)
        memory_mb = self._number(names.MEMORY)
        return OutputOptions(
            dtype=self._word(names.DTYPE),
            nodata=self._number(names.NODATA),
            creation=_creation_options(self._raw(names.CREATION_OPTIONS)),
            format=self._raw(names.FORMAT) or names.FORMATS[0],
            threads=cast("int | None", threads or None),  # refuses what is not whole
            memory_bytes=_bytes(memory_mb),
            patience_s=self.patience_s(),
            on_error=self._raw(names.ON_ERROR) or names.ERROR_CHOICES[0],
        )

    def patience_s(self) -> float:
        """Read how long a file may be waited for.

        Raises:
            InvalidRequest: The value is no time.
        """
        seconds = self._number(names.PATIENCE)
        given = PATIENCE_S if seconds is None else seconds
        return OutputOptions(patience_s=given).patience_s

    def product(self) -> tuple[MapLayer, ...]:
        """Read the product, or the rasters that make one together.

        Raises:
            ExogenousError: There is no value, or it is no path or raster layer.
        """
        return product_layers(self._raw(names.PRODUCT), self._lookup)

    def bands(self) -> tuple[str, ...]:
        """Read the product bands: a list, JSON text of a list, or names and commas."""
        value = self._raw(names.BANDS)
        if isinstance(value, str):
            value = _listed(value)
        items = value if isinstance(value, list) else [value]
        words = (item.value if isinstance(item, Enum) else item for item in items)
        texts = (str(word).strip() for word in words if word is not None)
        return tuple(text for text in texts if text)

    def layers(self) -> tuple[ExoLayer, ...]:
        """Read the exogenous layers.

        Raises:
            ExogenousError: A row cannot be used.
        """
        return parse_exo(self._raw(names.EXO), self._lookup)

    def _area(self) -> Aoi | None:
        return read_area(self._raw(names.AOI), self._algorithm, self._context)

    def _raw(self, name: str) -> Any:
        """Return a value as it was given, else the parameter's default."""
        if name in self._parameters:
            value = plain(self._parameters[name], name)
            return _plain(value, name, self._context)
        definition = cast(  # the stubs lack the None
            "QgsProcessingParameterDefinition | None",
            self._algorithm.parameterDefinition(name),
        )
        return definition.defaultValue() if definition else None

    def _flag(self, name: str) -> bool:
        return bool(
            self._algorithm.parameterAsBoolean(self._parameters, name, self._context)
        )

    def _word(self, name: str) -> str | None:
        """Read a choice; None for `auto`."""
        word = self._raw(name)
        return None if word in (None, "", names.AUTO) else str(word)

    def _number(self, name: str) -> float | None:
        """Read a number; QGIS would turn an unreadable number into 0."""
        value = self._raw(name)
        if value is None or value == "":
            return None
        try:
            return float(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise InvalidRequest(
                name, value, say("Give a number, or nothing.")
            ) from error


#: Types of values that hold other values.
_SEQUENCES: Final = (list, tuple)


def _evaluated(value: QgsProperty, name: str, context: QgsProcessingContext) -> Any:
    """Evaluate a data-defined value; that of an expression may be null.

    Raises:
        InvalidRequest: The expression fails; the run would go without.
    """
    scopes = context.expressionContext()
    if value.propertyType() != QgsProperty.ExpressionBasedProperty:
        return value.value(scopes)[0]
    expression = QgsExpression(value.expressionString())
    found = expression.evaluate(scopes)
    if expression.hasParserError() or expression.hasEvalError():
        raise InvalidRequest(
            name, value.expressionString(), say("The expression fails: mend it.")
        )
    return found


def _plain(value: Any, name: str, context: QgsProcessingContext) -> Any:
    """Evaluate data-defined values, however deep, and turn QGIS's null into None.

    Raises:
        InvalidRequest: An expression has no value; the run would go without.
    """
    if isinstance(value, QgsProperty):
        return _plain(_evaluated(value, name, context), name, context)
    if isinstance(value, QVariant):
        return None if value.isNull() else _plain(value.value(), name, context)
    if isinstance(value, Mapping):
        return {key: _plain(item, name, context) for key, item in value.items()}
    if isinstance(value, _SEQUENCES):
        return [_plain(item, name, context) for item in value]
    return value


def _bytes(megabytes: float | None) -> int | None:
    """Return a limit of memory; None for none."""
    if not megabytes:
        return None
    if not math.isfinite(megabytes):
        raise InvalidRequest(names.MEMORY, megabytes, say("Give a number, or nothing."))
    return int(megabytes * 1_000_000)


def _listed(text: str) -> list[object]:
    """Split text at its commas, or read it as the JSON list that BAND_NAMES is."""
    if text.strip().startswith("["):
        try:
            return list(json.loads(text))
        except (ValueError, RecursionError) as error:
            remedy = say('Give names and commas, or a JSON list like ["GREEN", "RED"].')
            raise InvalidRequest(names.BANDS, text, remedy) from error
    return list(text.split(","))


def _creation_options(value: object) -> dict[str, str] | None:
    parts = [part for part in str(value or "").split("|") if part.strip()]
    pairs = [part.partition("=") for part in parts]
    if any(not equals for _, equals, _ in pairs):
        raise InvalidRequest(
            names.CREATION_OPTIONS,
            value,
            say("Give options like COMPRESS=ZSTD|TILED=YES."),
        )
    return {key.strip(): word.strip() for key, _, word in pairs} or None
