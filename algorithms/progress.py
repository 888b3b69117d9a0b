# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the core speak to QGIS: its log, progress bar, cancel button and errors."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingException

from ..core.errors import Cancelled, ExogenousError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qgis.core import QgsProcessingFeedback


@dataclass(frozen=True)
class FeedbackProgress:
    """The core's progress over QGIS's feedback."""

    feedback: QgsProcessingFeedback

    def fraction(self, done: float) -> None:
        """Move the progress bar."""
        self.feedback.setProgress(100 * done)

    def info(self, message: str) -> None:
        """Write to the log."""
        self.feedback.pushInfo(message)

    def warn(self, message: str) -> None:
        """Write to the log, so that it is seen."""
        self.feedback.pushWarning(message)

    def is_cancelled(self) -> bool:
        """Tell whether the cancel button was pressed."""
        return bool(self.feedback.isCanceled())


@contextmanager
def errors_for_qgis(feedback: QgsProcessingFeedback) -> Iterator[None]:
    """Turn the core's errors into the one that QGIS shows without a traceback.

    A cancelled run is none: it goes to the log, and what follows the `with`
    returns nothing, as QGIS's own algorithms do. Whatever else is raised is a
    bug, and shows as one.
    """
    try:
        yield
    except Cancelled as message:
        feedback.pushInfo(str(message))
    except ExogenousError as error:
        raise QgsProcessingException(str(error)) from error
