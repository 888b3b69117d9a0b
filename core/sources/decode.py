# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads source pixels as values: numbers decoded, NaN where a pixel is invalid."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rasterio.errors import RasterioError

from ..errors import LongInteger, SourceUnreadable
from .contents import (
    UNBOUNDED,
    Angles,
    Coded,
    Coverage,
    Decibels,
    Drawn,
    Flags,
    Half,
    Values,
)
from .nodata import is_between, is_nodata
from .tiles.mosaic import averaged, composed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..geometry.grid import Block
    from ..io.dataset_pool import DatasetPool
    from .source import Blend, Source
    from .tiles.mosaic import Mosaic

#: Integers of more bytes are too many for a table of their values.
_MOST_TABLE_BYTES: Final = 2

#: Floats of 64 bits hold all integers up to this.
_LONGEST: Final = 2**53


def read_values(
    source: Source, block: Block, pool: DatasetPool, *, as_stored: bool = False
) -> NDArray[Any]:
    """Read one block of a source.

    Args:
        source: The source to read.
        block: Pixels of the source's own grid, wholly inside it.
        pool: Open files.
        as_stored: Short integers that are the values themselves, all valid, may be
            returned in the file's type and read-only.

    Returns:
        Values with shape (rows, cols) in the source's working type, scale and
        offset applied, NaN where the source's nodata value, mask band, alpha
        band or quality masks make a pixel invalid; or 1 for valid and 0 for invalid
        pixels, where the source is read for its coverage.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
        LongInteger: A valid number is no float's.
    """
    if source.blend is not None:
        return _blended(source, source.blend, block, pool)
    mosaic = source.mosaic
    if mosaic is not None and mosaic.is_mean and not source.contents.are_everywhere:
        return _averaged(source, mosaic, block, pool)
    raw, invalid = _read(source, block, pool)
    is_whole = not invalid.any()
    if as_stored and is_whole and _are_short_values(source):
        return raw
    if isinstance(source.contents, Coverage):
        return _is_there(raw, invalid, source.contents).astype(source.working_dtype)
    if isinstance(source.contents, Values) and source.may_be_long:
        _refuse_long(raw[~invalid], source)
    values = _decoded(raw, source)
    if isinstance(source.contents, Decibels | Angles | Flags):
        values = source.contents.begun(values)
    if not is_whole:
        np.copyto(values, np.nan, where=invalid)
    return values


