# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts as installed, on search paths made of bare metadata."""

from __future__ import annotations

import pytest

FOREIGN = "cp36-cp36m-win32"


@pytest.fixture
def installed(script):
    return script("setup.installed")


@pytest.fixture
def folder(tmp_path):
    """Return a maker of site folders from (name, version, requirements, tag)."""

    def make(name, *packages):
        site = tmp_path / name
        for package, version, requires, tag in packages:
            info = site / f"{package}-{version}.dist-info"
            info.mkdir(parents=True)
            lines = [f"Name: {package}", f"Version: {version}"]
            lines += [f"Requires-Dist: {text}" for text in requires]
            (info / "METADATA").write_text("\n".join(lines) + "\n")
            (info / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n")
        return str(site)

    return make


def package(name, version="1.0", *requires, tag="py3-none-any"):
    return (name, version, requires, tag)


def test_missing_follows_requirements_of_requirements(installed, folder):
    site = folder(
        "a", package("top", "1.0", "middle"), package("middle", "1.0", "leaf>2")
    )
    path = installed.SearchPath((site,))
    assert path.missing(["top"]) == ["leaf>2"]


def test_missing_follows_extras_only_where_asked(installed, folder):
    top = package("top", "1.0", "array; extra == 'array'", "web; extra == 'web'")
    path = installed.SearchPath((folder("a", top),))
    assert path.missing(["top"]) == []
    assert path.missing(["top[array]"]) == ["array"]


def test_missing_leaves_out_what_another_system_needs(installed, folder):
    top = package("top", "1.0", "pywin32; sys_platform == 'win32'")
    path = installed.SearchPath((folder("a", top),))
    assert path.missing(["top"]) == []


def test_missing_looks_at_versions(installed, folder):
    path = installed.SearchPath((folder("a", package("top", "1.9")),))
    assert path.missing(["top>=1.10"]) == ["top>=1.10"]


def test_a_package_of_another_python_is_missing(installed, folder):
    path = installed.SearchPath((folder("a", package("top", tag=FOREIGN)),))
    assert path.missing(["top"]) == ["top"]
    assert path.foreign() == ["top"]


def test_constraints_are_what_is_imported_first(installed, folder):
    first = folder("first", package("numpy", "1.24.2"))
    later = folder("later", package("numpy", "2.2.0"), package("My.Thing", "3"))
    path = installed.SearchPath((first, later))
    assert path.constraints() == ["my-thing==3", "numpy==1.24.2"]


def test_constraints_leave_out_versions_pip_cannot_read(installed, folder):
    site = folder("a", package("odd", "1.2really1.3"), package("packaging", "23.0"))
    assert installed.SearchPath((site,)).constraints() == []


def test_requirements_file_without_its_comments(installed, tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("# why\ndask[array]>=2023.5  # late\n\nnumpy\n")
    assert installed.requirements_of(file) == ["dask[array]>=2023.5", "numpy"]


def test_requirements_of_the_files_that_a_file_names(installed, tmp_path):
    (tmp_path / "few.txt").write_text("numpy\n")
    (tmp_path / "all.txt").write_text("-r few.txt  # first\nxarray\n")
    assert installed.requirements_of(tmp_path / "all.txt") == ["numpy", "xarray"]
