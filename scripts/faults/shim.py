# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles the shim of the C library, and tells it what is to fail."""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("shim.c")

#: Kinds of calls, in the order of the shim's enumeration.
KINDS: Final = (
    "open",
    "read",
    "write",
    "close",
    "fsync",
    "rename",
    "link",
    "unlink",
    "mkdir",
    "mmap",
    "ftruncate",
    "memory",
)

#: A kind that no call is of, and a disk without end.
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to fail in a run."""

    kind: str | None = None
    """One of `KINDS`; None where no call is to fail."""
    number: int = 0
    """The first call of the kind that fails, counted from 1."""
    lasts: bool = False
    """All later calls of the kind fail as well."""
    room_bytes: int = _NONE
    """How much may be written to files before the disk is full; -1 for all."""


def build(folder: Path) -> Path:
    """Compile the shim into a folder; return the library."""
    library = folder / "shim.so"
    command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


class Shim:
    """The shim that this process was started with."""

    def __init__(self, library: Path) -> None:
        """Take the library that `LD_PRELOAD` names."""
        self._library = ctypes.CDLL(str(library))
        self._library.faults_count.restype = ctypes.c_long

    def arm(self, fault: Fault) -> None:
        """Count from now on, and let calls fail."""
        kind = _NONE if fault.kind is None else KINDS.index(fault.kind)
        self._library.faults_arm(
            kind,
            ctypes.c_long(fault.number),
            int(fault.lasts),
            ctypes.c_long(fault.room_bytes),
        )

    def disarm(self) -> dict[str, int]:
        """Let nothing fail any more; return how many calls of each kind there were."""
        self._library.faults_disarm()
        return {
            kind: self._library.faults_count(number)
            for number, kind in enumerate(KINDS)
        }
