# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a small product with layers over it, for a first try without any data."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..widgets.background import Background

if TYPE_CHECKING:
    from ...sampledata.sample import SampleFiles

#: The side of the product: a few megabytes, made in some seconds.
_SIDE_M: Final = 6000


class SampleMaker(QObject):
    """Makes the sample in the user's profile, where it stays for the next time."""

    #: The sample is there, with its files as a `SampleFiles`.
    ready = pyqtSignal(object)
    #: The sample could not be made, with the core's error.
    failed = pyqtSignal(object)

    def __init__(self, parent: QObject) -> None:
        """Make nothing yet."""
        super().__init__(parent)
        self._background = Background(self, latest_only=True)
        self._background.done.connect(self.ready)
        self._background.failed.connect(self.failed)

    def make(self) -> None:
        """Make what is missing of the sample, beside the dialog."""
        self._background.start(partial(_make, sample_folder()))


def sample_folder() -> Path:
    """Return the folder of the sample in the user's profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "exogenous" / "sample"


def _make(folder: Path) -> SampleFiles:
    from ...core.environment import raster_environment
    from ...core.errors import ExogenousError
    from ...sampledata.sample import make_sample

    with raster_environment():
        try:
            return make_sample(folder, _SIDE_M)
        except OSError as error:
            raise ExogenousError(str(error)) from error
