# SPDX-License-Identifier: GPL-3.0-or-later
"""The checkout's .venv: QGIS's Python with the plugin's packages, and later tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..root import ROOT
from .packages import make_environment, site_folder

if TYPE_CHECKING:
    from .qgis_profile import Profile

VENV = ROOT / ".venv"
# Is there while tools are being installed, and stays after an interruption.
UNFINISHED = VENV / "unfinished"


def search_path(profile: Profile) -> list[str]:
    """Return what Python finds packages in when the plugin runs in QGIS, in order."""
    # The first is the checkout itself, from which this program is run as a module.
    others = [folder for folder in sys.path if folder and folder != str(ROOT)]
    return [*others, str(profile.packages)]


def ensure_environment(profile: Profile) -> bool:
    """Make .venv if it is absent, half made or of another Python.

    Returns:
        Whether it was made.
    """
    pth = site_folder(VENV) / "exogenous.pth"
    is_ours = (VENV / "bin" / "python").resolve() == Path(sys.executable).resolve()
    is_whole = pth.exists() and not UNFINISHED.exists()
    made = not (is_ours and is_whole)
    if made:
        make_environment(VENV)
        _lend_proj_data()
    folders = "\n".join(_site_folders(profile)) + "\n"
    if made or pth.read_text(encoding="utf-8") != folders:
        pth.write_text(folders, encoding="utf-8")
    return made


def _lend_proj_data() -> None:
    """Give .venv the system's PROJ data, which the system's pyproj seeks by prefix."""
    proj_data = Path(sys.prefix, "share", "proj")
    if proj_data.is_dir():
        (VENV / "share").mkdir(exist_ok=True)
        (VENV / "share" / "proj").symlink_to(proj_data, target_is_directory=True)


def _site_folders(profile: Profile) -> list[str]:
    """Return the site folders of QGIS's Python, then the profile's.

    All of them are listed, because a .pth file is read before the system's folders
    are added, and the profile's must come after those, as in QGIS.
    """
    return [
        p
        for p in search_path(profile)
        if p == str(profile.packages) or Path(p).name.endswith("-packages")
    ]
