# SPDX-License-Identifier: GPL-3.0-or-later
"""The background job that makes a preview of the run from the dialog's values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ...host.parameter_names import AOI, EXO, MASK_AOI
from .area_source import area_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...core.errors import ExogenousError
    from ...core.preview import Preview
    from ...core.request.request import Request
    from ...host.values import Values
    from .area_source import LayerArea, TextArea


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What a run will do, or would do without the rows that are wrong."""

    preview: Preview
    error: ExogenousError | None = None
    """On which the run would end."""


@dataclass(frozen=True, kw_only=True)
class PlanJob:
    """All values that a preview depends on, without a widget or a map layer."""

    algorithm: QgsProcessingAlgorithm
    """An instance for this job alone."""
    as_stack: bool
    parameters: Mapping[str, Any]
    """Without the rows and the area."""
    exo: str
    right_exo: str
    area: LayerArea | TextArea | None
    lookup: Callable[[object], Any]
    """Finds map layers by id or name."""
    outdated: list[bool] = field(default_factory=list)
    """Not empty once another preview is asked for."""

    def run(self) -> Planned:
        """Plan the run from headers; without its wrong rows where it would fail.

        Raises:
            ExogenousError: The run would fail, and nothing else can be shown.
        """
        from ...core.errors import Cancelled, ExogenousError

        try:
            return self._planned(self.exo)
        except Cancelled:
            raise
        except ExogenousError as error:
            if not self.right_exo:
                raise
            try:
                return replace(self._planned(self.right_exo), error=error)
            except ExogenousError:
                raise error from None

    def request(self) -> Request:
        """Return what the run would be asked for.

        Raises:
            ExogenousError: The values are no request.
        """
        return self._asked(self.exo)[0]

    def _planned(self, exo: str) -> Planned:
        from ...core.preview import make_preview

        request, values = self._asked(exo)
        preview = make_preview(
            request,
            values.options(),
            as_stack=self.as_stack,
            is_cancelled=lambda: bool(self.outdated),
        )
        return Planned(preview=preview)

    def _asked(self, exo: str) -> tuple[Request, Values]:
        from ...host.values import Values

        parameters: dict[str, Any] = {**self.parameters, EXO: exo or None}
        mask = bool(parameters.pop(MASK_AOI, False))
        values = Values(self.algorithm, parameters, QgsProcessingContext(), self.lookup)
        request = values.request()
        if self.area is not None:
            request = replace(request, aoi=self.area.read(), mask_aoi=mask)
        return request, values


def plan_job(
    algorithm: QgsProcessingAlgorithm,
    values: Mapping[str, Any],
    exo: str,
    right_exo: str,
    lookup: Callable[[object], Any],
) -> PlanJob:
    """Make the job from the dialog's values.

    Args:
        algorithm: The algorithm to run.
        values: The values of its parameters, without the destinations.
        exo: All rows, as JSON text.
        right_exo: The rows without problems; empty where all rows are such or none is.
        lookup: Finds map layers by id or name.
    """
    kept = {name: value for name, value in values.items() if name != AOI}
    return PlanJob(
        algorithm=algorithm.create(),
        as_stack=algorithm.name() == "stack",
        parameters=kept,
        exo=exo,
        right_exo=right_exo,
        area=area_source(values.get(AOI)),
        lookup=lookup,
    )