def _blended(
    source: Source, blend: Blend, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Weigh two bands pixel by pixel; a pixel is valid where it is so in both.

    What is averaged, as power or directions, is weighed; of shares the lesser is.
    """
    first = read_values(replace(source, blend=None), block, pool)
    other = replace(blend.source, contents=source.contents)
    second = read_values(other, block, pool)
    if isinstance(source.contents, Coverage):
        return np.minimum(first, second).astype(source.working_dtype)
    exact = first.astype(np.float64)
    exact += blend.weight * (second - exact)
    return exact.astype(source.working_dtype)


def read_level(
    source: Source, shrink: int, block: Block, pool: DatasetPool
) -> NDArray[Any]:
    """Read one block of a coarser level of a JPEG2000 file.

    Args:
        source: The source to read, whose pixels are all valid here.
        shrink: The level, one of the source's.
        block: Samples of the level, wholly inside the level.
        pool: Open files.

    Returns:
        Values with shape (rows, cols) in the source's working type, scale and
        offset applied, NaN where the run goes on without what cannot be decoded.

    Raises:
        SourceUnreadable: The file is damaged or gone.
    """
    level = source.levels.index(shrink)
    with _blamed(source):
        raw = pool.read(source.path, source.band, block, level)
        damaged = pool.damaged(source.path, source.band, block, level)
    values = _decoded(raw, source)
    if damaged is not None:
        np.copyto(values, np.nan, where=damaged)
    return values


def is_valid(source: Source, block: Block, pool: DatasetPool) -> bool:
    """Tell whether a source's masks leave all pixels of a block valid.

    Raises:
        SourceUnreadable: A mask is damaged or gone.
    """
    with _blamed(source):
        return all(mask.valid(source.grid, block, pool).all() for mask in source.masks)


@contextmanager
def _blamed(source: Source) -> Iterator[None]:
    """Turn errors of reading into errors that name the source."""
    try:
        yield
    except RasterioError as error:
        reason = str(error.__cause__ or error)
        raise SourceUnreadable(source.label, source.path, reason) from error


def _averaged(
    source: Source, mosaic: Mosaic[Source], block: Block, pool: DatasetPool
) -> NDArray[Any]:
    def read(tile: Source, own: Block) -> NDArray[Any]:
        return read_values(replace(tile, contents=source.contents), own, pool)

    return averaged(mosaic, block, read).astype(source.working_dtype)


def _read(
    source: Source, block: Block, pool: DatasetPool
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Read the file's own numbers, and a mask that is True where they are invalid."""
    if source.mosaic is None:
        with _blamed(source):
            return _of_file(source, block, pool)
    is_decoded = source.mosaic.is_decoded

    def read(tile: Source, own: Block) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        with _blamed(tile):
            raw, invalid = _of_file(tile, own, pool)
        return (_decoded(raw, tile) if is_decoded else raw), invalid

    return composed(source.mosaic, block, read)


def _of_file(
    source: Source, block: Block, pool: DatasetPool
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    if isinstance(source.contents, Drawn):
        drawn = source.contents.mask.valid(source.grid, block, pool)
        unseen = np.zeros_like(drawn)
        for mask in source.masks:
            unseen |= ~mask.valid(source.grid, block, pool)
        return drawn.astype(np.uint8), unseen
    raw = pool.read(source.path, source.band, block)
    invalid = is_nodata(raw, source.nodata)
    if pool.damage is not None:
        damaged = pool.damaged(source.path, source.band, block)
        invalid |= False if damaged is None else damaged
    for least, greatest in source.nodata_ranges:
        invalid |= is_between(raw, least, greatest)
    if source.has_mask:
        invalid |= pool.read_mask(source.path, source.band, block) == 0
    if source.alpha_band is not None:
        # Where it cannot be decoded, it is 0.
        invalid |= pool.read(source.path, source.alpha_band, block) == 0
    for mask in source.masks:
        invalid |= ~mask.valid(source.grid, block, pool)
    return raw, invalid


def _is_there(
    raw: NDArray[Any], invalid: NDArray[np.bool_], contents: Coverage
) -> NDArray[np.bool_]:
    there = ~invalid
    if raw.dtype.kind == "f":
        there &= ~np.isnan(raw)
    if contents.of_number is not None:
        there &= is_between(raw, contents.of_number, contents.of_number)
    return there


def _are_short_values(source: Source) -> bool:
    stored = np.dtype(source.dtype)
    is_short = stored.kind in "iu" and stored.itemsize <= _MOST_TABLE_BYTES
    is_kept = source.contents == UNBOUNDED or isinstance(source.contents, Drawn)
    return is_short and is_kept and not source.is_scaled


def _refuse_long(numbers: NDArray[Any], source: Source) -> None:
    """Raise where a float would make another number of an integer.

    Raises:
        LongInteger: It would.
    """
    if not numbers.size:
        return
    # As Python's: numpy 1 compares a uint64 with an integer as floats.
    if int(numbers.min()) >= -_LONGEST and int(numbers.max()) <= _LONGEST:
        return
    floats = numbers.astype(source.working_dtype)
    # A float that is beyond the type's limits has no number of the type.
    there = floats < float(np.iinfo(numbers.dtype).max)
    same = floats[there].astype(numbers.dtype) == numbers[there]
    if there.all() and same.all():
        return
    changed = ~there
    changed[there] = ~same
    raise LongInteger(source.label, source.path, int(numbers[changed][0]))


def _decoded(raw: NDArray[Any], source: Source) -> NDArray[Any]:
    if isinstance(source.contents, Coded):
        return source.contents.book.codes_of(raw)
    if isinstance(source.contents, Half):
        half = raw >> 32 if source.contents.is_upper else raw & 0xFFFFFFFF
        return half.astype(source.working_dtype)
    if not source.is_scaled:
        # Tiles in the cache are shared with other blocks, and read-only.
        return raw.astype(source.working_dtype, copy=not raw.flags.writeable)
    if raw.dtype.kind in "iu" and raw.itemsize <= _MOST_TABLE_BYTES:
        table = _table(raw.dtype.str, source.scale, source.offset, source.working_dtype)
        codes = raw.view(f"u{raw.itemsize}")
        values: NDArray[Any] = table.take(codes)
        return values
    return _scaled(raw, source.scale, source.offset, source.working_dtype)


@lru_cache(maxsize=16)
def _table(dtype: str, scale: float, offset: float, working: str) -> NDArray[Any]:
    """List the values of all numbers of a short type, by their bits."""
    bits = 8 * np.dtype(dtype).itemsize
    numbers = np.arange(2**bits, dtype=f"u{bits // 8}").view(dtype)
    return _scaled(numbers, scale, offset, working)


def _scaled(
    numbers: NDArray[Any], scale: float, offset: float, working: str
) -> NDArray[Any]:
    exact = numbers.astype(np.float64) * scale + offset
    return exact.astype(working)
