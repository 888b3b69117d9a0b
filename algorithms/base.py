# SPDX-License-Identifier: GPL-3.0-or-later
"""The base class of the algorithms: their checks, their errors and their help.

The core is imported where it is used: QGIS starts as fast with the plugin as
without, and starts where the core's packages are missing.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException
from qgis.PyQt.QtGui import QIcon

from ..host import readiness, running
from ..host.field_words import told_by_field
from ..host.layer_source import project_of
from ..host.parameter_names import AOI, BANDS, EXO, LOG, PRODUCT
from ..host.resources import ICON, guide
from ..host.shown_again import show_again
from ..host.text import told, tr
from .help_page import help_page
from .widget_classes import DIALOG, load_class

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.core import QgsProcessingContext, QgsProcessingFeedback
    from qgis.PyQt.QtWidgets import QWidget

    from ..core.errors import ExogenousError
    from ..host.values import Values

#: Stand-ins that pass QGIS's own check, for parameters that `Values` checks.
_STOCK: Final = {PRODUCT: "product", BANDS: "", EXO: "layers", AOI: None}


#: A sentence is no longer, whatever was typed.
_MOST_CHARACTERS: Final = 500


class ExoAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that hands plain values to the core and takes results back."""

    def __init__(self) -> None:
        """Start without results."""
        super().__init__()
        self._written: tuple[str, ...] = ()
        #: Words an error of a check or a run; a dialog has labels in place of keys.
        self.tell: Callable[[ExogenousError], str] = told

    @abstractmethod
    def introduction(self) -> str:
        """Return the purpose of the algorithm in a few sentences."""

    @abstractmethod
    def read(self, values: Values) -> Any:
        """Return all parameter values that a run needs, without map layers."""

    @abstractmethod
    def run_core(
        self,
        job: Any,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Run the core on the values that `read` returned, and return the outputs."""

    def createInstance(self) -> ExoAlgorithm:
        """Return a new instance, as a dialog makes for its run."""
        new = type(self)()
        new.tell = self.tell
        return new

    def createCustomParametersWidget(self, parent: QWidget | None = None) -> Any:
        """Return a dialog with room for the layer table, where the algorithm has it."""
        if self.parameterDefinition(EXO) is None:
            return None
        own = cast("ExoAlgorithm", self.create())
        own.tell = told_by_field
        return load_class(DIALOG)(own, parent)

    def icon(self) -> QIcon:
        """Return the icon of the plugin."""
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        """Return the icon's file."""
        return str(ICON)

    def helpUrl(self) -> str:
        """Return the address of the guide, which the button Help opens."""
        return guide()

    def shortHelpString(self) -> str:
        """Return the help beside the dialog: each parameter with an example."""
        return help_page(self.introduction(), self)

    def canExecute(self) -> tuple[bool, str]:
        """Tell whether the core's packages are installed, else how to get them."""
        return readiness.packages_found()

    def run(
        self, parameters: Mapping[str, Any], *args: Any, **kwargs: Any
    ) -> tuple[dict[str, Any], bool]:
        """Run from Python, and keep the order of a dictionary of layers.

        In C++, QGIS sorts dictionaries by key, but not mappings of other types. C++
        (dialogs, models, tasks) never calls this method.
        """
        kept = dict(parameters)
        if EXO in kept:
            kept[EXO] = _in_order(kept[EXO])
        result: tuple[dict[str, Any], bool] = super().run(kept, *args, **kwargs)
        return result

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Check values before the run; never raise, which would end qgis_process."""
        try:
            return self._checked(parameters, context)
        except KeyboardInterrupt:  # while packages are loaded
            return False, tr("Interrupted.")

    def _checked(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        stock = {**parameters, **{k: v for k, v in _STOCK.items() if k in parameters}}
        ok, message = super().checkParameterValues(stock, context)
        if not ok:
            return False, _short(message)
        ok, message = readiness.packages_loaded()
        if not ok:  # with a command, of which nothing can be left out
            return False, message
        from ..core.errors import ExogenousError
        from ..host.values import Values

        try:
            self.read(Values(self, parameters, context))
        except ExogenousError as error:
            return False, self.tell(error)
        return True, ""

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Turn parameters into plain values.

        Models and older versions of qgis_process skip `checkParameterValues`.
        """
        ok, message = readiness.packages_loaded()
        if not ok:
            raise QgsProcessingException(message)
        from ..host.values import Values
        from .progress import errors_for_qgis

        with errors_for_qgis(feedback, self.tell):
            self._job = self.read(Values(self, parameters, context))
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Run the core; no outputs where the user cancels."""
        from .progress import errors_for_qgis
        from .run_log import logged

        with (
            running.under_way(feedback),
            errors_for_qgis(feedback, self.tell),
            logged(
                self.id(),
                parameters,
                context,
                feedback,
                self._log_path(parameters, context),
            ) as self._log,
        ):
            return self.run_core(self._job, parameters, context, feedback)
        return {}  # type: ignore[unreachable]  # after a cancellation

    def _log_path(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> str:
        """Return the file that the log is written to; empty for none."""
        if self.parameterDefinition(LOG) is None:
            return ""
        return str(self.parameterAsString(parameters, LOG, context)).strip()

    def postProcessAlgorithm(
        self, context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Let layers that show an overwritten file read it again."""
        project = project_of(context)
        if project is not None:
            show_again(project, self._written)
        return {}


def _short(message: str) -> str:
    """Return a sentence of QGIS's own without the most of what was typed."""
    half = _MOST_CHARACTERS // 2
    is_long = len(message) > _MOST_CHARACTERS
    return f"{message[:half]}…{message[1 - half :]}" if is_long else message


def _in_order(value: object) -> object:
    if isinstance(value, Mapping):
        return MappingProxyType({k: _in_order(item) for k, item in value.items()})
    if isinstance(value, list | tuple):
        return [_in_order(item) for item in value]
    return value
