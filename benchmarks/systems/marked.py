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
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

IMPORT = "import"
"""A module is found and executed."""
BLOCK = "block"
"""Pixels are made of pixels."""
POSITIONS = "positions"
"""It is worked out where pixels lie in a source."""

_SOURCE_COORDS = "exogenous.core.resampling.transform_fit.SourceCoords"
_MARKS = {
    "exogenous_core": (
        ("exogenous.core.compute.polygon_mask", "read_block", BLOCK),
        ("exogenous.core.compute.sampled_tile", "positions", POSITIONS),
        (_SOURCE_COORDS, "strips", POSITIONS),
        (_SOURCE_COORDS, "corner_strips", POSITIONS),
    ),
    "floor": (("floor", "_decode", BLOCK),),
}
# What Python itself calls for a module that is not there yet.
_IMPORTS = (("_frozen_importlib", "_find_and_load", IMPORT),)
_NO_MARK = "python"
_NO_MORE = object()
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
    for owner_name, function, mark in functions:
        owner = resolve_name(owner_name)
        setattr(owner, function, _marked(getattr(owner, function), mark))


def _marked(function: Callable[..., Any], mark: str) -> Callable[..., Any]:
    @wraps(function)
    def wrapper(*args: Any, **named: Any) -> Any:
        with _at(mark):
            return function(*args, **named)

    @wraps(function)
    def generator(*args: Any, **named: Any) -> Iterator[Any]:
        items = function(*args, **named)
        while True:
            with _at(mark):
                item = next(items, _NO_MORE)
            if item is _NO_MORE:
                return
            yield item

    return generator if isgeneratorfunction(function) else wrapper


@contextmanager
def _at(mark: str) -> Iterator[None]:
    before = getattr(_own, "mark", _NO_MARK)
    _set(mark)
    try:
        yield
    finally:
        _set(before)


def _set(mark: str) -> None:
    _own.mark = mark
    _prctl(_SET_NAME, mark.encode())


if __name__ == "__main__":
    main()
