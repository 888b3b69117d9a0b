# SPDX-License-Identifier: GPL-3.0-or-later
"""Products that EOReader opens, read by EOReader in a Python of its own.

EOReader needs packages that would break QGIS's (numpy 2, above all), so it never
runs in this process: a script of ours runs in the interpreter that has EOReader,
takes requests line by line, and hands over GeoTIFFs in a folder that is removed
in the end.
"""

from .bands import EoreaderBands
from .interpreter import ENVIRONMENT_VARIABLE, Interpreter, find_interpreter
from .late import LateBands
from .product import open_with_eoreader
from .session import Session

__all__ = [
    "ENVIRONMENT_VARIABLE",
    "EoreaderBands",
    "Interpreter",
    "LateBands",
    "Session",
    "find_interpreter",
    "open_with_eoreader",
]
