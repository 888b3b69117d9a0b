# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources and targets, drawn from a seed: what the systems are compared on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from affine import Affine

from . import bent, fields
from .claims import is_clearly_wide
from .evaluate import Evaluator
from .georeferences import Grid
from .layout import Look, place_source, place_target
from .pairs import PAIRS, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .georeferences import Georeference

#: Source pixels that a target pixel is as large as: the square root of the area.
RATIOS = (0.3, 0.7, 1.0, 1.5, 3.0, 10.0)

#: How grids are turned, in degrees, and how much wider than high pixels are.
_TURNS = (0, 0, 13, 45, 90, -30, 180)
_ASPECTS = (1.0, 1.0, 0.6, 1.7)

#: Of what is drawn again because some kernels would be widened and others not.
_MOST_DRAWS = 12


@dataclass(frozen=True)
class Case:
    """One source on one target."""

    name: str
    ratio: float
    """Source pixels that a target pixel is as large as, or a little less."""
    field: str
    src: Georeference
    dst: Grid
    values: NDArray[Any]
    valid: NDArray[np.bool_]

    def truth(self) -> Evaluator:
        """Return what is true of it."""
        return Evaluator(self.values, self.valid, self.src, self.dst)


def draw(
    pair: Pair,
    ratio: float,
    field: str,
    *,
    seed: int = 0,
    turn: float | None = None,
    aspect: float | None = None,
    placed_by: str = "a grid",
    overlap: str = "inside",
    has_holes: bool = False,
) -> Case:
    """Draw a case; the same for the same arguments.

    Args:
        pair: The CRSs, and the place.
        ratio: Source pixels that a target pixel is as large as.
        field: One of `fields.FIELDS`.
        seed: Another one is another case.
        turn: Of the source, in degrees; None draws one, and sometimes the target's.
        aspect: Of the source's pixels; None draws one.
        placed_by: What places the source: see `bent.MADE`.
        overlap: `inside` for a target inside the source, `half` for one half off it.
        has_holes: Some of the source's pixels are invalid.
    """
    name = f"{pair.name}, {ratio:g}, {field}"
    name += "".join(
        f", {what}"
        for what, is_said in (
            (f"turned {turn}", turn is not None),
            (f"aspect {aspect}", aspect not in {None, 1}),
            (placed_by, placed_by != "a grid"),
            (f"{overlap} off", overlap != "inside"),
            ("with holes", has_holes),
            (f"seed {seed}", seed != 0),
        )
        if is_said
    )
    rng = np.random.default_rng(crc32(name.encode()))
    is_turned = turn is None and rng.random() < 0.2
    dst_look = Look(
        turn=float(rng.choice(_TURNS)) if is_turned else 0.0,
        aspect=float(rng.choice(_ASPECTS)) if is_turned else 1.0,
    )
    src_look = Look(
        turn=float(rng.choice(_TURNS)) if turn is None else turn,
        aspect=float(rng.choice(_ASPECTS)) if aspect is None else aspect,
        is_south_up=bool(turn is None and rng.random() < 0.15),
    )
    metres = float(rng.uniform(200, 500))
    size = ratio
    for _ in range(_MOST_DRAWS):
        dst = place_target(pair, src_look, dst_look, metres, size)
        flat = place_source(pair, src_look, metres, dst, rng, overlap)
        src = bent.MADE[placed_by](flat, rng) if placed_by != "a grid" else flat
        nothing = np.zeros((src.rows, src.cols))
        if is_clearly_wide(Evaluator(nothing, nothing == 0, src, dst)):
            break
        size *= 0.98
    values = fields.make(field, rng, src.rows, src.cols)
    whole = np.ones(values.shape, dtype=bool)
    valid = fields.holes(rng, *values.shape) if has_holes else whole
    return Case(name, ratio, field, src, dst, values, valid)


def of_pairs() -> Iterator[Case]:
    """Yield a case for each pair of CRSs: ratios, fields and holes take turns."""
    for number, pair in enumerate(PAIRS):
        yield draw(
            pair,
            RATIOS[number % len(RATIOS)],
            fields.FIELDS[(number + number // len(RATIOS)) % len(fields.FIELDS)],
            overlap="half" if number % 7 == 3 else "inside",
            has_holes=number % 4 in {1, 2},
        )


UTM = Pair("EPSG:32629", "EPSG:32629", -8, 53)


def on_the_same_axes() -> Iterator[Case]:
    """Yield cases in one CRS that shifts and scales set apart."""
    for number, ratio in enumerate((0.3, 0.7, 1.0, 1.3, 3.0, 7.4)):
        field = fields.FIELDS[number % 3]
        yield draw(UTM, ratio, field, turn=0, aspect=1, has_holes=number % 2 == 1)


def on_other_axes() -> Iterator[Case]:
    """Yield cases in one CRS that are turned, oblong, south up."""
    for number, ratio in enumerate(RATIOS):
        yield draw(UTM, ratio, "noise", turn=45, aspect=1, has_holes=number % 2 == 0)
        yield draw(UTM, ratio, fields.FIELDS[number % 3], turn=-30, aspect=1.7)


def on_whole_multiples() -> Iterator[Case]:
    """Yield cases whose target pixels are whole multiples of the source's."""
    for number, times in enumerate((1, 2, 2, 3, 4, 10)):
        field = ("noise", "classes")[number % 2]
        case = draw(UTM, times, field, seed=2, turn=0, aspect=1, has_holes=True)
        src = case.src
        if not isinstance(src, Grid):
            raise TypeError("only grids have multiples")
        dst = Grid(
            crs=src.crs,
            transform=src.transform * Affine.translation(3, 4) * Affine.scale(times),
            rows=(src.rows - 5) // times,
            cols=(src.cols - 5) // times,
        )
        yield replace(case, name=f"whole multiple of {times}, {field}", dst=dst)


def of_points() -> Iterator[Case]:
    """Yield cases that control points place."""
    for placed_by, pair in (("4 points", PAIRS[3]), ("25 points", PAIRS[0])):
        yield from _placed(placed_by, pair)


def of_arrays() -> Iterator[Case]:
    """Yield cases that arrays of coordinates place."""
    for placed_by, pair in (("a node each", PAIRS[10]), ("a node every 5", PAIRS[24])):
        yield from _placed(placed_by, pair)


def _placed(placed_by: str, pair: Pair) -> Iterator[Case]:
    for field, ratio in zip(fields.FIELDS, (3.0, 0.7, 1.5), strict=True):
        has_holes = field == "smooth"
        yield draw(
            pair, ratio, field, placed_by=placed_by, aspect=1, has_holes=has_holes
        )


#: What sets sources and targets apart, and the cases of it.
FAMILIES = {
    "two CRSs": of_pairs,
    "the same axes": on_the_same_axes,
    "other axes": on_other_axes,
    "whole multiples": on_whole_multiples,
    "control points": of_points,
    "arrays": of_arrays,
}


def all_cases() -> list[Case]:
    """Return every case of the suite."""
    return [case for family in FAMILIES.values() for case in family()]
