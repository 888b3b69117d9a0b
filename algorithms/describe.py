# SPDX-License-Identifier: GPL-3.0-or-later
"""Describe product: its name, grid, bands and metadata, as texts and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ..host.parameter_names import BANDS, OUTPUT_HTML, PIXEL_SIZE, VERIFY
from ..host.settings import eoreader_python
from ..host.text import told, tr
from .base import ExoAlgorithm
from .parameters import declared

if TYPE_CHECKING:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from ..core.request.located import MapLayer
    from ..host.values import Values


class Describe(ExoAlgorithm):
    """Prints a product's name, grid, bands and metadata."""

    def name(self) -> str:
        """Return the identifier, never translated."""
        return "describe"

    def displayName(self) -> str:
        """Return the name in the toolbox."""
        return tr("Describe product")

    def shortDescription(self) -> str:
        """Return the tooltip in the toolbox."""
        return tr("Tells what a product is and which bands it has.")

    def introduction(self) -> str:
        """Return the purpose of the algorithm."""
        return tr(
            "Tells what a product is, where its pixels are, and under which names its "
            "bands can be asked for. Pixels are read for the small picture alone."
        )

    def tags(self) -> list[str]:
        """Return the search words of the algorithm."""
        return tr("describe,exogenous,metadata,information,bands,sentinel-2").split(",")

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        for parameter in declared(self.name()):
            self.addParameter(parameter)
        for name, description in _texts().items():
            self.addOutput(QgsProcessingOutputString(name, description))
        for name, description in _numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, description))

    def read(self, values: Values) -> tuple[tuple[MapLayer, ...], str, float]:
        """Return the product's rasters, the Python that has EOReader, and patience."""
        return values.product(), eoreader_python(), values.patience_s()

    def _warn_of_files(
        self, product: str, feedback: QgsProcessingFeedback
    ) -> tuple[str, ...]:
        """Compare a product's files with its checksums; return what is warned of."""
        from ..core.errors.root import listed
        from ..core.message import say
        from ..core.products.sentinel2.inventory import differing_files

        found = differing_files(product, feedback.isCanceled)
        if not found:
            feedback.pushInfo(tr("All files are as the product's checksums say."))
            return ()
        return (
            say(
                "Files differ from the product's own checksums, or are missing: "
                "{files}. Download the product again.",
                files=listed(found),
            ),
        )

    def run_core(
        self,
        job: tuple[tuple[MapLayer, ...], str, float],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Describe the product in the log, in HTML where asked, and as values."""
        from ..core.environment import raster_environment
        from ..core.io.patience import watched
        from ..core.io.remote_names import any_remote
        from ..core.output.text_file import write_text
        from ..core.products import describe as describing
        from ..core.products import open_product, page
        from ..host.product_layers import chosen_crs_of, paths_of

        layers, python, patience_s = job
        html = self.parameterAsFileOutput(parameters, OUTPUT_HTML, context)
        with (
            raster_environment(online=any_remote(paths_of(layers))),
            watched(feedback.isCanceled, patience_s),
        ):
            product = open_product(
                paths_of(layers),
                crs=chosen_crs_of(layers),
                eoreader_python=python,
                is_cancelled=feedback.isCanceled,
            )
            description = describing.describe(product, with_quicklook=bool(html))
            warnings = description.warnings
            if self.parameterAsBoolean(parameters, VERIFY, context):
                warnings = (*warnings, *self._warn_of_files(product.path, feedback))
        values = describing.to_values(description)
        values["WARNINGS"] = " ".join(map(told, warnings))
        for warning in warnings:
            feedback.pushWarning(told(warning))
        for name, value in values.items():
            if name != "WARNINGS":
                feedback.pushInfo(f"{name}: {value}")
        if html:
            write_text(html, page.to_html(description, told))
            return {OUTPUT_HTML: html, **values}
        return dict(values)


def _texts() -> dict[str, str]:
    return {
        "NAME": tr("Name"),
        "CONDENSED_NAME": tr("Condensed name"),
        "CONSTELLATION": tr("Constellation"),
        "SENSOR_TYPE": tr("Sensor type"),
        "PRODUCT_TYPE": tr("Product type"),
        "ACQUISITION": tr("Acquisition date and time"),
        "TILE": tr("Tile"),
        "CRS": tr("Coordinate reference system"),
        "EXTENT": tr("Extent, in units of the CRS"),
        BANDS: tr("Bands that can be asked for, separated by commas"),
        "QUALITY_MASKS": tr("Kinds of quality masks, separated by commas"),
        "BAND_MAPPING": tr("The sensor's identifier of each band, as JSON"),
        "WARNINGS": tr("What to know before using the pixels"),
    }


def _numbers() -> dict[str, str]:
    return {
        "CLOUD_COVER": tr("Cloud cover, in percent"),
        PIXEL_SIZE: tr("Pixel size, in units of the CRS"),
        "WIDTH": tr("Columns of the grid"),
        "HEIGHT": tr("Rows of the grid"),
    }
