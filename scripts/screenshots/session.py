# SPDX-License-Identifier: GPL-3.0-or-later
"""What QGIS runs as it starts (`qgis --code`): the scenes, one after the other.

How it ended is left in a file, since QGIS's exit code says nothing of it.
"""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.append(os.environ["SCREENSHOTS_ROOT"])  # where `scripts` is

from qgis.PyQt.QtCore import QTimer


def run_scenes() -> None:
    """Make every picture of this start, then end QGIS."""
    made = Path(os.environ["SCREENSHOTS_MADE"])
    problems: list[str] = []
    try:
        from scripts.screenshots.hands import Hands
        from scripts.screenshots.scenes import SCENES

        hands = Hands(made)
        wanted = os.environ["SCREENSHOTS_NAMES"].split()
        for name, scene in SCENES[os.environ["SCREENSHOTS_START"]].items():
            if not wanted or name in wanted or name == "start":
                problems += _problem_of(name, scene, hands)
    except BaseException:  # noqa: BLE001  (whatever it is, it has to be told)
        problems.append(traceback.format_exc())
    words = "\n".join(problems) or "done"
    (made / "result.txt").write_text(words, encoding="utf-8")
    os._exit(0)  # nothing is saved, and nobody is asked whether it should be


def _problem_of(name: str, scene: Callable, hands: object) -> list[str]:
    """Play a scene; what goes wrong keeps none of the others back."""
    try:
        scene(hands)
    except Exception:  # noqa: BLE001  (whatever it is, it has to be told)
        return [f"{name}: {traceback.format_exc()}"]
    return []


QTimer.singleShot(1000, run_scenes)
