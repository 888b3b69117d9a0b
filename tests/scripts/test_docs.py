# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages name files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

#: `core/io/raster.py`, without what stands for many (`…`, `*`, `<type>`).
PATH = re.compile(
    r"`((?:algorithms|benchmarks|core|demo|docs|gui|host|resources|sampledata|scripts|"
    r"tests)/[\w./-]*)`"
)

#: What programs leave there and git does not keep.
MADE = ("benchmarks/work", "demo/output", "demo/sample")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", link):
            target = page.parent / link.partition("#")[0]
            assert target.exists(), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_paths_that_are_named_exist(page: Path) -> None:
    for path in PATH.findall(page.read_text(encoding="utf-8")):
        assert path.startswith(MADE) or (ROOT / path).exists(), path


def test_every_decision_is_listed_once() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(
        r"^\| \[([\w.-]+)\]", (folder / "README.md").read_text(), re.MULTILINE
    )
    there = {path.name for path in folder.glob("*.md")} - {"README.md"}
    assert sorted(listed) == sorted(there)


def test_words_are_in_order_and_said_once() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)[1:]
    assert len(words) > 50
    assert words == sorted(set(words), key=str.lower)
