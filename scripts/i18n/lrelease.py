# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles translations (.ts) into what Qt loads (.qm), with Qt's own lrelease."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from ..root import ROOT, SetupError

FOLDER = ROOT / "resources" / "i18n"

#: Distributions differ in the name; `lrelease` alone may be a switch between Qts.
_NAMES = (
    "/usr/lib/qt5/bin/lrelease",
    "lrelease-qt5",
    "/usr/lib/qt6/bin/lrelease",
    "lrelease-qt6",
    "lrelease",
)


def ensure_translations(folder: Path = FOLDER) -> bool:
    """Compile those that are not yet, or are older than their source.

    Returns:
        Whether there were any.

    Raises:
        SetupError: There is no lrelease, or it failed.
    """
    stale = [ts for ts in sorted(folder.glob("*.ts")) if _is_stale(ts)]
    for ts in stale:
        compile_translation(ts, ts.with_suffix(".qm"))
    return bool(stale)


def compile_translation(ts: Path, qm: Path) -> None:
    """Compile one file.

    Raises:
        SetupError: There is no lrelease, or it failed.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise SetupError(
            "there is no lrelease to compile translations with: install Qt's Linguist "
            "tools (Debian and Ubuntu: qttools5-dev-tools)."
        )
    command = [program, "-silent", str(ts), "-qm", str(qm)]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetupError(f"lrelease failed (above): {' '.join(command)}")


def _is_stale(ts: Path) -> bool:
    qm = ts.with_suffix(".qm")
    return not qm.exists() or qm.stat().st_mtime < ts.stat().st_mtime


if __name__ == "__main__":
    # With a FOLDER or without: compile what is stale in a folder, or in the checkout.
    try:
        ensure_translations(*map(Path, sys.argv[1:]))
    except SetupError as error:
        sys.exit(f"translations: {error}")
