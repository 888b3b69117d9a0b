# SPDX-License-Identifier: GPL-3.0-or-later
"""What the systems resample: the cases by family, each with its kernels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from truth import cases
from truth.evaluate import EVERYWHERE
from truth.fields import FIELDS
from truth.pairs import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from truth.cases import Case
    from truth.pairs import Pair

SAME_AXES = "one CRS, same axes"
TURNED = "one CRS, turned or oblong"
TWO = "two CRSs"
TWO_TURNED = "two CRSs, turned or oblong"
BESIDE = "beside nodata and edges"
POINTS = "control points"
ARRAYS = "arrays"

#: Kernels of numbers; `mode` is one of classes.
_OF_NUMBERS = tuple(kernel for kernel in EVERYWHERE if kernel != "mode")
_OF_CLASSES = ("mode",)

_TURNS = ((13, 1), (45, 1), (-30, 1), (0, 0.6), (0, 1.7), (45, 1.7), (13, 0.6))
_PLACED = {POINTS: ("4 points", "25 points"), ARRAYS: ("a node each", "a node every 5")}

#: Of those by points and arrays: from a zone to its neighbour, and 14 and 9 degrees.
_PLACED_PAIRS = (PAIRS[0], PAIRS[1], PAIRS[24])


@dataclass(frozen=True)
class Task:
    """A case, and what it is resampled with."""

    family: str
    """What sets source and target apart."""
    pair: str
    case: Case
    kernels: tuple[str, ...]


def tasks() -> Iterator[Task]:
    """Yield all there is to do."""
    for ratio in cases.RATIOS:
        yield from _noise_and_classes(SAME_AXES, cases.UTM, ratio, 0, 1)
        yield _task(SAME_AXES, cases.UTM, ratio, "smooth", turn=0, aspect=1)
        for turn, aspect in _TURNS:
            yield from _noise_and_classes(TURNED, cases.UTM, ratio, turn, aspect)
        for overlap in ("inside", "half"):
            yield _beside(cases.UTM, ratio, overlap)
    for number, pair in enumerate(PAIRS):
        yield from _of_pair(pair, number)
    for family, ways in _PLACED.items():
        for placed_by in ways:
            yield from _placed(family, placed_by)


def _of_pair(pair: Pair, number: int) -> Iterator[Task]:
    """Yield a pair's tasks; what is not drawn for each ratio takes turns."""
    for ratio in cases.RATIOS:
        yield from _noise_and_classes(TWO, pair, ratio, 0, 1)
    turns = [cases.RATIOS[(number + by) % len(cases.RATIOS)] for by in range(3)]
    yield _task(TWO, pair, turns[0], "smooth", turn=0, aspect=1)
    yield _task(TWO_TURNED, pair, turns[1], FIELDS[number % len(FIELDS)])
    yield _beside(pair, turns[2], ("inside", "half")[number % 2])


def _placed(family: str, placed_by: str) -> Iterator[Task]:
    for pair in _PLACED_PAIRS:
        for ratio in cases.RATIOS:
            for field in FIELDS:
                yield _task(family, pair, ratio, field, placed_by=placed_by, aspect=1)


def _noise_and_classes(
    family: str, pair: Pair, ratio: float, turn: float, aspect: float
) -> Iterator[Task]:
    for field in ("noise", "classes"):
        yield _task(family, pair, ratio, field, turn=turn, aspect=aspect)


def _beside(pair: Pair, ratio: float, overlap: str) -> Task:
    look = {"turn": 0, "aspect": 1, "has_holes": True}
    return _task(BESIDE, pair, ratio, "noise", overlap=overlap, **look)


def _task(family: str, pair: Pair, ratio: float, field: str, **how: object) -> Task:
    kernels = _OF_CLASSES if field == "classes" else _OF_NUMBERS
    return Task(family, pair.name, cases.draw(pair, ratio, field, **how), kernels)
