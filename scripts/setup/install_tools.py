# SPDX-License-Identifier: GPL-3.0-or-later
"""Install the development tools into .venv, with QGIS's numpy left as it is."""

from __future__ import annotations

import sys

from ..root import TOOL_REQUIREMENTS, SetupError
from .environment import UNFINISHED, VENV, search_path
from .installed import SearchPath, requirements_of
from .lock import alone_in
from .packages import pip_install, site_folder
from .qgis_profile import default_profile


def main() -> None:
    """Install what is missing; `install.py` has made .venv, or made it anew."""
    profile = default_profile()
    qgis = search_path(profile)
    inside = SearchPath((str(site_folder(VENV)), *qgis))
    with alone_in(profile.python):
        missing = inside.missing(requirements_of(TOOL_REQUIREMENTS))
        if missing:
            print(f"Installing into {VENV}: {', '.join(missing)}", flush=True)
            UNFINISHED.touch()
            pip_install(VENV, TOOL_REQUIREMENTS, SearchPath(tuple(qgis)))
            UNFINISHED.unlink()


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(f"tools: {error}")
