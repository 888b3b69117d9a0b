# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of who is right are of today's truth, and name what they tell of."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "disagreements.md").read_text(encoding="utf-8")

Package = dict[str, Any]


@pytest.fixture
def package(script: Callable[[str], ModuleType]) -> Package:
    names = ("by_name", "differences", "names", "rows", "stored", "work")
    return {name: script(f"docs.disagreements.{name}") for name in names}


def test_what_is_stored_was_compared_with_todays_truth(package: Package) -> None:
    found = package["stored"].load()
    first, *referees = found
    assert first == "here"
    minors = {re.match(r"GDAL 3\.(\d+)", referee)[1] for referee in referees}
    assert minors == {"6", "10", "13"}
    for task in islice(package["work"].tasks(), 0, 60, 17):
        truth = task.case.truth()
        nothing = {k: np.full(truth.places.u.shape, np.nan) for k in task.kernels}
        now = package["differences"].compare([task], {"none": [nothing]})["none"]
        for key, one in now.items():
            for by_case in found.values():
                stored = by_case[key].truth
                assert math.isclose(one.truth, stored, rel_tol=1e-4), (*key, stored)


def test_ours_are_at_0_but_for_what_the_page_says(package: Package) -> None:
    ours = package["stored"].load()["here"]
    assert len(ours) > 8000
    for (case, kernel), found in ours.items():
        assert found.difference.elsewhere == 0, (case, kernel)
        # Positions to 1e-4 of a source pixel, on noise, and a width to 1 %.
        assert found.difference.largest < 0.01, (case, kernel)


def test_every_name_is_told_of(package: Package) -> None:
    told = (DOCS / "correctness.md").read_text(encoding="utf-8")
    used = re.findall(r"\| ([A-Z](?:, [A-Z])*) \|$", PAGE, re.MULTILINE)
    keys = {key for some in used for key in some.split(", ")}
    assert keys == {one.key for one in package["names"].NAMES}
    for key in keys:
        assert re.search(rf"^\| {key} \| ", told, re.MULTILINE)


def test_a_difference_is_of_what_both_have(package: Package) -> None:
    task = next(package["work"].tasks())
    expected = task.case.truth().evaluate("average")
    found = expected.copy()
    whole = np.ptp(task.case.values)
    found[2, 3] += 0.25 * whole
    found[5, 6] = np.nan
    values = [{"average": found}]
    only = replace(task, kernels=("average",))
    got = package["differences"].compare([only], {"it": values})["it"]
    difference = got[task.case.name, "average"].difference
    pixels = expected.size
    assert difference.largest == pytest.approx(0.25, rel=1e-6)
    assert difference.rms == pytest.approx(0.25 / math.sqrt(pixels - 1), rel=1e-6)
    assert difference.other == pytest.approx(1 / (pixels - 1))
    assert difference.elsewhere == pytest.approx(1 / pixels)


def test_a_disagreement_without_a_name_is_an_error(package: Package) -> None:
    rows, none = package["rows"], package["differences"].Difference(0, 0, 0, 0)
    task = next(package["work"].tasks())
    off = replace(none, largest=0.5)
    assert rows.Row("nearest", task, {"here": none, "GDAL 3": none}).name is None
    assert rows.Row("mode", task, {"here": none, "GDAL 3": off}).name.key == "F"
    with pytest.raises(rows.NamelessError, match="nearest on"):
        _ = rows.Row("nearest", task, {"here": none, "GDAL 3": off}).name


def test_another_truth_is_seen(
    package: Package, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stored, differences = package["stored"], package["differences"]
    monkeypatch.setattr(stored, "FOLDER", tmp_path)
    zero = differences.Difference(0, 0, 0, 0)
    found = {("a case", "average"): differences.Found(zero, 500.0)}
    stored.store("here", found)
    stored.store("GDAL 3.6.2", found)
    assert list(stored.load()) == ["here", "GDAL 3.6.2"]
    stored.store("GDAL 3.6.9", {("a case", "average"): differences.Found(zero, 500.2)})
    with pytest.raises(stored.AnotherTruthError, match=r"GDAL 3\.6\.9 .*average"):
        stored.load()
