# SPDX-License-Identifier: GPL-3.0-or-later
"""How values become the numbers of a file, and what says "no data" there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .errors import InvalidRequest, NodataTaken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .plan import LayerPlan, Plan
    from .request import OutputOptions

#: Where a valid value takes an integer type's nodata, the type that has room.
_WIDER: Final = {
    "uint8": "int16",
    "int8": "int16",
    "uint16": "int32",
    "int16": "int32",
    "int32": "float64",
    "uint32": "float64",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The type of an output and its nodata value."""

    dtype: str
    nodata: float

    def __post_init__(self) -> None:
        """Refuse a nodata value that the type does not hold."""
        kind = np.dtype(self.dtype)
        if kind.kind in "iu":
            limits = np.iinfo(kind)
            whole = math.isfinite(self.nodata) and self.nodata == int(self.nodata)
            if not whole or not limits.min <= self.nodata <= limits.max:
                raise InvalidRequest(
                    "NODATA",
                    self.nodata,
                    f"{self.dtype} holds whole numbers {limits.min} to {limits.max}.",
                )

    def encode(self, values: NDArray[Any], name: str) -> NDArray[Any]:
        """Turn values into the output's numbers.

        Integers are rounded to the nearest and held within the type's range. A
        float that happens to be the nodata value becomes its next neighbour.

        Args:
            values: Any shape, float, NaN where there is no value.
            name: The layer's, for the error.

        Raises:
                NodataTaken: A value is the integer that says "no data".
        """
        kind = np.dtype(self.dtype)
        invalid = np.isnan(values)
        if kind.kind in "iu":
            limits = np.iinfo(kind)
            values = np.clip(np.rint(values), limits.min, limits.max)
        if not math.isnan(self.nodata):
            values = self._without_nodata(values, kind, name)
            values = np.where(invalid, self.nodata, values)
        encoded: NDArray[Any] = values.astype(kind)
        return encoded

    def _without_nodata(
        self, values: NDArray[Any], kind: np.dtype[Any], name: str
    ) -> NDArray[Any]:
        """Keep valid values apart from nodata: floats by the least step there is."""
        nodata = kind.type(self.nodata)
        taken = values.astype(kind) == nodata
        if kind.kind == "f":
            return np.where(taken, np.nextafter(nodata, kind.type(np.inf)), values)
        if taken.any():
            raise NodataTaken(name, self.nodata, self.dtype)
        return values


def stack_encoding(plan: Plan, options: OutputOptions) -> Encoding:
    """Choose how a stack is written: float with NaN, unless asked otherwise."""
    dtype = options.dtype or plan.stack_dtype
    return Encoding(dtype=dtype, nodata=_nodata(dtype, options.nodata, None))


def layer_encoding(layer: LayerPlan, options: OutputOptions) -> Encoding:
    """Choose how a layer is written: in its source's own type if values are kept."""
    own = layer.source.dtype if layer.keeps_values and layer.source else layer.dtype
    declared = layer.source.nodata if layer.keeps_values and layer.source else None
    dtype = options.dtype or own
    return Encoding(dtype=dtype, nodata=_nodata(dtype, options.nodata, declared))


def wider(encoding: Encoding) -> Encoding | None:
    """Return an encoding with room for a nodata value of its own, if there is one."""
    dtype = _WIDER.get(encoding.dtype)
    return None if dtype is None else Encoding(dtype=dtype, nodata=_default(dtype))


def _nodata(dtype: str, asked: float | None, declared: float | None) -> float:
    if asked is not None:
        return asked
    kind = np.dtype(dtype)
    if declared is not None and (
        kind.kind == "f" or np.iinfo(kind).min <= declared <= np.iinfo(kind).max
    ):
        return declared
    return _default(dtype)


def _default(dtype: str) -> float:
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return math.nan
    limits = np.iinfo(kind)
    return float(limits.max if kind.kind == "u" else limits.min)
