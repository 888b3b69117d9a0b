# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of what is proven, made from the tests that passed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .correctness_text import (
    DIFFERENCES,
    DISAGREEMENTS,
    INTRODUCTION,
    KERNELS,
    MISTAKES,
    MISTAKES_HEAD,
    TESTS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RULES = {
    1: "One grid",
    2: "A window is a crop",
    3: "Each layer is resampled once",
    4: "Overviews stand in only where a kernel averages",
    5: "Nodata never leaks",
    6: "Types keep values",
    7: "Names are the user's",
    8: "What is missing is said",
    9: "Longitudes, seams and tie points",
    10: "Metadata travels",
    11: "Reflectance",
    12: "Whole or not at all",
    13: "Same input, same pixels",
}


@dataclass(frozen=True)
class Proof:
    """One case of a test that passed, and what it says of itself."""

    module: str
    test: str
    rules: tuple[int, ...]
    mistake: int
    """Number of the peers' mistake it is about, 0 for none."""
    against: str
    said: Mapping[str, str]


@dataclass
class Row:
    """All the tests that prove one thing in one way."""

    tests: set[tuple[str, str]] = field(default_factory=set)
    cases: int = 0
    compared: int = 0
    unsteady: int = 0
    difference: float | None = None
    share: float | None = None

    def add(self, proof: Proof) -> None:
        """Count a test in."""
        said = proof.said
        self.tests.add((proof.module, proof.test))
        self.cases += 1
        self.compared += int(said.get("compared", 0))
        self.unsteady += int(said.get("unsteady", 0))
        self.difference = _larger(self.difference, said.get("difference"))
        self.share = _larger(self.share, said.get("share"))

    @property
    def numbers(self) -> str:
        """The last two cells."""
        return f"{_number(self.difference)} | {_number(self.share)}"


def page(proofs: Iterable[Proof], disagreements: Iterable[str]) -> str:
    """Write the page.

    Args:
        proofs: The tests that passed.
        disagreements: A table's lines.
    """
    ways: dict[tuple[int, str], Row] = defaultdict(Row)
    kernels: dict[str, Row] = defaultdict(Row)
    mistakes: dict[int, Row] = defaultdict(Row)
    for proof in proofs:
        for rule in proof.rules:
            ways[rule, proof.against].add(proof)
        if "kernel" in proof.said:
            kernels[proof.said["kernel"]].add(proof)
        if proof.mistake:
            mistakes[proof.mistake].add(proof)
    sections = [
        (INTRODUCTION, _ways(ways)),
        (KERNELS, _kernels(kernels)),
        (DISAGREEMENTS, (*disagreements, "")),
        (DIFFERENCES, ()),
        (MISTAKES_HEAD, _mistakes(mistakes)),
        (TESTS, _tests(ways)),
    ]
    return "\n".join(
        head + "".join(f"{line}\n" for line in lines) for head, lines in sections
    )


def _ways(ways: Mapping[tuple[int, str], Row]) -> Iterator[str]:
    for (rule, against), row in sorted(ways.items()):
        modules = ", ".join(f"`{name}`" for name in sorted({m for m, _ in row.tests}))
        yield (
            f"| {rule}. {RULES[rule]} | {against} | {modules} | {row.cases} "
            f"| {row.numbers} |"
        )


def _kernels(kernels: Mapping[str, Row]) -> Iterator[str]:
    for kernel, row in kernels.items():
        yield (
            f"| `{kernel}` | {row.cases} | {row.compared} | {row.unsteady} "
            f"| {row.numbers} |"
        )


def _mistakes(mistakes: Mapping[int, Row]) -> Iterator[str]:
    for number, words in MISTAKES.items():
        tests = "<br>".join(f"`{t}`" for _, t in sorted(mistakes[number].tests))
        yield f"| {number} | {words} | {tests} |"


def _tests(ways: Mapping[tuple[int, str], Row]) -> Iterator[str]:
    for rule, title in RULES.items():
        tests = {
            t for (number, _), row in ways.items() if number == rule for t in row.tests
        }
        yield f"**{rule}. {title}**\n"
        for module in sorted({module for module, _ in tests}):
            names = sorted(name for place, name in tests if place == module)
            yield f"- `{module}`: {', '.join(f'`{name}`' for name in names)}"
        yield ""


def _larger(one: float | None, other: str | None) -> float | None:
    if other is None:
        return one
    return float(other) if one is None else max(one, float(other))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2g}"
