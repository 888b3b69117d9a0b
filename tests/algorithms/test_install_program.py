# SPDX-License-Identifier: GPL-3.0-or-later
"""The program that installs: QGIS's packages stay, the folder is whole or as it was.

Packages are made up and lie in a folder of wheels: nothing is downloaded.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import zipfile

import pytest

from exogenous.host.packages import program

NUMPY = importlib.metadata.version("numpy")


@pytest.fixture
def wheels(tmp_path):
    """Return a maker of wheels of one module."""
    folder = tmp_path / "wheels"
    folder.mkdir()

    def make(name: str, version: str = "1.0", *requires: str, code: str = "") -> None:
        info = f"{name}-{version}.dist-info"
        lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
        lines += [f"Requires-Dist: {one}" for one in requires]
        files = {
            f"{name}.py": code or f"__version__ = {version!r}\n",
            f"{info}/METADATA": "\n".join(lines) + "\n",
            f"{info}/WHEEL": (
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            ),
            f"{info}/RECORD": "",
        }
        path = folder / f"{name}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for inside, text in files.items():
                wheel.writestr(inside, text)

    make.folder = folder
    return make


@pytest.fixture
def install(tmp_path, wheels, capfd):
    """Run the program; return its exit code and all that was printed."""
    folder = tmp_path / "profile" / "3.11"

    def install(*requirements: str, **options: str) -> tuple[int, str]:
        told = [f"--{name}={value}" for name, value in options.items()]
        at = ["--into", str(folder), "--wheels", str(wheels.folder)]
        code = program.main([*at, *told, *requirements])
        out, err = capfd.readouterr()
        return code, out + err

    install.folder = folder
    return install


def listing(folder):
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def test_what_is_asked_for_and_what_that_needs(install, wheels):
    wheels("exo_top", "1.0", "exo_leaf>=2")
    wheels("exo_leaf", "2.5")
    code, said = install("exo_top>=1")
    assert code == program.DONE, said
    assert {"exo_top.py", "exo_leaf.py"} <= set(listing(install.folder))
    assert listing(install.folder.parent) == ["3.11"]
    assert "exo_top 1.0 works" in said


def test_numpy_is_never_installed(install, wheels):
    wheels("exo_top", "1.0", "numpy>=1")
    wheels("numpy", "99.0")
    code, said = install("exo_top")
    assert code == program.DONE, said
    assert "exo_top.py" in listing(install.folder)
    assert not [one for one in listing(install.folder) if one.startswith("numpy")]


@pytest.mark.parametrize("needs", ["numpy>=99", f"numpy!={NUMPY}"])
def test_what_needs_another_numpy_is_refused(install, wheels, needs):
    wheels("exo_top", "1.0", needs)
    wheels("numpy", "99.0")
    code, said = install("exo_top")
    assert code == program.FAILED
    assert "nothing was changed" in said
    assert listing(install.folder.parent) == []


def test_a_release_that_fits_qgis_is_taken_before_a_newer_one(install, wheels):
    wheels("exo_top", "1.0", "numpy>=1")
    wheels("exo_top", "2.0", "numpy>=99")
    wheels("numpy", "99.0")
    code, said = install("exo_top")
    assert code == program.DONE, said
    assert "exo_top-1.0.dist-info" in listing(install.folder)


def test_a_second_installation_replaces_the_first(install, wheels):
    wheels("exo_top", "1.0")
    wheels("exo_other", "1.0")
    install("exo_top")
    code, _ = install("exo_other")
    assert code == program.DONE
    assert "exo_other.py" in listing(install.folder)
    assert "exo_top.py" not in listing(install.folder)


def test_a_failure_leaves_what_was_there(install, wheels):
    wheels("exo_top", "1.0")
    install("exo_top")
    before = listing(install.folder)
    code, said = install("exo_nowhere")
    assert code == program.FAILED
    assert "No matching distribution" in said
    assert listing(install.folder) == before
    assert listing(install.folder.parent) == ["3.11"]


def test_a_package_that_does_not_load_is_not_taken(install, wheels):
    wheels("exo_broken", "1.0", code="raise ImportError('libgdal.so.31')\n")
    code, said = install("exo_broken")
    assert code == program.FAILED
    assert "libgdal.so.31" in said
    assert "do not work here" in said
    assert listing(install.folder.parent) == []


@pytest.mark.parametrize(
    ("options", "said_so"), [({"python": "3.9"}, "is Python 3."), ({}, "")]
)
def test_another_python_than_qgis_has_is_refused(install, wheels, options, said_so):
    wheels("exo_top", "1.0")
    code, said = install("exo_top", **options)
    assert said_so in said
    assert code == (program.FAILED if options else program.DONE)


def test_a_python_without_pip_says_where_pip_is(install, wheels, monkeypatch):
    wheels("exo_top", "1.0")
    find = program.importlib.util.find_spec
    monkeypatch.setattr(
        program.importlib.util,
        "find_spec",
        lambda name: None if name == "pip" else find(name),
    )
    code, said = install("exo_top")
    assert code == program.FAILED
    assert "no pip. Debian and Ubuntu have it as python3-pip" in said


def test_an_old_pip_says_which_is_needed(install, wheels, monkeypatch):
    wheels("exo_top", "1.0")
    versions = {"pip": "21.3.1", "numpy": NUMPY}
    monkeypatch.setattr(program, "_version_of", versions.get)
    code, said = install("exo_top")
    assert code == program.FAILED
    assert "pip 22.2 or newer is needed" in said


def test_files_in_use_wait_for_the_next_start(install, wheels, monkeypatch):
    from pathlib import Path

    wheels("exo_top", "1.0")
    wheels("exo_other", "1.0")
    install("exo_top")
    rename = Path.rename

    def in_use(path, target):
        if path == install.folder:
            raise PermissionError(13, "in use")
        return rename(path, target)

    with monkeypatch.context() as on_windows:
        on_windows.setattr(Path, "rename", in_use)
        code, said = install("exo_other")
    assert code == program.AT_NEXT_START, said
    assert "exo_top.py" in listing(install.folder)
    from exogenous.host.packages.folder import settle

    assert settle(install.folder)
    assert "exo_other.py" in listing(install.folder)


def test_closing_its_input_ends_it_and_leaves_nothing(tmp_path, wheels):
    """So it ends when it is cancelled, and when QGIS has crashed."""
    slow = "import time\ntime.sleep(60)\n"
    wheels("exo_slow", "1.0", code=slow)
    command = [sys.executable, program.__file__, "--watched", "--into"]
    at = [str(tmp_path / "p" / "3.11"), "--wheels", str(wheels.folder), "exo_slow"]
    ran = subprocess.Popen(
        [*command, *at], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    for line in ran.stdout:
        if line.startswith("Step 3"):
            break
    ran.stdin.close()
    assert ran.wait(timeout=20) == program.FAILED
    assert ran.stdout.read().strip().endswith("Cancelled: nothing was changed.")
    assert listing(tmp_path / "p") == []
