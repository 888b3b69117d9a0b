# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen that nobody sees, with a window manager that gives windows their frames."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What dialogs must fit on.
SIZE = "1280x800x24"


@contextmanager
def display() -> Iterator[str]:
    """Start a screen of its own number; yield its name, end it afterwards."""
    listen, tell = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[tell],
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    with os.fdopen(listen) as number:
        screen = f":{number.readline().strip()}"
    manager = None
    try:
        if screen == ":":
            raise SystemExit("screenshots: Xvfb does not start")
        manager = subprocess.Popen(
            ["openbox"],
            env={**os.environ, "DISPLAY": screen},
            stderr=subprocess.DEVNULL,
        )
        yield screen
    finally:
        for process in filter(None, (manager, server)):
            process.terminate()
            process.wait()
