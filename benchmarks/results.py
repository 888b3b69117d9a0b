# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured: runs of systems in cases, kept as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from measure import Cost

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(kw_only=True)
class Entry:
    """All runs of one system in one case."""

    case: str
    title: str
    system: str
    amount: float
    """How many layers, or what multiple of the area."""
    runs: list[Cost] = field(default_factory=list)
    accuracy: dict[str, Any] | None = None
    """What `accuracy.py` says; None where it was not asked."""
    failure: str = ""

    @property
    def median(self) -> Cost | None:
        """The median of each figure, None where there is no run."""
        if not self.runs or self.failure:
            return None
        return Cost(
            wall_s=median(run.wall_s for run in self.runs),
            cpu_s=median(run.cpu_s for run in self.runs),
            peak_bytes=round(median(run.peak_bytes for run in self.runs)),
        )


@dataclass(kw_only=True)
class Results:
    """One session of measuring."""

    about: dict[str, str]
    """The machine, the date, the versions."""
    entries: list[Entry] = field(default_factory=list)

    def entry(self, case: str, system: str) -> Entry | None:
        """Return what is known of a system in a case."""
        pair = (case, system)
        return next((e for e in self.entries if (e.case, e.system) == pair), None)

    def median(self, case: str, system: str) -> Cost | None:
        """Return a system's median in a case, None where it was not measured."""
        entry = self.entry(case, system)
        return None if entry is None else entry.median

    def add(self, later: Results) -> None:
        """Take over a later session, in the order of cases and systems.

        Raises:
            ValueError: It measured another size.
        """
        sides = [session.about["side"].partition(" ")[0] for session in (self, later)]
        if sides[0] != sides[1]:
            raise ValueError(f"one session is of side {sides[0]}, one of {sides[1]}")
        known = {(entry.case, entry.system) for entry in later.entries}
        kept = [e for e in self.entries if (e.case, e.system) not in known]
        places: dict[str, int] = {}
        for entry in (*self.entries, *later.entries):
            places.setdefault(entry.case, len(places))
        self.entries = sorted(
            (*kept, *later.entries),
            key=lambda entry: (entry.case[0], places[entry.case]),
        )
        self.about = {**later.about, **self.about}

    def write(self, path: Path) -> None:
        """Save everything, medians too."""
        words = asdict(self)
        for entry, kept in zip(self.entries, words["entries"], strict=True):
            middle = entry.median
            kept["median"] = None if middle is None else asdict(middle)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(words, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        """Load what `write` saved."""
        words = json.loads(path.read_text(encoding="utf-8"))
        entries = []
        for kept in words["entries"]:
            kept.pop("median")
            kept["runs"] = [Cost(**run) for run in kept["runs"]]
            entries.append(Entry(**kept))
        return cls(about=words["about"], entries=entries)
