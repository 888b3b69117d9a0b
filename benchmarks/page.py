# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what was measured into docs/performance.md, between two comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DOCS = ROOT / "docs"
PAGE = DOCS / "performance.md"


def replace_part(name: str, body: str) -> None:
    """Replace the part of the page that has a name.

    Raises:
        ValueError: The page does not say where it goes.
    """
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    before, found, rest = PAGE.read_text(encoding="utf-8").partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{PAGE} has no {start} … {end}")
    page = f"{before}{start}\n\n{body.strip()}\n\n{end}{after}"
    PAGE.write_text(page, encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
