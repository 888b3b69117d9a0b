# SPDX-License-Identifier: GPL-3.0-or-later
"""The encoding of values as the numbers of a file: type, nodata value and packing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..compute.whole_numbers import has_whole_numbers
from ..errors import InvalidRequest, NodataTaken
from ..message import say
from ..sources.contents import Values
from ..sources.nodata import are_all_above, kept_apart
from .packing import REFLECTANCE_SCALE, Packing, Range, choose, codes_of, sides_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..planning.plan import LayerPlan, Plan
    from ..request.request import OutputOptions

#: Floats hold all integers up to this limit, which has less than 17 digits.
_EXACT: Final = 2.0**53

#: The wider type to write, where a valid value is the nodata value of an integer type.
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
    """The type of a band's numbers, its nodata value, and its scale and offset."""

    dtype: str
    nodata: float
    packing: Packing = field(default_factory=Packing)
    """Scale and offset from the numbers to values."""

    def __post_init__(self) -> None:
        """Refuse a nodata value that the type does not hold."""
        if not _holds(self.dtype, self.nodata):
            raise InvalidRequest(
                "NODATA",
                self.nodata,
                say(
                    "{dtype} takes {range}.",
                    dtype=self.dtype,
                    range=_range_name(self.dtype),
                ),
            )

    def encode(self, values: NDArray[Any], name: str) -> NDArray[Any]:
        """Turn values into the output's numbers.

        Integers are rounded to the nearest and held within the type's range, less
        the nodata value. A valid float within GDAL's tolerance of the nodata value is
        moved just out of it.

        Args:
            values: Any shape, float, NaN where there is no value; or short integers.
            name: The layer's name, for the error.

        Returns:
            Numbers of the output's type; `values` itself where nothing has to change.

        Raises:
            NodataTaken: A value becomes the integer that is the nodata value.
        """
        if np.dtype(self.dtype).kind == "f":
            return self._floats(values)
        if values.dtype.kind != "f":
            if values.dtype == self.dtype and self.packing == Packing():
                self._refuse_taken(values, name)
                return values
            values = values.astype(np.float32)
        invalid = np.isnan(values)
        whole: NDArray[Any] = np.rint(self._unpacked(values))
        self._refuse_taken(whole, name)
        np.clip(whole, *self._range(), out=whole)
        # Before the cast: the integer that NaN becomes differs among machines.
        if invalid.any():
            np.copyto(whole, self.nodata, where=invalid)
        return whole.astype(self.dtype)

    def encode_whole(
        self, numbers: NDArray[Any], valid: NDArray[np.bool_], name: str
    ) -> NDArray[Any]:
        """Turn integers into the output's, as they are.

        Args:
            numbers: Any shape, of a type whose every number the output's has.
            valid: The same shape, False where there is no value.
            name: The layer's, for the error.

        Raises:
            NodataTaken: A value is the integer that says "no data".
        """
        nodata = np.dtype(self.dtype).type(int(self.nodata))
        whole = numbers.astype(self.dtype)
        if (valid & (whole == nodata)).any():
            raise NodataTaken(name, self.nodata, self.dtype)
        whole[~valid] = nodata
        return whole

    def _refuse_taken(self, whole: NDArray[Any], name: str) -> None:
        # Nodata in the values' own type: comparing other types is ten times slower.
        nodata = whole.dtype.type(self.nodata)
        if not whole.size or whole.max() < nodata:  # nodata is mostly the last code
            return
        if (whole == nodata).any():
            raise NodataTaken(name, self.nodata, self.dtype)

    def _unpacked(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the file's numbers for some values, not rounded yet."""
        if np.dtype(self.dtype).itemsize <= 2 and self.packing == Packing():
            return values
        # In float64, because float32 rounds the limits of int32 to beyond int32.
        exact: NDArray[Any] = values.astype(np.float64)
        exact -= self.packing.offset
        exact /= self.packing.scale
        return exact

    def _floats(self, values: NDArray[Any]) -> NDArray[Any]:
        is_nan = math.isnan(self.nodata)
        with np.errstate(over="ignore"):  # beyond float32 lies infinity
            floats: NDArray[Any] = values.astype(self.dtype, copy=False)
        if is_nan or are_all_above(floats, self.nodata):
            return floats
        if floats is values:
            floats = values.copy()
        invalid = np.isnan(floats)
        kept_apart(floats, self.nodata)
        if invalid.any():
            np.copyto(floats, self.nodata, where=invalid, casting="unsafe")
        return floats

    def _range(self) -> tuple[float, float]:
        """Return the least and the greatest integer that a value may become."""
        least, greatest = _limits(self.dtype)
        if self.nodata == least:
            least += max(1.0, math.ulp(least))
        if self.nodata == greatest:
            greatest -= max(1.0, math.ulp(greatest))
        return least, greatest


def stack_encoding(plan: Plan, options: OutputOptions) -> Encoding:
    """Choose how a stack is written: float with NaN, unless asked otherwise."""
    dtype = options.dtype or plan.stack_dtype
    return Encoding(dtype=dtype, nodata=_nodata(dtype, options.nodata, None))


def layer_encoding(layer: LayerPlan, options: OutputOptions) -> Encoding:
    """Choose how a layer is written: in its source's own type if values are kept."""
    own = (layer.number_type if layer.keeps_values else None) or layer.dtype
    declared = layer.source.nodata if layer.keeps_values and layer.source else None
    dtype = options.dtype or own
    return Encoding(dtype=dtype, nodata=_nodata(dtype, options.nodata, declared))


def needs_range(layer: LayerPlan, encoding: Encoding) -> bool:
    """Tell whether the range of a band's values must be known before encoding."""
    if np.dtype(encoding.dtype).kind == "f":
        return False
    own = layer.number_type
    if own is None or not layer.keeps_values:
        return True
    return not np.can_cast(own, encoding.dtype)


def is_exact(layer: LayerPlan, encoding: Encoding) -> bool:
    """Tell whether integers are written that need not have been floats in between."""
    if np.dtype(encoding.dtype).kind == "f" or needs_range(layer, encoding):
        return False
    return has_whole_numbers(layer)


def packed(layer: LayerPlan, encoding: Encoding, values: Range | None) -> Encoding:
    """Choose the scale and offset with which integers hold a band's values.

    Args:
        layer: The band; whole numbers and reflectances keep their usual scale
            where that scale holds the values.
        encoding: The integer type and its nodata value.
        values: The range of the band's values; None for a band without valid pixels.
    """
    if values is None or not needs_range(layer, encoding):
        return encoding
    natural = _natural(layer)
    fitting = (
        side
        for side in sides_of(encoding.dtype, encoding.nodata)
        if any(packing.holds(values, side) for packing in natural)
    )
    codes = next(fitting, codes_of(encoding.dtype, encoding.nodata))
    return replace(encoding, packing=choose(values, codes, natural))


def _natural(layer: LayerPlan) -> tuple[Packing, ...]:
    if layer.number_type is None:
        return ()
    source = layer.source
    is_reflectance = source is not None and (
        source.contents == Values(floor=0) or "band_id" in layer.tags
    )
    if source and is_reflectance and math.isclose(source.scale, REFLECTANCE_SCALE):
        return (Packing(scale=REFLECTANCE_SCALE),)
    is_whole = np.dtype(layer.number_type).kind in "iu" and layer.keeps_values
    return (Packing(),) if is_whole else ()


def wider(encoding: Encoding) -> Encoding | None:
    """Return an encoding of the next wider type, None where there is none."""
    dtype = _WIDER.get(encoding.dtype)
    return None if dtype is None else Encoding(dtype=dtype, nodata=_default(dtype))


def other_nodata(encoding: Encoding) -> Encoding | None:
    """Return the encoding with the next nodata value of its type to try.

    Returns:
        None after the limits of the type, and the numbers beside them, were tried.
    """
    least, greatest = _nodata_limits(encoding.dtype)
    ends = [least, greatest, least + 1, greatest - 1]
    tries = [_default(encoding.dtype), *ends]
    tries = sorted(set(tries), key=tries.index)
    tried = tries.index(encoding.nodata) if encoding.nodata in tries else -1
    rest = tries[tried + 1 :]
    return replace(encoding, nodata=rest[0]) if rest else None


def _nodata(dtype: str, asked: float | None, declared: float | None) -> float:
    if asked is not None:
        return asked
    if declared is not None and _holds(dtype, declared):
        return declared
    return _default(dtype)


def _default(dtype: str) -> float:
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return math.nan
    least, greatest = _nodata_limits(dtype)
    return greatest if kind.kind == "u" else least


def _holds(dtype: str, nodata: float) -> bool:
    """Tell whether a file of a type can declare a nodata value, rounded if a float."""
    least, greatest = _nodata_limits(dtype)
    if np.dtype(dtype).kind == "f":
        return not math.isfinite(nodata) or least <= nodata <= greatest
    return least <= nodata <= greatest and float(nodata).is_integer()


def _range_name(dtype: str) -> str:
    least, greatest = _nodata_limits(dtype)
    if np.dtype(dtype).kind == "f":
        return say(
            "numbers {least:.6g} to {greatest:.6g}", least=least, greatest=greatest
        )
    return say(
        "whole numbers {least} to {greatest}", least=int(least), greatest=int(greatest)
    )


def _nodata_limits(dtype: str) -> tuple[float, float]:
    """Return the least and the greatest nodata value that a file can declare.

    For wide integers rasterio writes 17 digits, and GDAL reads as far as the point.
    """
    least, greatest = _limits(dtype)
    if np.dtype(dtype).kind == "f":
        return least, greatest
    return max(least, -_EXACT), min(greatest, _EXACT)


def _limits(dtype: str) -> tuple[float, float]:
    """Return the least and the greatest value of a type, as floats."""
    if np.dtype(dtype).kind == "f":
        return float(np.finfo(dtype).min), float(np.finfo(dtype).max)
    limits = np.iinfo(dtype)
    greatest = float(limits.max)
    if greatest > limits.max:  # 2^63 and 2^64 are one too many
        greatest = math.nextafter(greatest, 0)
    return float(limits.min), greatest
