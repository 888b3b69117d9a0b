# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the Python interpreter that has EOReader."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...environment import OFFLINE
from ...io.remote_names import REMOTE_DRIVERS, may_ask
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

#: What another Python and its libraries need of this process's environment: who and
#: where the user is, how to say things, and what EOReader, GDAL, threads and proxies
#: are told. Nothing else goes there: an environment holds keys of other programs.
_NEEDED: Final = re.compile(
    r"(?i)(?:PATH|HOME|USER|LOGNAME|USERNAME|USERPROFILE|LANG(?:UAGE)?|LC_\w+|TZ"
    r"|TEMP|TMP|TMPDIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|APPDATA"
    r"|LOCALAPPDATA|PROGRAM(?:DATA|FILES)\S*|NUMBER_OF_PROCESSORS|XDG_\w+"
    r"|LD_LIBRARY_PATH|DYLD_\w+|VIRTUAL_ENV|CONDA_PREFIX|(?:CI_)?EOREADER_\w+"
    r"|SNAP_\w+|DASK_\w+|(?:OMP|OPENBLAS|MKL)_NUM_THREADS|GDAL_\w+|CPL_\w+"
    r"|SSL_CERT_\w+|COVERAGE_\w+)"
)

#: Beside that, for a product that lies on a server: the way there, and what lets in.
_FOR_SERVERS: Final = re.compile(
    r"(?i)(?:AWS_\w+|GS_\w+|GOOGLE_\w+|AZURE_\w+|USE_S3\w*|\w+_PROXY"
    r"|(?:REQUESTS|CURL)_CA_BUNDLE)"
)

#: What this process may have set for its own libraries, and what has secrets.
_OURS: Final = frozenset({"GDAL_DATA", "GDAL_DRIVER_PATH"})
_SECRET: Final = re.compile(r"(?i)GDAL_HTTP_\w+|\w*(?:PASSWORD|SECRET|TOKEN)\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """A Python that can run EOReader."""

    python: str
    """The program."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables that the program needs beside those of this process."""

    def variables_for(self, product: str) -> dict[str, str]:
        """Return the environment variables to run the program with.

        Args:
            product: The product's path. One on this machine leads to no server.
        """
        # A DEM that the user has named for EOReader may lie on a server too.
        told = (text for name, text in os.environ.items() if "EOREADER_" in name)
        asks = any(map(may_ask, (product, *told)))
        kept = {
            name: text
            for name, text in os.environ.items()
            if _is_needed(name, asks=asks)
        }
        closed = {} if asks else {**OFFLINE, "GDAL_SKIP": " ".join(REMOTE_DRIVERS)}
        # EOReader's intermediate files are read once: no need to be cloud-optimised.
        default = {"EOREADER_DEFAULT_DRIVER": "GTiff"}
        return {**default, **kept, **closed, **self.environment}


def _is_needed(name: str, *, asks: bool) -> bool:
    if name in _OURS:
        return False
    if asks and _FOR_SERVERS.fullmatch(name):
        return True
    is_open = asks or not _SECRET.fullmatch(name)
    return is_open and bool(_NEEDED.fullmatch(name))


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
