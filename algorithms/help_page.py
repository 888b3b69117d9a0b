# SPDX-License-Identifier: GPL-3.0-or-later
"""The help beside a dialog, from the help texts of the parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..host.text import tr

if TYPE_CHECKING:
    from qgis.core import QgsProcessingAlgorithm


def help_page(introduction: str, algorithm: QgsProcessingAlgorithm) -> str:
    """Return as HTML an algorithm's purpose, its parameters and its outputs."""
    asked = (
        f"<p><b>{parameter.description()}</b> ({parameter.name()})<br>"
        f"{parameter.help()}</p>"
        for parameter in algorithm.parameterDefinitions()
        if parameter.help()
    )
    given = (
        tr("{name}: {words}").format(
            name=f"<p><b>{output.name()}</b>", words=f"{output.description()}</p>"
        )
        for output in algorithm.outputDefinitions()
    )
    return "".join(
        [
            f"<p>{introduction}</p><h3>{tr('Input parameters')}</h3>",
            *asked,
            f"<h3>{tr('Outputs')}</h3>",
            *given,
        ]
    )
