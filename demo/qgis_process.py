# SPDX-License-Identifier: GPL-3.0-or-later
"""Running algorithms with `qgis_process`, the command QGIS brings."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("qgis_process.bin", "qgis_process")
"""Debian's `qgis_process` 3.22 is a wrapper that always fails: its binary comes first.
"""

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
"""What QGIS needs to know where there is no display."""


class QgisProcessFailed(Exception):
    """`qgis_process` is not there, or ended with an error."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def find() -> str:
    """Return the name of the command to run.

    Raises:
        QgisProcessFailed: There is none.
    """
    for name in NAMES:
        if shutil.which(name):
            return name
    names = " nor ".join(NAMES)
    message = f"neither {names} is on the PATH: install QGIS, as `make setup` does"
    raise QgisProcessFailed(message, 127)


def command(algorithm: str, values: Mapping[str, str]) -> list[str]:
    """Return the words of the command that runs an algorithm."""
    return [find(), "run", algorithm, *(f"--{k}={v}" for k, v in values.items())]


def as_typed(words: list[str]) -> str:
    """Write a command as one types it in a shell, an option a line."""
    settings = [f"{name}={value}" for name, value in OFFSCREEN.items()]
    start = " ".join([*settings, *words[:3]])
    return " \\\n    ".join([start, *(_quoted(word) for word in words[3:])])


def _quoted(option: str) -> str:
    name, _, value = option.partition("=")
    return f"{name}={shlex.quote(value)}"


def run(words: list[str]) -> None:
    """Run a command, showing what it says; what it complains of only if it fails.

    Raises:
        QgisProcessFailed: It ended with an error.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        sys.stdout.flush()
        environment = {**os.environ, **OFFSCREEN}
        done = subprocess.run(words, env=environment, stderr=complaints, check=False)
        complaints.seek(0)
        _check(done.returncode, complaints.read())


def results(words: list[str]) -> dict[str, object]:
    """Run a command silently and return the algorithm's outputs.

    Raises:
        QgisProcessFailed: It ended with an error.
    """
    done = subprocess.run(
        [words[0], "--json", *words[1:]],
        env={**os.environ, **OFFSCREEN},
        capture_output=True,
        text=True,
        check=False,
    )
    _check(done.returncode, done.stdout + done.stderr)
    answer = json.loads(done.stdout)["results"]
    return dict(answer)


def _check(exit_code: int, said: str) -> None:
    if exit_code:
        raise QgisProcessFailed(said.strip(), exit_code)
