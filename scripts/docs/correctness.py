# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/correctness.md: which tests prove each rule, and against what.

Runs the tests of the core that carry a rule (`pytest.mark.rule`) or the number of a
mistake of the peers (`pytest.mark.mistake`), and makes tables of what they compared
with and of the largest difference they found. What `scripts.docs.disagreements` has
found goes in by name.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import ElementTree

from ..root import ROOT
from .correctness_page import RULES, Proof, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = ROOT / "docs" / "correctness.md"
FOLDERS = [ROOT / "tests" / name for name in ("unit", "properties", "truth")]

#: About half of the time: these run beside the rest.
_HALF = [
    ROOT / "tests" / "properties" / name
    for name in ("test_warp_matrix.py", "test_random_grids.py")
]


def main() -> int:
    """Run the tests and write the page."""
    rest = [*map(str, FOLDERS), *(f"--ignore={path}" for path in _HALF)]
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / name for name in ("half.xml", "rest.xml")]
        runs = [
            _start(paths, report)
            for paths, report in zip((map(str, _HALF), rest), reports, strict=True)
        ]
        statuses = [run.wait() for run in runs]  # of both, before the folder goes
        if any(statuses):
            return 1
        cases = [
            case
            for report in reports
            for case in ElementTree.parse(report).iter("testcase")
        ]
    skipped = sum(case.find("skipped") is not None for case in cases)
    proofs = [proof for case in cases for proof in _proofs(case)]
    missing = RULES.keys() - {rule for proof in proofs for rule in proof.rules}
    if missing:
        print(f"no test carries rule {sorted(missing)}", file=sys.stderr)
        return 1
    PAGE.write_text(page(proofs, _disagreements()), encoding="utf-8")
    print(f"{len(proofs)} tests, {PAGE}")
    if skipped:
        print(f"{skipped} tests were skipped: the page lacks them", file=sys.stderr)
    return 0


def _disagreements() -> list[str]:
    """Return the table of what `scripts.docs.disagreements` has found."""
    sys.path.append(str(ROOT / "tests"))
    from .disagreements import by_name, rows, stored, work  # noqa: PLC0415

    return list(by_name.table(rows.rows(list(work.tasks()), stored.load())))


def _start(paths: Iterable[str], report: Path) -> subprocess.Popen[bytes]:
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-m", "rule or mistake"),
        *("-p", "no:cacheprovider", "-o", "junit_family=xunit1"),
        *(f"--junitxml={report}", *paths),
    ]
    # In CI hypothesis takes the same examples in every run.
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "CI": "true"})


def _proofs(case: ElementTree.Element) -> Iterator[Proof]:
    """Yield a test, unless it was skipped."""
    if case.find("skipped") is not None:
        return
    said = {p.get("name"): p.get("value") for p in case.iter("property")}
    path = case.get("classname").split(".")
    module = next(i for i, part in enumerate(path) if part.startswith("test_"))
    name = case.get("name").partition("[")[0]
    yield Proof(
        module=path[module],
        test="::".join([*path[module + 1 :], name]),
        rules=tuple(map(int, said.pop("rules", "").split())),
        mistake=int(said.pop("mistake", 0)),
        against=said.pop("against", ""),
        said=said,
    )


if __name__ == "__main__":
    sys.exit(main())
