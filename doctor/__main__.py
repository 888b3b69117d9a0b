# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the report: `python -m exogenous.doctor [FOLDER OF PACKAGES]`."""

from __future__ import annotations

import sys
from pathlib import Path

from .report import report


def main() -> None:
    """Print the report; a folder that is named is looked at as the plugin's own."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder is not None and folder.is_dir():
        sys.path.append(str(folder))
    sys.stdout.write(report(folder))


if __name__ == "__main__":
    main()
