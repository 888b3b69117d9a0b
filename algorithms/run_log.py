# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of a run, from which a stranger can repeat it.

It goes to QGIS's message panel under the plugin's name, and into a file where the user
has asked for one: versions, the values of all parameters as JSON, the plan, warnings,
what took how long, and how the run ended.
"""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Final

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsMessageLog,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
)
from qgis.PyQt.QtCore import QVariant

from ..host.resources import version
from ..host.text import told, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.core import QgsProcessingFeedback

#: The tab of the message panel.
_TAB: Final = "Exogenous"


class RunLog:
    """The lines of one run, with the seconds since it began."""

    def __init__(self, algorithm: str, request: str, *, is_verbose: bool) -> None:
        """Begin with what was asked for.

        Args:
            algorithm: Its whole name.
            request: The values of its parameters, JSON as `qgis_process` reads it.
            is_verbose: The user wants every step as well.
        """
        self._start = time.monotonic()
        self._is_verbose = is_verbose
        self._has_warned = False
        began = datetime.now(timezone.utc).isoformat(timespec="seconds")
        self._lines = [
            f"{algorithm} {began}",
            *(f"{name} {number}" for name, number in _versions().items()),
            f"qgis_process run {algorithm} -",
            request,
        ]

    def info(self, line: str) -> None:
        """Take what the run says."""
        spent_s = time.monotonic() - self._start
        self._lines.append(f"[{spent_s:8.1f} s] {line}")

    def warn(self, line: str) -> None:
        """Take a warning."""
        self._has_warned = True
        self.info(tr("Warning: {text}").format(text=line))

    def step(self, line: str) -> None:
        """Take a step of the work."""
        if self._is_verbose:
            self.info(line)

    def text(self) -> str:
        """Return the whole log, without secrets."""
        from ..core.secrets import without_secrets

        return without_secrets("\n".join(self._lines)) + "\n"

    def show(self) -> None:
        """Put the log into QGIS's message panel, which does not open for it."""
        level = Qgis.MessageLevel
        QgsMessageLog.logMessage(
            self.text(),
            _TAB,
            level.Warning if self._has_warned else level.Info,
            notifyUser=False,
        )


@contextmanager
def logged(
    algorithm: str,
    parameters: Mapping[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    path: str,
) -> Iterator[RunLog]:
    """Keep the log of a run, and show and write it however the run ends.

    Args:
        algorithm: Its whole name.
        parameters: Its values, as they were given.
        context: With the user's level of logging.
        feedback: Takes a warning where the file cannot be written.
        path: The file; empty for none.
    """
    from ..core.errors import ExogenousError

    verbose = getattr(Qgis, "ProcessingLogLevel", QgsProcessingContext)
    log = RunLog(
        algorithm,
        as_json(parameters),
        is_verbose=context.logLevel() == verbose.Verbose,
    )
    try:
        yield log
        log.info(tr("Done."))
    except ExogenousError as error:
        log.info(told(error))
        raise
    except BaseException as error:
        log.info(repr(error))
        raise
    finally:
        log.show()
        _write(path, log.text(), feedback)


def as_json(parameters: Mapping[str, Any]) -> str:
    """Return values of parameters as the JSON that `qgis_process` reads."""
    inputs = {name: _plain(value) for name, value in parameters.items()}
    return json.dumps({"inputs": inputs}, ensure_ascii=False, default=str)


def _write(path: str, text: str, feedback: QgsProcessingFeedback) -> None:
    """Write the log; the result, which is there by now, is worth more than it."""
    from ..core.errors import ExogenousError
    from ..core.output.text_file import write_text

    if not path:
        return
    try:
        write_text(path, text)
    except ExogenousError as error:
        feedback.pushWarning(told(error))


def _plain(value: Any) -> Any:
    """Return a value of a parameter as JSON has it; a map layer is its source."""
    plain = value
    match value:
        case QgsMapLayer():
            plain = value.source()
        case QgsProcessingOutputLayerDefinition():
            plain = _plain(value.sink)
        case QgsProperty():
            plain = value.expressionString() or _plain(value.staticValue())
        case QVariant():
            plain = None if value.isNull() else _plain(value.value())
        case Mapping():
            plain = {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            plain = [_plain(item) for item in value]
    return plain


def _versions() -> dict[str, str]:
    import numpy as np
    import rasterio

    return {
        "Exogenous": version(),
        "QGIS": Qgis.QGIS_VERSION,
        "Python": platform.python_version(),
        "rasterio": rasterio.__version__,
        "GDAL": rasterio.__gdal_version__,
        "PROJ": rasterio.__proj_version__,
        "numpy": np.__version__,
        "System": platform.platform(),
    }
