# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs packages beside QGIS's own; a program for QGIS's Python, without QGIS.

pip says which packages are missing, as it would install them, and then puts exactly
those into a folder that is new, where they are tried; only then does that folder take
the place of the old one. What QGIS's Python has stays as it is, at its version, numpy
before all. An interruption leaves the old folder.

It imports nothing of the plugin, so that it runs by its path.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess  # nosec B404  (pip)
import sys
import tempfile
import threading
from pathlib import Path

#: What the program ends with: all done, failed, done once QGIS has started again.
DONE, FAILED, AT_NEXT_START = 0, 1, 3

#: pip asks for newer ones by policy, not by need: QGIS's copy works all the same.
_FREE = {"packaging", "pip", "setuptools", "wheel"}

#: A version that pip can read as a constraint.
_VERSION = re.compile(r"^\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\+[\w.]+)?$")

_TRY = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
import numpy
for name in sys.argv[2:]:
    found = importlib.import_module(name)
    print(f"  {name} {getattr(found, '__version__', '')} works")
if numpy.__file__.startswith(sys.argv[1]):
    sys.exit("numpy would not be QGIS's own")
"""


class Stop(Exception):
    """Why nothing was installed, in a sentence."""


def main(arguments: list[str] | None = None) -> int:
    """Install; return what the program ends with."""
    asked = _arguments(arguments)
    if asked.watched:
        threading.Thread(target=_end_with_input, daemon=True).start()
    folder = Path(asked.into)
    new = folder.with_name(folder.name + ".new")
    try:
        _refuse_wrong_python(asked)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        _UNFINISHED.append(new)
        found = _resolved(asked)
        _say(f"Step 2 of 3: installing {', '.join(found) or 'nothing'}")
        if found:
            options = ["install", "--no-deps", "--target", str(new), *_source(asked)]
            _pip(*options, *found)
        _try(new, asked.requirements)
        return _put_in_place(new, folder)
    except Stop as stop:
        _say(f"Not installed: {stop}")
        return FAILED
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--into", required=True, help="the folder, made if need be")
    parser.add_argument("--wheels", help="a folder of wheels, in place of the network")
    parser.add_argument("--python", help="the version of QGIS's Python, as 3.12")
    parser.add_argument("--numpy", help="the version of QGIS's numpy")
    parser.add_argument("--watched", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("requirements", nargs="+", metavar="REQUIREMENT")
    return parser.parse_args(arguments)


def _refuse_wrong_python(asked: argparse.Namespace) -> None:
    """Raise where this is another Python than QGIS's, or has no pip that will do."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    numpy = _version_of("numpy")
    if asked.python not in (None, version):
        raise Stop(f"{sys.executable} is Python {version}, QGIS has {asked.python}.")
    if numpy is None:
        raise Stop(f"{sys.executable} has no numpy, so it is not the Python of a QGIS.")
    if asked.numpy not in (None, numpy):
        raise Stop(f"{sys.executable} has numpy {numpy}, QGIS has {asked.numpy}.")
    if importlib.util.find_spec("pip") is None:
        raise Stop(
            "this Python has no pip. Debian and Ubuntu have it as python3-pip, the "
            "OSGeo4W set-up as python3-pip, conda as pip; then press Install again."
        )
    pip = tuple(int(n) for n in re.findall(r"\d+", _version_of("pip") or "")[:2])
    if pip < (22, 2):
        raise Stop("pip 22.2 or newer is needed: run it with install --upgrade pip.")


def _resolved(asked: argparse.Namespace) -> list[str]:
    """Return the packages that are missing, theirs in turn too, as name==version."""
    _say("Step 1 of 3: asking pip what is missing")
    with tempfile.TemporaryDirectory() as folder:
        report, pins = Path(folder, "report.json"), Path(folder, "constraints.txt")
        pins.write_text("\n".join(_pins(asked.requirements)) + "\n", encoding="utf-8")
        options = ["install", "--dry-run", "--quiet", "--report", str(report)]
        _pip(*options, "-c", str(pins), *_source(asked), *asked.requirements)
        wanted = json.loads(report.read_text(encoding="utf-8"))["install"]
    pairs = [(one["metadata"]["name"], one["metadata"]["version"]) for one in wanted]
    if any(_plain(name) == "numpy" for name, _ in pairs):
        raise Stop("pip would put another numpy beside QGIS's; see above.")
    return [f"{name}=={version}" for name, version in pairs]


def _pins(requirements: list[str]) -> list[str]:
    """Hold every package that this Python has at its version, but those asked for."""
    free = {_plain(re.split(r"[\[<>=!~ ]", one)[0]) for one in requirements} | _FREE
    pins: dict[str, str] = {}
    for found in importlib.metadata.distributions():
        name = _plain(found.metadata["Name"] or "")
        if name and name not in free and _VERSION.match(found.version or ""):
            pins.setdefault(name, f"{name}=={found.version}")
    return sorted(pins.values())


def _source(asked: argparse.Namespace) -> list[str]:
    offline = ["--no-index", "--find-links", asked.wheels] if asked.wheels else []
    # Building one from source takes compilers, and GDAL's own files for them.
    return ["--only-binary", ":all:", "--no-user", *offline]


def _pip(*arguments: str) -> None:
    quiet = ["--no-input", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", *arguments, *quiet]
    _say("  " + subprocess.list2cmdline(command))
    if _run(command):
        raise Stop("pip failed, see above; nothing was changed.")


def _run(command: list[str]) -> int:
    """Run a program that writes to where this one does; return its exit code."""
    sys.stdout.flush()
    ran = subprocess.Popen(  # nosec B603  # noqa: S603  (ours)
        command, stdin=subprocess.DEVNULL
    )
    _RUNNING.append(ran)
    code = ran.wait()
    _RUNNING.remove(ran)
    return code


_RUNNING: list[subprocess.Popen[bytes]] = []

#: The folder that is being made.
_UNFINISHED: list[Path] = []


def _end_with_input() -> None:
    """End this program, and what it runs, once nobody writes to it any more.

    Whoever started it closes the pipe to cancel, or has crashed.
    """
    # Not by sys.stdin, whose lock would be held when the program ends by itself.
    while os.read(0, 4096):
        pass
    for ran in tuple(_RUNNING):
        ran.kill()
        ran.wait()
    for folder in _UNFINISHED:
        shutil.rmtree(folder, ignore_errors=True)
    _say("Cancelled: nothing was changed.")
    os._exit(FAILED)


def _put_in_place(new: Path, folder: Path) -> int:
    """Let the new folder take the old one's place, now or at QGIS's next start."""
    following = folder.with_name(folder.name + ".next")
    last = folder.with_name(folder.name + ".old")
    for path in (following, last):
        shutil.rmtree(path, ignore_errors=True)
    try:
        if folder.exists():
            folder.rename(last)
    except OSError:  # Windows, and its files are loaded
        new.rename(following)
        _say("Installed: start QGIS again to use them.")
        return AT_NEXT_START
    new.rename(folder)
    shutil.rmtree(last, ignore_errors=True)
    _say(f"Installed into {folder}")
    return DONE


def _try(new: Path, requirements: list[str]) -> None:
    """Import the packages in a Python of their own, with QGIS's numpy."""
    _say("Step 3 of 3: trying them")
    names = [re.split(r"[\[<>=!~ ]", one)[0] for one in requirements]
    if _run([sys.executable, "-c", _TRY, str(new), *names]):
        raise Stop("They do not work here, see above; nothing was changed.")


def _version_of(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 (a program)


if __name__ == "__main__":
    sys.exit(main())
