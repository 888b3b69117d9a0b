# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of proofs names tests that exist, for every rule and every mistake."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "correctness.md").read_text(encoding="utf-8")


def names_in(path: Path) -> set[str]:
    """Return the tests of a module, those of classes as `Class::test`."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names |= {
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef)
            }
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
    return names


def about_mistakes() -> dict[int, set[str]]:
    """Return the tests that carry the number of each mistake of the peers."""
    found: dict[int, set[str]] = defaultdict(set)
    for folder in ("unit", "properties", "truth"):
        for path in (ROOT / "tests" / folder).rglob("test_*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    for mark in map(ast.unparse, node.decorator_list):
                        number = re.fullmatch(r"pytest\.mark\.mistake\((\d+)\)", mark)
                        if number is not None:
                            found[int(number[1])].add(node.name)
    return found


def existing() -> dict[str, set[str]]:
    """Return the tests of each module; some folders have modules of one name."""
    modules: dict[str, set[str]] = defaultdict(set)
    for folder in ("unit", "properties", "truth"):
        for path in (ROOT / "tests" / folder).rglob("test_*.py"):
            modules[path.stem] |= names_in(path)
    return modules


def test_every_test_it_names_exists() -> None:
    modules = existing()
    everywhere = {
        name.rpartition("::")[2] for names in modules.values() for name in names
    }
    named = re.findall(r"^- `(test_\w+)`: (.+)$", PAGE, re.MULTILINE)
    assert len(named) > 30
    for module, names in named:
        assert set(re.findall(r"`([\w:]+)`", names)) <= modules[module], module
    for name in re.findall(r"`((?:\w+::)?test_\w+)`", PAGE):
        assert name.rpartition("::")[2] in everywhere | modules.keys()


def test_no_rule_and_no_mistake_is_left_out() -> None:
    rules = {int(n) for n in re.findall(r"^\| (\d+)\. ", PAGE, re.MULTILINE)}
    assert rules == set(range(1, 14))
    mistakes = {
        int(number): tests
        for number, tests in re.findall(
            r"^\| (\d+) \|.*\| (.+) \|$", PAGE, re.MULTILINE
        )
    }
    assert mistakes.keys() == set(range(1, 23))
    about = about_mistakes()
    for number, tests in mistakes.items():
        assert set(re.findall(r"`(\w+)`", tests)) == about[number], number


def test_it_tells_of_no_machine() -> None:
    assert not re.search(r"/(home|tmp|work|root|usr)/|\d+\.\d+ ?s\b", PAGE)


def test_a_page_is_made_of_the_tests_that_passed(
    script: Callable[[str], ModuleType],
) -> None:
    made = script("docs.correctness_page")
    said: dict[str, dict[str, str]] = defaultdict(dict)
    said["b"] = {"kernel": "nearest", "compared": "7", "difference": "0.25"}
    proofs = [
        made.Proof(
            module="test_a",
            test=name,
            rules=(3, 5),
            mistake=w,
            against="it",
            said=said[name],
        )
        for name, w in (("a", 0), ("b", 4))
    ]
    text = made.page(proofs, ["| A | what |"])
    assert "| 3. Each layer is resampled once | it | `test_a` | 2 | 0.25 | - |" in text
    assert "| `nearest` | 1 | 7 | 0 | 0.25 | - |" in text
    assert re.search(r"\| 4 \| .* \| `b` \|", text)
    assert "- `test_a`: `a`, `b`" in text
    assert "\n\n| A | what |\n\n" in text
