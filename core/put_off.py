# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts off the import of a large package that another package imports untimely."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any


class _PutOff(ModuleType):
    """Stands for a package until something of the package is asked for.

    `importlib.util.LazyLoader` does not serve: a second `import` of the name asks the
    module for its specification, and so loads the package.
    """

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def put_off_import(name: str) -> None:
    """Let a package be imported by name alone, and load when it is first used.

    Nothing happens where the package is not installed, or is imported already.

    Args:
        name: Of a package at the top level.
    """
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None:
        return
    module = _PutOff(name)
    module.__spec__, module.__file__ = spec, spec.origin
    sys.modules[name] = module


# Where boto3 is installed, rasterio imports boto3 to sign in at S3 with its sessions: a
# quarter of a second at each start, for what few runs need.
put_off_import("boto3")
