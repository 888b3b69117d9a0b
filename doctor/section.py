# SPDX-License-Identifier: GPL-3.0-or-later
"""A section of the report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Section:
    """Lines under a title, and what is wrong there."""

    title: str
    lines: tuple[str, ...]
    problems: tuple[str, ...] = ()
    """Sentences that say what was found and what to do."""
