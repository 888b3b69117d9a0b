# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves finished files to their places: all of them, or none.

Before the first move, a journal beside the files lists the moves, and each file that
is replaced gets a second name. A run that fails undoes its moves by the journal. One
that is killed cannot: the next run into the folder does so, as journals of databases
work (SQLite: "Atomic Commit In SQLite", the rollback journal).
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .run_files import JOURNAL, REPLACED, is_run_file, new_name, run_files, sweep

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Move:
    """A file that takes its place, or a file that makes place."""

    place: Path
    new: Path | None
    """The finished file under its temporary name; None where a file only goes."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A move as the journal has it: names in the journal's folder."""

    place: str
    new: str | None
    old: str | None
    """The second name of the file that was there before; None where none was."""
    mark: tuple[int, ...] | None
    """What the new file is known by, under any name."""

    @classmethod
    def read(cls, entry: Any) -> _Step:
        """Return a journal's entry.

        Raises:
            ValueError: Its names are not those that this module writes. A journal may
                come from a stranger, and must not reach beyond its folder.
        """
        try:
            mark = None if entry["mark"] is None else tuple(entry["mark"])
            step = cls(entry["place"], entry["new"], entry["old"], mark)
        except (TypeError, KeyError) as error:
            raise ValueError(entry) from error
        own = [name for name in (step.new, step.old) if name is not None]
        if not all(isinstance(name, str) for name in (step.place, *own)):
            raise ValueError(entry)
        plain = {Path(name).name for name in (step.place, *own)}
        if plain != {step.place, *own} or not all(map(is_run_file, own)):
            raise ValueError(entry)
        return step

    def take(self, folder: Path) -> None:
        """Put the new file at its place, or only take the former one away."""
        place = folder / self.place
        if self.new is None:
            if self.old is not None:
                place.replace(folder / self.old)
            return
        if self.old is not None:
            _keep(place, folder / self.old)
            shutil.copymode(folder / self.old, folder / self.new)
        (folder / self.new).replace(place)

    def undo(self, folder: Path) -> None:
        """Put the former file back, if the new one has its place or nothing has.

        What another program has put there in the meantime stays.
        """
        place = folder / self.place
        is_new = self.mark is not None and _mark(place) == self.mark
        if self.old is not None:
            old = folder / self.old
            if old.exists() and (is_new or not place.exists()):
                old.replace(place)
            else:
                old.unlink(missing_ok=True)
        elif is_new:
            place.unlink()


def move_together(moves: Sequence[Move]) -> None:
    """Move files to their places.

    Args:
        moves: At least one. Each `new` lies in the folder of its `place`.

    Raises:
        OSError: A file cannot be moved; all places are as they were.
    """
    first, *others = moves
    if first.new is not None and not others:
        if first.place.exists():
            shutil.copymode(first.place, first.new)
        first.new.replace(first.place)  # The system does all of it, or nothing.
        return
    journals = _journals(moves)
    try:
        for journal, steps in journals:
            for step in steps:
                step.take(journal.parent)
        for journal, _ in journals:
            journal.unlink()  # From here on, a run that dies has done all.
    except OSError:
        for journal, steps in journals:
            _undo(journal, steps)
        raise
    for journal, steps in journals:
        for old in (step.old for step in steps if step.old is not None):
            with suppress(OSError):  # A later run removes it.
                (journal.parent / old).unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Undo in a folder what runs that died were about to do, and remove their files.

    Journals that this module has not written, or that cannot be undone, stay.
    """
    for file in run_files(folder):
        if file.kind == JOURNAL and file.is_orphan:
            with suppress(OSError, ValueError):
                _undo(file.path, _steps(file.path))
    sweep(folder)


def _journals(moves: Sequence[Move]) -> list[tuple[Path, list[_Step]]]:
    """Write a journal in each folder of the moves; return their paths and steps."""
    by_folder: dict[Path, list[_Step]] = defaultdict(list)
    for move in moves:
        folder = move.place.parent
        by_folder[folder].append(
            _Step(
                place=move.place.name,
                new=None if move.new is None else move.new.name,
                old=new_name(folder, REPLACED).name if move.place.exists() else None,
                mark=None if move.new is None else _mark(move.new),
            )
        )
    return [(_written(folder, steps), steps) for folder, steps in by_folder.items()]


def _written(folder: Path, steps: Sequence[_Step]) -> Path:
    journal, draft = new_name(folder, JOURNAL), new_name(folder, REPLACED)
    entries = json.dumps([asdict(step) for step in steps])
    try:
        draft.write_text(entries, encoding="utf-8")
        draft.replace(journal)  # Never half a journal under the name of one.
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return journal


def _steps(journal: Path) -> list[_Step]:
    """Read a journal.

    Raises:
        ValueError: It is not as this module writes journals.
    """
    entries = json.loads(journal.read_text(encoding="utf-8"))
    if not isinstance(entries, list):
        raise ValueError(journal)  # noqa: TRY004  (of the text, not of an argument)
    return [_Step.read(entry) for entry in entries]


def _undo(journal: Path, steps: Sequence[_Step]) -> None:
    for step in reversed(steps):
        step.undo(journal.parent)
    journal.unlink(missing_ok=True)


def _mark(path: Path) -> tuple[int, ...] | None:
    """Return what a file is known by whatever its name; None where there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_ino, told.st_size, told.st_mtime_ns


def _keep(place: Path, old: Path) -> None:
    """Give a file a second name.

    A link leaves the file at its place until the new one is there. Some file systems
    (FAT, some network shares) have none; there the file is away for a moment.
    """
    try:
        os.link(place, old)
    except OSError:
        place.replace(old)
