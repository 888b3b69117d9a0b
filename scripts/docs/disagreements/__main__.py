# SPDX-License-Identifier: GPL-3.0-or-later
"""The command: see the package."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ...root import ROOT

sys.path.append(str(ROOT / "tests"))

from . import stored
from .differences import compare
from .page import write
from .rows import rows
from .systems import PLUGIN, by_plugin, by_referee
from .work import tasks


def main() -> int:
    """Have the plugin or referees resample all cases, and write what was found."""
    options = _options()
    todo = list(tasks())
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        if options.referee:
            results = dict(by_referee(todo, folder, one) for one in options.referee)
        else:
            results = {PLUGIN: by_plugin(todo, folder)}
    for system, by_case in compare(todo, results).items():
        print(stored.store(system, by_case))
    if not options.referee:
        print(write(rows(todo, stored.load())))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.docs.disagreements")
    parser.add_argument("--referee", action="append", metavar="COMMAND")
    parser.add_argument("--folder", help="of temporary files, one all referees see")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
