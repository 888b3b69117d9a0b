# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/correctness.md: which tests prove each rule, and against what.

Runs the tests that carry a rule (`pytest.mark.rule`), and makes a table of what
they compared with and of the largest difference they found.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "correctness.md"

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

INTRODUCTION = """\
# What is proven, and against what

Made by `make correctness`; do not edit by hand. A difference is in the unit of the
values; its share is of the range of the source's values. A dash stands where a test
compares exactly, or compares no pixels.

| rule | against | tests | cases | largest difference | share of range |
|---|---|---|---:|---:|---:|
"""

KERNELS = """
## By kernel, against GDAL's warper

Weighted kernels may differ by rounding to float32 and by 0.01 source pixel times the
local gradient; those that pick values may not differ at all, but where the exact
position lies within 0.01 source pixel of an edge (*unsteady* pixels, left out).

| kernel | cases | pixels compared | unsteady | largest difference | share of range |
|---|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True)
class Proof:
    """One test that passed, and what it says of itself."""

    module: str
    properties: dict[str, str]


@dataclass
class Row:
    """All the tests that prove one thing in one way."""

    modules: set[str] = field(default_factory=set)
    cases: int = 0
    compared: int = 0
    unsteady: int = 0
    difference: float | None = None
    share: float | None = None

    def add(self, proof: Proof) -> None:
        """Count a test in."""
        said = proof.properties
        self.modules.add(proof.module)
        self.cases += 1
        self.compared += int(said.get("compared", 0))
        self.unsteady += int(said.get("unsteady", 0))
        self.difference = _larger(self.difference, said.get("difference"))
        self.share = _larger(self.share, said.get("share"))


def main() -> int:
    """Run the tests and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "rule",
            str(ROOT / "tests"),
        ]
        status = subprocess.run(
            [*command, f"--junitxml={report}"], cwd=ROOT, check=False
        ).returncode
        if status:
            return status
        proofs = tuple(_proofs(report))
    missing = RULES.keys() - {int(p.properties["rule"]) for p in proofs}
    if missing:
        print(f"no test carries rule {sorted(missing)}", file=sys.stderr)
        return 1
    PAGE.write_text(_page(proofs), encoding="utf-8")
    print(f"{len(proofs)} tests, {PAGE}")
    return 0


def _proofs(report: Path) -> Iterator[Proof]:
    for case in ElementTree.parse(report).iter("testcase"):
        said = {p.get("name"): p.get("value") for p in case.iter("property")}
        if case.find("skipped") is None:
            for rule in said.pop("rules", "").split():
                module = case.get("classname").rpartition(".")[2]
                yield Proof(module=module, properties={**said, "rule": rule})


def _page(proofs: Iterable[Proof]) -> str:
    rules: dict[tuple[int, str], Row] = defaultdict(Row)
    kernels: dict[str, Row] = defaultdict(Row)
    for proof in proofs:
        said = proof.properties
        rules[int(said["rule"]), said["against"]].add(proof)
        if "kernel" in said:
            kernels[said["kernel"]].add(proof)
    lines = [
        f"| {number}. {RULES[number]} | {against} | {', '.join(sorted(row.modules))} "
        f"| {row.cases} | {_number(row.difference)} | {_number(row.share)} |"
        for (number, against), row in sorted(rules.items())
    ]
    kernel_lines = [
        f"| `{kernel}` | {row.cases} | {row.compared} | {row.unsteady} "
        f"| {_number(row.difference)} | {_number(row.share)} |"
        for kernel, row in kernels.items()
    ]
    return (
        INTRODUCTION
        + "\n".join(lines)
        + "\n"
        + KERNELS
        + "\n".join(kernel_lines)
        + "\n"
    )


def _larger(one: float | None, other: str | None) -> float | None:
    if other is None:
        return one
    return float(other) if one is None else max(one, float(other))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2g}"


if __name__ == "__main__":
    sys.exit(main())
