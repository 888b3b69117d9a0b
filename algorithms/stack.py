# SPDX-License-Identifier: GPL-3.0-or-later
"""Stack product with exogenous: bands and layers in one raster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..host.parameter_names import OUTPUT, QML
from ..host.text import tr
from . import outputs
from .base import ExoAlgorithm
from .parameters import declared

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from ..core.request.request import OutputOptions, Request
    from ..host.values import Values


class Stack(ExoAlgorithm):
    """Writes product bands and exogenous layers as one multi-band GeoTIFF."""

    def name(self) -> str:
        """Return the identifier, never translated."""
        return "stack"

    def displayName(self) -> str:
        """Return the name in the toolbox."""
        return tr("Stack product with exogenous")

    def shortDescription(self) -> str:
        """Return the tooltip in the toolbox."""
        return tr("Puts product bands and other layers into one raster.")

    def introduction(self) -> str:
        """Return the purpose of the algorithm."""
        return tr(
            "Puts bands of a satellite product and layers from elsewhere (radar, "
            "elevation, land cover, weather) into one raster on the product's own "
            "pixel grid. Each layer is resampled once, straight from its source, with "
            "the resampler it asks for. Bands carry the layers' names."
        )

    def tags(self) -> list[str]:
        """Return the search words of the algorithm."""
        words = tr("stack,exogenous,collocate,align,sentinel-2,bands,resample,grid")
        return words.split(",")

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        for parameter in declared(self.name()):
            self.addParameter(parameter)
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
        """Write the stack."""
        from ..core import pipeline
        from .loading import finish_stack, loaded_only_if_made, write_style
        from .progress import FeedbackProgress

        request, options = job
        path = self.parameterAsOutputLayer(parameters, OUTPUT, context)
        with loaded_only_if_made(context, path):
            result = pipeline.stack(
                request, path, options, FeedbackProgress(feedback, self._log)
            )
        self._written = (path,)
        stock = self.parameterDefinition(OUTPUT).description()
        finish_stack(context, path, result.plan, stock=stock)
        if self.parameterAsBoolean(parameters, QML, context):
            feedback.pushInfo(write_style(path, result.plan.layers))
        return {OUTPUT: path, **outputs.facts_of(result)}
