# SPDX-License-Identifier: GPL-3.0-or-later
"""Describes a product in the background, while its path is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...host.text import told
from ..widgets import project_layers
from ..widgets.background import Background

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...core.errors import ExogenousError
    from ...core.products.describe import Description

#: The pause after the last letter: longer than between two letters of a typing user.
_PAUSE_MS: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """The description of a product from its headers."""

    description: Description
    words: Mapping[str, frozenset[str]]
    """All names of each band, in lower case, by the band's name."""
    instant: str = ""
    """When it was acquired, ISO 8601 in UTC; empty where it does not say."""


class ProductProbe(QObject):
    """Describes the product that is chosen in the dialog."""

    #: The product's description, a `Probed`; None while there is no product.
    described = pyqtSignal(object)
    #: The product cannot be opened, with the reason.
    refused = pyqtSignal(str)
    #: A new path is being looked at.
    asked = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        """Start without a product."""
        super().__init__(parent)
        self.probed: Probed | None = None
        self._path = ""
        self._background = Background(self, latest_only=True)
        self._background.done.connect(self._take)
        self._background.failed.connect(self._refuse)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)

    @property
    def path(self) -> str:
        """The path that is described, or is being looked at."""
        return self._path

    @property
    def is_busy(self) -> bool:
        """Whether a description is still to come."""
        return self._pause.isActive() or self._background.is_busy

    def look(self, path: str, *, at_once: bool = False) -> None:
        """Describe a product: a path, several paths, or a layer's name."""
        if path == self._path:
            return
        self._path = path
        self._background.forget()
        self.probed = None
        if not path.strip():
            self._pause.stop()
            self.described.emit(None)
            return
        self.asked.emit()
        self._pause.start(0 if at_once else _PAUSE_MS)

    def _start(self) -> None:
        self._background.start(partial(_describe, self._path, project_layers.lookup()))

    def _take(self, probed: Probed) -> None:
        self.probed = probed
        self.described.emit(probed)

    def _refuse(self, error: ExogenousError) -> None:
        self.refused.emit(told(error.advice))


def _describe(text: str, lookup: Callable[[object], Any]) -> Probed:
    from ...core.environment import raster_environment
    from ...core.io.patience import PATIENCE_S, watched
    from ...core.io.remote_names import any_remote
    from ...core.products import open_product
    from ...core.products.describe import describe
    from ...core.products.instant import instant_of
    from ...core.progress import never
    from ...host.product_layers import chosen_crs_of, paths_of, product_layers

    layers = product_layers(text, lookup)
    paths = paths_of(layers)
    # A newer text starts a look of its own: this one ends when it has to.
    with raster_environment(online=any_remote(paths)), watched(never, PATIENCE_S):
        product = open_product(paths, crs=chosen_crs_of(layers))
        description = describe(product)
    words = {
        band.name: frozenset(
            word.casefold() for word in (band.name, band.id, *band.aliases)
        )
        for band in product.bands
    }
    instant = instant_of(product)
    return Probed(
        description=description, words=words, instant=str(instant) if instant else ""
    )
