# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells whether a process of this machine is still running."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

#: Fields after the program's name in /proc/PID/stat, up to the start time: proc(5).
_START_FIELD: Final = 19

#: Windows: the right to ask for a process' state, and the state of a running process.
_QUERY_LIMITED_INFORMATION: Final = 0x1000
_STILL_ACTIVE: Final = 259


def is_running(process: int, start: int) -> bool:
    """Tell whether a process runs.

    Args:
        process: Its number.
        start: When it began, as `started` told; another process that got the number
            later began at another time. 0 where the system does not tell.
    """
    if sys.platform == "win32":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # It runs, and is another user's.
        return True
    return started(process) == start


def started(process: int) -> int:
    """Return when a process began, in the system's clock ticks; 0 if not known."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0
    # The name stands in brackets, and may have brackets and spaces in it.
    return int(text.rpartition(")")[2].split()[_START_FIELD])


def _runs_on_windows(process: int) -> bool:
    # os.kill would end the process there.
    import ctypes  # noqa: PLC0415  (nowhere else)

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE
