# SPDX-License-Identifier: GPL-3.0-or-later
"""The shared folder of packages is never left half done. Nothing is downloaded."""

from __future__ import annotations

import pytest

METADATA = "Metadata-Version: 2.1\nName: {}\nVersion: 1.0\n"
BUILD = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
BACKEND = f"""
import zipfile

METADATA = {METADATA.format("mine")!r}
WHEEL = {WHEEL!r}

def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "mine-1.0-py3-none-any.whl"
    info = "mine-1.0.dist-info/"
    with zipfile.ZipFile(folder + "/" + name, "w") as wheel:
        wheel.writestr("mine.py", "VALUE = 1")
        wheel.writestr(info + "METADATA", METADATA)
        wheel.writestr(info + "WHEEL", WHEEL)
        wheel.writestr(info + "RECORD", "mine.py,,\\n")
    return name
"""


@pytest.fixture
def packages(script):
    return script("setup.packages")


@pytest.fixture
def folder(tmp_path):
    """Return a dependencies folder in which another plugin keeps a package."""
    info = tmp_path / "dependencies" / "theirs-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(METADATA.format("theirs"))
    return tmp_path / "dependencies"


@pytest.fixture
def project(tmp_path):
    """Return the source of a package `mine`, built without any build tool."""
    source = tmp_path / "mine"
    source.mkdir()
    (source / "pyproject.toml").write_text(BUILD)
    (source / "backend.py").write_text(BACKEND)
    return source


def listing(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != "__pycache__")


def requirements(tmp_path, *lines):
    file = tmp_path / "requirements.txt"
    file.write_text("\n".join(lines) + "\n")
    return file


def test_a_package_is_added_beside_what_is_there(packages, folder, tmp_path, project):
    file = requirements(tmp_path, f"mine @ {project.as_uri()}")
    assert packages.ensure_packages(file, folder)
    assert listing(folder) == ["mine-1.0.dist-info", "mine.py", "theirs-1.0.dist-info"]
    assert not packages.ensure_packages(file, folder)


def test_a_failed_installation_leaves_the_folder_as_it_was(packages, folder, tmp_path):
    file = requirements(tmp_path, f"mine @ {(tmp_path / 'absent').as_uri()}")
    with pytest.raises(packages.SetupError, match="pip failed"):
        packages.ensure_packages(file, folder)
    assert listing(folder) == ["theirs-1.0.dist-info"]
    assert listing(tmp_path) == ["dependencies", "requirements.txt"]


def test_a_folder_left_aside_by_an_interruption_comes_back(packages, folder, tmp_path):
    folder.rename(tmp_path / "dependencies.old")
    assert not packages.ensure_packages(requirements(tmp_path, "theirs"), folder)
    assert listing(folder) == ["theirs-1.0.dist-info"]
