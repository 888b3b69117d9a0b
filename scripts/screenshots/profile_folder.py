# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile of QGIS for one start: the plugin, its packages, and no greetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..root import ROOT
from ..setup.qgis_profile import default_profile

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = """\
[PythonPlugins]
exogenous=true

[locale]
overrideFlag=true
userLocale={language}
globalLocale={language}

[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true

[qgis]
checkVersion=false
showTips=false
newProjectDefault=false
iconSize=24
"""


def make_profile(folder: Path, language: str) -> Path:
    """Make a profile; return what QGIS_CUSTOM_CONFIG_PATH has to be for it."""
    profile = folder / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "exogenous").symlink_to(ROOT, target_is_directory=True)
    packages = default_profile().dependencies
    if packages.is_dir():
        (profile / "python" / "dependencies").symlink_to(packages)
    for name in ("QGIS3.ini", "QGIS4.ini"):
        ini = profile / "QGIS" / name
        ini.parent.mkdir(exist_ok=True)
        ini.write_text(_SETTINGS.format(language=language), encoding="utf-8")
    return folder
