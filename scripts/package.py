# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the checkout the package `exogenous`, whatever its folder is called."""

from __future__ import annotations

import importlib.util
import sys

from .root import ROOT


def register_package() -> None:
    """Let `import exogenous` find the checkout.

    Raises:
        ImportError: The checkout is no package.
    """
    spec = importlib.util.spec_from_file_location(
        "exogenous", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{ROOT} is no package")
    module = importlib.util.module_from_spec(spec)
    sys.modules["exogenous"] = module
    spec.loader.exec_module(module)
