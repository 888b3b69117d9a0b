# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts off the import of boto3 until rasterio uses it.

rasterio imports it to sign requests to Amazon's cloud, where it is installed (sertit
brings it), and that takes nearly as long as all else that the core needs. In its place
rasterio gets a module that turns into the real one when anything of it is looked at, so
that requests are signed as ever, by whoever shares rasterio with us.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any, Final

_NAME: Final = "boto3"


class _Late(ModuleType):
    """Stands for a module until an attribute of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        """Import the module and let rasterio have it from now on."""
        module = importlib.import_module(_NAME)
        importlib.import_module("rasterio.session").boto3 = module  # type: ignore[attr-defined]
        return getattr(module, name)


def import_rasterio() -> None:
    """Import rasterio, and the client late, unless either is there already."""
    is_late = not {"rasterio", _NAME} & set(sys.modules)
    if not is_late or importlib.util.find_spec(_NAME) is None:
        return
    sys.modules[_NAME] = None  # type: ignore[assignment]  # Python's way to say absent
    try:
        session = importlib.import_module("rasterio.session")
    finally:
        del sys.modules[_NAME]
    session.boto3 = _Late(_NAME)  # type: ignore[attr-defined]
