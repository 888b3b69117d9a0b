# SPDX-License-Identifier: GPL-3.0-or-later
"""Collocate exogenous layers: one raster per layer, on the product's grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qgis.core import QgsProcessingOutputMultipleLayers

from ..host.parameter_names import LOAD, OUTPUT_FOLDER, QML
from ..host.text import tr
from . import outputs
from .base import ExoAlgorithm
from .parameters import declared

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from ..core.request.request import OutputOptions, Request
    from ..host.values import Values

OUTPUTS: Final = "OUTPUTS"


class Collocate(ExoAlgorithm):
    """Writes each exogenous layer as a GeoTIFF of its own."""

    def name(self) -> str:
        """Return the identifier, never translated."""
        return "collocate"

    def displayName(self) -> str:
        """Return the name in the toolbox."""
        return tr("Collocate exogenous layers")

    def shortDescription(self) -> str:
        """Return the tooltip in the toolbox."""
        return tr("Resamples layers onto the pixels of a product, a raster for each.")

    def introduction(self) -> str:
        """Return the purpose of the algorithm."""
        return tr(
            "Brings layers from elsewhere (radar, elevation, land cover, weather) onto "
            "the pixel grid of a satellite product and writes one raster for each. "
            "Each layer is resampled once, straight from its source, with the "
            "resampler it asks for, and keeps its data type where its values are kept."
        )

    def tags(self) -> list[str]:
        """Return the search words of the algorithm."""
        words = tr("collocate,exogenous,align,sentinel-2,reproject,resample,grid,warp")
        return words.split(",")

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        for parameter in declared(self.name()):
            self.addParameter(parameter)
        self.addOutput(
            QgsProcessingOutputMultipleLayers(OUTPUTS, tr("Collocated layers"))
        )
        for output in outputs.raster_facts():
            self.addOutput(output)

    def read(self, values: Values) -> tuple[Request, OutputOptions]:
        """Return the request and the output options."""
        return values.request(), values.options()

    def run_core(
        self,
        job: tuple[Request, OutputOptions],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Write the layers."""
        from ..core import pipeline
        from .loading import load_layers, write_style
        from .progress import FeedbackProgress

        request, options = job
        folder = self.parameterAsFileOutput(parameters, OUTPUT_FOLDER, context)
        progress = FeedbackProgress(feedback, self._log)
        result = pipeline.collocate(request, folder, options, progress)
        self._written = tuple(result.paths)
        if self.parameterAsBoolean(parameters, LOAD, context):
            load_layers(context, result, output=OUTPUTS)
        if self.parameterAsBoolean(parameters, QML, context):
            for path, layer in zip(result.paths, result.plan.layers, strict=True):
                feedback.pushInfo(write_style(path, [layer]))
        return {
            OUTPUT_FOLDER: folder,
            OUTPUTS: list(result.paths),
            **outputs.facts_of(result),
        }
