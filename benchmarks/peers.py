# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the environments of the peers that are Python packages, where missing.

    python benchmarks/peers.py [eoreader] [arrays]

Each lives in a folder of its own below benchmarks/work/peers and sees nothing of QGIS.
GDAL's own tools come with QGIS.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

from paths import HERE, WORK

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENTS = ("eoreader", "arrays")
_STAMP = "installed.txt"


def python_of(environment: str) -> Path:
    """Return the interpreter of an environment."""
    return WORK / "peers" / environment / "bin" / "python"


def is_built(environment: str) -> bool:
    """Tell whether an environment holds what its requirements ask for today."""
    stamp = _folder(environment) / _STAMP
    wanted = _requirements(environment).read_text(encoding="utf-8")
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def build(environment: str) -> None:
    """Build an environment anew.

    Raises:
        subprocess.CalledProcessError: pip failed, and has said why.
    """
    folder, requirements = _folder(environment), _requirements(environment)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, symlinks=True)
    python = str(python_of(environment))
    options = ["--quiet", "--quiet", "--no-input", "--prefer-binary"]
    words = ["install", *options, "-r", str(requirements)]
    # The environment has no pip of its own: Debian keeps that in another package.
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, *words], check=True
    )
    shutil.copyfile(requirements, folder / _STAMP)


def _folder(environment: str) -> Path:
    return WORK / "peers" / environment


def _requirements(environment: str) -> Path:
    return HERE / "peers" / f"{environment}.txt"


def main() -> int:
    """Build what is missing of those that are named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environment", nargs="*", help=", ".join(ENVIRONMENTS))
    named = parser.parse_args().environment
    if not set(named) <= set(ENVIRONMENTS):
        parser.error(f"there are {', '.join(ENVIRONMENTS)}")
    for environment in named or ENVIRONMENTS:
        if not is_built(environment):
            print(f"building {_folder(environment)} ...", flush=True)
            build(environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
