# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `python -m exogenous.command`, the same as the program `exogenous`."""

from __future__ import annotations

import sys

from .main import main

if __name__ == "__main__":
    sys.exit(main())
