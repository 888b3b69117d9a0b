# SPDX-License-Identifier: GPL-3.0-or-later
"""Install the plugin's packages, link it into the default profile and enable it.

Run with QGIS's own Python; quick, and changes nothing, when all is in place.
"""

from __future__ import annotations

import sys

from ..docs.guide_page import write_pages
from ..i18n.lrelease import ensure_translations
from ..root import REQUIREMENTS, ROOT, SetupError
from .environment import VENV, ensure_environment
from .lock import alone_in
from .packages import ensure_packages
from .plugin_link import ensure_link
from .qgis_profile import PLUGIN, default_profile, desktop_profile_name
from .settings import enable


def main() -> None:
    """Bring the profile and the checkout into the wanted state."""
    profile = default_profile()
    with alone_in(profile.python):
        if ensure_translations():
            print("Compiled the translations")
        if write_pages():
            print("Made web pages of the guide")
        ensure_packages(REQUIREMENTS, profile.packages)
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


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(f"setup: {error}")
