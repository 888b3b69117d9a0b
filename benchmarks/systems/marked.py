# SPDX-License-Identifier: GPL-3.0-or-later
"""Run a system whose threads' names say what they do: python marked.py PROGRAM ARGS.

A profiler of native code sees which of numpy's functions runs, not what for; it does
see the names of threads. A mark is set while a function runs, and taken back after it.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
import threading
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

IMPORT = "import"
"""A module is found and executed."""
BLOCK = "block"
"""Pixels are made of pixels."""
POSITIONS = "positions"
"""It is worked out where pixels lie in a source."""

_MARKS = {
    "exogenous_core": (
        ("exogenous.core.masking", "read_block", BLOCK),
        ("exogenous.core.warp", "positions", POSITIONS),
        ("exogenous.core.positions", "_polynomial", POSITIONS),
    ),
    "floor": (("floor", "_decode", BLOCK),),
}
# What Python itself calls for a module that is not there yet.
_IMPORTS = (("_frozen_importlib", "_find_and_load", IMPORT),)
_NO_MARK = "python"
_SET_NAME = 15  # of Linux's prctl

# Unlike a CDLL, it does not let other threads run meanwhile.
_prctl = ctypes.PyDLL(None).prctl
_own = threading.local()


def main() -> None:
    """Mark the program's functions, and run it."""
    del sys.argv[0]
    sys.path.insert(0, str(Path(__file__).parent))
    name = sys.argv[0]
    _mark(_IMPORTS)
    program = importlib.import_module(name)
    if name == "exogenous_core":
        program.register_package()
    _mark(_MARKS[name])
    program.main()


def _mark(functions: Iterable[tuple[str, str, str]]) -> None:
    for module_name, function, mark in functions:
        module = importlib.import_module(module_name)
        setattr(module, function, _marked(getattr(module, function), mark))


def _marked(function: Callable[..., Any], mark: str) -> Callable[..., Any]:
    @wraps(function)
    def wrapper(*args: Any, **named: Any) -> Any:
        before = getattr(_own, "mark", _NO_MARK)
        _set(mark)
        try:
            return function(*args, **named)
        finally:
            _set(before)

    return wrapper


def _set(mark: str) -> None:
    _own.mark = mark
    _prctl(_SET_NAME, mark.encode())


if __name__ == "__main__":
    main()
