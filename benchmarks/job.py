# SPDX-License-Identifier: GPL-3.0-or-later
"""What a system is asked to do: one value, handed to each of them as JSON.

This module runs under every system's own Python, so it imports nothing else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EPSG = 32632
"""The CRS of all targets."""

BAND_IDS = {"GREEN": "03", "RED": "04", "SWIR_1": "11"}

CLASS_KERNELS = ("nearest", "mode")
"""The resamplers that keep the numbers of a source, and so its type."""


class Kind(str, Enum):
    """What becomes of the pixels."""

    ARRAYS = "arrays"
    """They stay in memory; the layers' are saved for the oracle."""
    STACK = "stack"
    """All go into stack.tif."""
    LAYERS = "layers"
    """Each layer goes into <name>.tif."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The grid of the results, in EPSG:32632, north up."""

    left: float
    top: float
    pixel_m: float
    cols: int
    rows: int

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        right = self.left + self.cols * self.pixel_m
        return self.left, self.top - self.rows * self.pixel_m, right, self.top

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """From (column, row) to metres, in the order of `affine.Affine`."""
        return self.pixel_m, 0.0, self.left, 0.0, -self.pixel_m, self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One exogenous layer."""

    name: str
    path: str
    resampler: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One task, the same for every system."""

    kind: Kind
    product: str
    target: Target
    layers: tuple[Layer, ...]
    bands: tuple[str, ...] = ()
    """Spectral names."""
    aoi: str = ""
    """A vector file; the target is its extent then."""
    options: dict[str, str] | None = None
    """GeoTIFF's creation options; None for what each system takes by itself."""

    def write(self, path: Path) -> None:
        """Save as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Job:
        """Load what `write` saved."""
        words = json.loads(path.read_text(encoding="utf-8"))
        words["kind"] = Kind(words["kind"])
        words["target"] = Target(**words["target"])
        words["layers"] = tuple(Layer(**layer) for layer in words["layers"])
        words["bands"] = tuple(words["bands"])
        return cls(**words)
