# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds out what a product is, beside the dialog, while its path is being typed."""

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

#: As long as a person takes between two letters.
_PAUSE_MS: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What is known of a product once its headers have been read."""

    description: Description
    words: Mapping[str, frozenset[str]]
    """By the name of each band, what it can be called, in lower case."""


class ProductProbe(QObject):
    """Describes the product of the moment."""

    #: What the product is, as `Probed`; None while there is none.
    described = pyqtSignal(object)
    #: Why it cannot be opened.
    refused = pyqtSignal(str)
    #: A path has come, of which nothing is known yet.
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
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._background.is_busy

    def look(self, path: str, *, at_once: bool = False) -> None:
        """Look at a product: a path, several, or a layer's name."""
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
    from ...core.products import open_product
    from ...core.products.describe import describe

    with raster_environment():
        product = open_product(located(text, lookup))
        description = describe(product)
    words = {
        band.name: frozenset(
            word.casefold() for word in (band.name, band.id, *band.aliases)
        )
        for band in product.bands
    }
    return Probed(description=description, words=words)


def located(text: str, lookup: Callable[[object], Any]) -> tuple[str, ...]:
    """Return the paths that a text means, those of map layers for their names."""
    from ...core.io.paths import exists
    from ...core.request.product_paths import product_paths

    layers = ((path, lookup(path)) for path in product_paths(text))
    return tuple(
        layer.path if layer and not exists(path) else path for path, layer in layers
    )
