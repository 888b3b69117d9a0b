# SPDX-License-Identifier: GPL-3.0-or-later
"""The background job that makes a preview of the run from the dialog's values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ...host.parameter_names import AOI, EXO, MASK_AOI, PRODUCT
from ..product.product_probe import located
from .area_source import area_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...core.preview import Preview
    from .area_source import LayerArea, TextArea


@dataclass(frozen=True, kw_only=True)
class PlanJob:
    """All values that a preview depends on, without a widget or a map layer."""

    algorithm: QgsProcessingAlgorithm
    """An instance for this job alone."""
    as_stack: bool
    parameters: Mapping[str, Any]
    area: LayerArea | TextArea | None
    lookup: Callable[[object], Any]
    """Finds map layers by id or name."""
    outdated: list[bool] = field(default_factory=list)
    """Not empty once another preview is asked for."""

    def run(self) -> Preview:
        """Plan the run from headers.

        Raises:
            ExogenousError: The run would fail.
        """
        from ...core.preview import make_preview
        from ...host.values import Values

        parameters = dict(self.parameters)
        parameters[PRODUCT] = list(located(parameters[PRODUCT], self.lookup))
        mask = bool(parameters.pop(MASK_AOI, False))
        values = Values(self.algorithm, parameters, QgsProcessingContext())
        request = values.request()
        if self.area is not None:
            request = replace(request, aoi=self.area.read(), mask_aoi=mask)
        return make_preview(
            request,
            values.options(),
            as_stack=self.as_stack,
            is_cancelled=lambda: bool(self.outdated),
        )


def plan_job(
    algorithm: QgsProcessingAlgorithm,
    values: Mapping[str, Any],
    exo: str,
    lookup: Callable[[object], Any],
) -> PlanJob:
    """Make the job from the dialog's values.

    Args:
        algorithm: The algorithm to run.
        values: The values of its parameters, without the destinations.
        exo: The rows without problems, as JSON text.
        lookup: Finds map layers by id or name.
    """
    kept = {name: value for name, value in values.items() if name != AOI}
    return PlanJob(
        algorithm=algorithm.create(),
        as_stack=algorithm.name() == "stack",
        parameters={**kept, EXO: exo or None},
        area=area_source(values.get(AOI)),
        lookup=lookup,
    )
