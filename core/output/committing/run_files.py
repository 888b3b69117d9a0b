# SPDX-License-Identifier: GPL-3.0-or-later
"""Names the temporary files of a run, and removes those of runs that died.

A file's name says which process of which machine made the file, so that another run
can tell files that are being written from files that nobody will finish.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .processes import is_running, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The GeoTIFF that is being written.
UNFINISHED: Final = "part.tif"
#: A file that a result takes the place of, until all results have theirs.
REPLACED: Final = "old"
#: The list of the files that are taking their places.
JOURNAL: Final = "journal"

_NAME: Final = re.compile(
    r"\.exo-(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]{1,10})-(?P<start>[0-9]{1,20})"
    r"-[0-9a-f]{12}\.(?P<kind>part|old|journal)(\..*)?"
)


@dataclass(frozen=True, slots=True)
class RunFile:
    """A temporary file of some run, as its name tells."""

    path: Path
    kind: str
    """`part`, `old` or `journal`."""
    machine: str
    process: int
    start: int
    """When the process began, in the system's own count; 0 where it does not say."""

    @property
    def is_orphan(self) -> bool:
        """Whether the run died. Nobody can tell of another machine's runs."""
        return self.machine == _machine() and not is_running(self.process, self.start)


def new_name(folder: Path, kind: str) -> Path:
    """Return an unused path for a temporary file of this process.

    Args:
        folder: That of the file's destination, so that moving the file copies nothing.
        kind: `UNFINISHED`, `REPLACED` or `JOURNAL`.
    """
    process = os.getpid()
    unique = uuid.uuid4().hex[:12]
    own = f".exo-{_machine()}-{process}-{started(process)}-{unique}.{kind}"
    return folder / own


def is_run_file(name: str) -> bool:
    """Tell whether a file's name is that of a temporary file of a run."""
    return _NAME.fullmatch(name) is not None


def run_files(folder: Path) -> Iterator[RunFile]:
    """Yield the temporary files in a folder; none where it cannot be listed."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if match := _NAME.fullmatch(path.name):
                yield RunFile(
                    path,
                    match["kind"],
                    match["machine"],
                    int(match["process"]),
                    int(match["start"]),
                )


def sweep(folder: Path) -> None:
    """Remove what runs that died have left in a folder, but for their journals."""
    for file in run_files(folder):
        if file.kind != JOURNAL and file.is_orphan:
            with suppress(OSError):  # Files of other users stay.
                file.path.unlink()


def _machine() -> str:
    """Return a short name of this machine, which does not give away its own."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
