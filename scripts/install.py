# SPDX-License-Identifier: GPL-3.0-or-later
"""Install the plugin's packages, link it into the default profile and enable it.

Run with QGIS's own Python; quick, and changes nothing, when all is in place.
"""

from __future__ import annotations

import fcntl
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from environment import VENV, ensure_environment
from packages import ensure_packages
from plugin_link import ensure_link
from qgis_profile import PLUGIN, default_profile, desktop_profile_name
from root import REQUIREMENTS, ROOT, SetupError
from settings import enable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def main() -> None:
    """Bring the profile and the checkout into the wanted state."""
    profile = default_profile()
    with _alone_in(profile.python):
        ensure_packages(REQUIREMENTS, profile.dependencies)
        if ensure_link(profile.plugin_link):
            print(f"Linked {profile.plugin_link} to {ROOT}")
        if enable(PLUGIN, profile.settings):
            print(f"Enabled the plugin in {profile.settings}")
            _mention_other_profile()
    if ensure_environment(profile):
        print(f"Made {VENV}")


def _mention_other_profile() -> None:
    name = desktop_profile_name()
    if name != "default":
        print(f"Note: your QGIS desktop starts with profile {name!r}, not 'default'.")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder, so that two set-ups at once take turns."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(f"setup: {error}")
