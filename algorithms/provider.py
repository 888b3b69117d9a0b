# SPDX-License-Identifier: GPL-3.0-or-later
"""The provider "Exogenous" of the Processing toolbox."""

from __future__ import annotations

from typing import Final

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..host.parameter_names import FORMATS, RESAMPLERS
from ..host.resources import ICON
from ..host.settings import add_settings, remove_settings
from .collocate import Collocate
from .describe import Describe
from .stack import Stack

ALGORITHMS: Final = (Stack, Collocate, Describe)


class ExogenousProvider(QgsProcessingProvider):
    """Groups the algorithms under one name and icon."""

    def id(self) -> str:
        """Return the provider's id, the part of algorithm ids before the colon."""
        return "exo"

    def name(self) -> str:
        """Return the name shown in the toolbox."""
        return "Exogenous"

    def icon(self) -> QIcon:
        """Return the icon of the provider."""
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        """Return the icon's file."""
        return str(ICON)

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """List the file extensions of results, for the file dialogs."""
        return ["tif", "tiff"]

    def load(self) -> bool:
        """Add the settings and the algorithms."""
        add_settings(RESAMPLERS, FORMATS)
        return bool(super().load())

    def unload(self) -> None:
        """Remove the settings."""
        remove_settings()
        super().unload()

    def loadAlgorithms(self) -> None:
        """Add the algorithms."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
