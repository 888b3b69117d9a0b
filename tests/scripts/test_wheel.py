# SPDX-License-Identifier: GPL-3.0-or-later
"""The wheel: the core under the package's name, without QGIS and without the shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from email.parser import Parser

import pytest
from places import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def listed(name: str) -> list[str]:
    """Return the texts of a list in pyproject.toml; Python 3.10 reads no TOML."""
    found = re.search(rf"^{name} = \[(.*?)\]$", PROJECT, re.MULTILINE | re.DOTALL)
    return re.findall(r'"([^"]+)"', found[1])


def lines(name: str) -> set[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {one for one in text.splitlines() if one and not one.startswith(("#", "-r"))}


def test_its_groups_are_those_of_the_requirements_files() -> None:
    assert set(listed("dependencies")) == lines("requirements.txt")
    extras = {one for name in ("load", "vector", "cloud") for one in listed(name)}
    assert extras == lines("requirements-full.txt")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    done = subprocess.run(
        [*pip, "--wheel-dir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "hatchling" in done.stderr and done.returncode:
        pytest.skip("no package index is reached, from which hatchling comes")
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("exogenous-*-py3-none-any.whl")
    return zipfile.ZipFile(made)


def test_it_has_the_core_and_no_shell(wheel) -> None:
    names = wheel.namelist()
    assert {"exogenous/py.typed", "exogenous/core/pipeline.py"} <= set(names)
    tops = {name.split("/")[1] for name in names if name.startswith("exogenous/")}
    assert tops == {"__init__.py", "calls.py", "command", "core", "doctor", "py.typed"}


def test_its_metadata(wheel) -> None:
    (name,) = [one for one in wheel.namelist() if one.endswith("/METADATA")]
    said = Parser().parsestr(wheel.read(name).decode())
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    version = re.search(r"^version=(.*)$", text, re.MULTILINE)
    assert said["Version"] == version[1]
    assert said["Requires-Python"] == ">=3.10"
    (entry,) = [one for one in wheel.namelist() if one.endswith("entry_points.txt")]
    assert b"exogenous = exogenous.command.main:main" in wheel.read(entry)


def test_it_runs_where_there_is_no_checkout(wheel, tmp_path) -> None:
    wheel.extractall(tmp_path / "site")
    code = "import exogenous, sys; print(exogenous.stack, 'qgis' in sys.modules)"
    for words in (["-c", code], ["-m", "exogenous.command", "describe", "--help"]):
        done = subprocess.run(
            [sys.executable, *words],
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert "--PRODUCT" in done.stdout
