# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile of QGIS for one start: the plugin, its packages, and no greetings."""

from __future__ import annotations

from dataclasses import dataclass
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
{look}
"""


@dataclass(frozen=True)
class Look:
    """What a user has chosen for all of QGIS."""

    language: str = "en"
    theme: str = "default"
    font_pt: int | None = None
    """The size of letters; None for the system's."""

    def settings(self) -> str:
        """Return the lines for theme and font, of QGIS before 3.32 and since."""
        font = self.font_pt
        old = f"stylesheet\\fontPointSize={font}\n" if font else ""
        new = f"[app]\nfontPointSize={font}\n" if font else ""
        return f"{old}[UI]\nUITheme={self.theme}\n{new}"


def make_profile(folder: Path, look: Look) -> Path:
    """Make a profile; return what QGIS_CUSTOM_CONFIG_PATH has to be for it."""
    profile = folder / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "exogenous").symlink_to(ROOT, target_is_directory=True)
    packages = default_profile().packages
    if packages.is_dir():
        ours = profile / "python" / "exogenous"
        ours.mkdir()
        (ours / packages.name).symlink_to(packages)
    for name in ("QGIS3.ini", "QGIS4.ini"):
        ini = profile / "QGIS" / name
        ini.parent.mkdir(exist_ok=True)
        text = _SETTINGS.format(language=look.language, look=look.settings())
        ini.write_text(text, encoding="utf-8")
    return folder
