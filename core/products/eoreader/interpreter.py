# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the Python interpreter that has EOReader."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...message import say
from .errors import EoreaderUnusable

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Names the interpreter where the user's settings do not.
ENVIRONMENT_VARIABLE: Final = "EXOGENOUS_EOREADER_PYTHON"

#: How to get EOReader, for messages.
HOW_TO_GET_IT: Final = say(
    "EOReader reads many more: install it in a Python of its own "
    "(python3 -m venv eo && eo/bin/pip install eoreader) and name that "
    "Python in QGIS's options (Processing, Providers, Exogenous) or in "
    "{environment_variable}.",
    environment_variable=ENVIRONMENT_VARIABLE,
)

#: Variables that this process may have set for its own libraries, and that would break
#: the libraries of another Python.
_OURS: Final = (
    "PYTHONHOME",
    "PYTHONPATH",
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
    "PROJ_DATA",
    "PROJ_LIB",
    "__PYVENV_LAUNCHER__",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """A Python that can run EOReader."""

    python: str
    """The program."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables that the program needs beside those of this process."""

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables to run the program with."""
        kept = {key: text for key, text in os.environ.items() if key not in _OURS}
        # EOReader's intermediate files are read once: no need to be cloud-optimised.
        return {"EOREADER_DEFAULT_DRIVER": "GTiff", **kept, **self.environment}


def find_interpreter(named: str = "") -> Interpreter | None:
    """Find the Python that has EOReader.

    Args:
        named: The program in the user's settings; empty for the environment variable
            and, where that is empty too, this Python if it has EOReader.

    Raises:
        EoreaderUnusable: There is no such program.
    """
    asked = named.strip() or os.environ.get(ENVIRONMENT_VARIABLE, "").strip()
    if asked:
        program = shutil.which(os.path.expanduser(asked))  # noqa: PTH111  may be a name
        if program is None:
            raise EoreaderUnusable(asked, say("there is no such program"))
        return Interpreter(python=program)
    if importlib.util.find_spec("eoreader") is None:
        return None
    own = _own_python()
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return Interpreter(python=own, environment={"PYTHONPATH": path}) if own else None


def _own_python() -> str | None:
    """Return this Python's program; inside QGIS `sys.executable` is another program."""
    candidates = (
        Path(sys.executable or ""),
        Path(sys.prefix, "python.exe"),
        Path(sys.prefix, "bin", f"python{sys.version_info[0]}"),
    )
    found = (
        str(path)
        for path in candidates
        if path.name.lower().startswith("python") and path.is_file()
    )
    return next(found, None)
