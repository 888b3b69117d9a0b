# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes a source while a run reads it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from .job import run_case
from .stage import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .stage import Stage

#: Bytes that are flipped, from the end of the file.
_FLIPPED: Final = range(50, 1500, 97)


def _truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _empty(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(0)


def _replace(path: Path) -> None:
    other = path.with_name("product.tif")
    shutil.copyfile(other, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    for place in _FLIPPED:
        if place < len(raw):
            raw[-place] ^= 0xFF
    path.write_bytes(raw)


_CHANGES: Final[dict[str, Callable[[Path], None]]] = {
    "source cut": _truncate,
    "source emptied": _empty,
    "source replaced": _replace,
    "source deleted": lambda path: path.unlink(),
    "source flipped": _flip,
}


class _Changing:
    """A progress that changes a source once the plan is made."""

    def __init__(self, change: Callable[[], None]) -> None:
        self._change = change
        self._is_done = False

    def fraction(self, _done: float) -> None:
        """Ignore the share done."""

    def step(self, names: object, number: int, count: int) -> None:
        """Ignore the block."""

    def info(self, _message: str) -> None:
        """Change the source: the summary of the plan is told."""
        if not self._is_done:
            self._is_done = True
            self._change()

    def warn(self, _message: str) -> None:
        """Ignore a warning."""

    def is_cancelled(self) -> bool:
        """Never stop."""
        return False


def changed_sources(stage: Stage, core: Any) -> Iterator[Trial]:
    """Yield a trial for each change of each source."""
    for name, change in _CHANGES.items():
        for row in stage.case.layers.values():
            path = stage.folder / "in" / row["path"]
            stage.set_up()
            with _kept(path):
                ended, said = _run(stage, core, _Changing(lambda: change(path)))  # noqa: B023
            left = stage.left()
            yield Trial(name, stage.case.name, ended, said, left, path.name)


def _run(stage: Stage, core: Any, progress: _Changing) -> tuple[str, str]:
    try:
        run_case(core, stage.case, stage.folder, progress)
    except core.ExogenousError as error:
        return "refused", str(error)
    except Exception as error:  # noqa: BLE001  (any of them is a finding)
        return "traceback", repr(error)
    return "done", ""


@contextmanager
def _kept(path: Path) -> Iterator[None]:
    kept = path.with_name("kept")
    shutil.copyfile(path, kept)
    try:
        yield
    finally:
        kept.replace(path)
