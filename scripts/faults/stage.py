# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets the folder of a run up, and judges what a run has left in it."""

from __future__ import annotations

import importlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .files_told import told_of

if TYPE_CHECKING:
    from pathlib import Path

    from .cases import Case

#: What the names of the temporary files begin with.
_OWN: Final = ".exo-"

#: The two states that a run may leave.
NEW, OLD = "new", "old"


@dataclass(frozen=True, slots=True)
class Trial:
    """A fault that was tried, and what came of it."""

    fault: str
    case: str
    ended: str
    """`done`, `refused`, `killed`, `hang` or `traceback`."""
    said: str
    """What the user saw."""
    left: str
    """`NEW`, `OLD`, or what is wrong in the folder."""
    where: str = ""
    """What to ask for to see the same again."""

    @property
    def survived(self) -> bool:
        """Whether nothing was lost and the user was told."""
        if self.ended == "done":
            return self.left == NEW
        if self.ended == "killed":
            return self.left in {NEW, OLD}
        is_told = bool(self.said.strip()) and "\n" not in self.said.strip()
        return self.ended == "refused" and self.left == OLD and is_told


class Stage:
    """The folder of a case: its inputs, and files of a former result."""

    def __init__(self, folder: Path, case: Case) -> None:
        """Take a folder that has the inputs in `in`."""
        self.folder, self.case = folder, case
        self._new: dict[str, dict[str, str]] = {}

    @property
    def out(self) -> Path:
        """The folder of the result."""
        return self.folder / "out"

    def set_up(self) -> None:
        """Put the former result back, and nothing else."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        for name in self.case.old:
            (self.out / name).write_text(f"the former {name}", encoding="utf-8")

    def learn(self) -> None:
        """Take what is in the folder for the right result."""
        self._new = {path.name: told_of(path) for path in self.out.iterdir()}

    def sweep(self) -> None:
        """Do what the next run into the folder begins with."""
        moves = importlib.import_module("exogenous.core.output.committing.moves")
        moves.settle(self.out)

    def left(self) -> str:
        """Return what a run left: `NEW`, `OLD`, or what is wrong."""
        names = {path.name for path in self.out.iterdir()}
        own = sorted(name for name in names if name.startswith(_OWN))
        if own:
            return f"temporary files: {', '.join(own)}"
        if names == set(self.case.old) and all(map(self._is_old, names)):
            return OLD
        if names != self._new.keys():
            return f"files {sorted(names)}"
        return "; ".join(filter(None, map(self._difference, sorted(names)))) or NEW

    def _difference(self, name: str) -> str:
        """Return what a file says otherwise than it should; empty if nothing."""
        told, right = told_of(self.out / name), self._new[name]
        keys = sorted(told.keys() | right.keys())
        wrong = [key for key in keys if told.get(key) != right.get(key)]
        return f"{name} has other {', '.join(wrong)}" if wrong else ""

    def _is_old(self, name: str) -> bool:
        return (self.out / name).read_bytes() == f"the former {name}".encode()
