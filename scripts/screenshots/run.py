# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of README and docs: drives QGIS itself on a screen of its own.

    python -m scripts.screenshots.run [NAME …]

The sample of the demo is used, and a profile that is thrown away. Without names, all
pictures are made. What goes wrong in QGIS ends the program with its traceback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..root import ROOT
from .display import display
from .profile_folder import Look, make_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
PICTURES = ROOT / "docs" / "pictures"

#: Each needs a start of QGIS of its own; the screen is 1280 x 800 pixels.
LOOKS = {
    "en": Look(),
    "dark": Look(theme="Night Mapping"),
    "large": Look(font_pt=16),
    "fr": Look(language="fr"),
}

#: A machine with one core takes about as many seconds.
_PATIENCE_S = 540


def main() -> int:
    """Make the pictures; return the exit code."""
    sample = ROOT / "demo" / "sample"
    script = ROOT / "demo" / "sample.py"
    subprocess.run([sys.executable, str(script), str(sample)], check=True)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="exogenous-pictures-") as name:
        problems = []
        for start in LOOKS:
            with _short_path(sample) as data:
                problems.append(_pictures(start, data, Path(name) / start))
    if any(problems):
        print("screenshots:", *filter(None, problems), sep="\n", file=sys.stderr)
        return 1
    return 0


@contextmanager
def _short_path(folder: Path) -> Iterator[Path]:
    """Lend a folder a path that is short, and the same on every machine."""
    path = Path(tempfile.gettempdir(), "data")
    path.symlink_to(folder, target_is_directory=True)
    try:
        yield path
    finally:
        path.unlink()


def _pictures(start: str, sample: Path, folder: Path) -> str:
    """Run QGIS with a look; return what went wrong."""
    made = folder / "made"
    made.mkdir(parents=True)
    log = folder / "qgis.log"
    with display() as screen, log.open("w") as output:
        process = subprocess.Popen(
            _command(),
            env=_environment(make_profile(folder, LOOKS[start]), screen)
            | {
                "SCREENSHOTS_ROOT": str(ROOT),
                "SCREENSHOTS_SAMPLE": str(sample),
                "SCREENSHOTS_MADE": str(made),
                "SCREENSHOTS_START": start,
                "SCREENSHOTS_NAMES": " ".join(sys.argv[1:]),
            },
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for picture in sorted(made.glob("*.png")):
        shutil.copy(picture, PICTURES)
        print(f"{PICTURES / picture.name}: {picture.stat().st_size // 1000} kB")
    result = made / "result.txt"
    said = result.read_text(encoding="utf-8") if result.exists() else ""
    if said == "done":
        return ""
    return said or f"QGIS ended without a word; its log:\n{log.read_text()[-4000:]}"


def _command() -> list[str]:
    program = shutil.which("qgis.bin") or shutil.which("qgis")
    if program is None:
        raise SystemExit("screenshots: there is no QGIS desktop; run make setup")
    code = str(HERE / "session.py")
    return [program, "--nologo", "--noversioncheck", "--code", code]


def _environment(profile: Path, screen: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    inherited.pop("QT_QPA_PLATFORM", None)
    return {
        **inherited,
        "DISPLAY": screen,
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "TZ": "UTC",
    }


if __name__ == "__main__":
    raise SystemExit(main())
