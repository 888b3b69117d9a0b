# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's packages come after QGIS's, but where QGIS's do not fit."""

from __future__ import annotations

import importlib
import sys

import pytest

from exogenous.host.packages import needed, search_order, use


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Return a maker of packages in folders, of which `system` is on the path."""

    def make(where: str, name: str, version: str) -> None:
        folder = tmp_path / where
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(f"WHERE = {where!r}\n")
        info = folder / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n")

    (tmp_path / "system").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "system"), *sys.path])
    make.own = tmp_path / "own"
    yield make
    search_order.forget()
    for name in [one for one in sys.modules if one.startswith("exo_")]:
        del sys.modules[name]
    importlib.invalidate_caches()


@pytest.fixture
def groups(monkeypatch):
    """Let a run need packages that are made up."""
    run = needed.Group(key="run", label="", requirements=("exo_a>=2", "exo_b>=1"))
    more = (needed.Group(key="more", label="", requirements=("exo_c",)),)
    for module in (needed, use):
        monkeypatch.setattr(module, "RUN", run)
        monkeypatch.setattr(module, "MORE", more)


def where(name: str) -> str:
    return importlib.import_module(name).WHERE


def test_what_fits_elsewhere_is_used(packages, groups):
    packages("system", "exo_a", "2.1")
    packages("own", "exo_a", "2.0")
    packages("own", "exo_b", "1.0")
    use.use_packages(packages.own)
    assert (where("exo_a"), where("exo_b")) == ("system", "own")


def test_what_does_not_fit_is_passed_over(packages, groups):
    packages("system", "exo_a", "1.3")
    packages("own", "exo_a", "2.0")
    packages("system", "exo_b", "1.0")
    use.use_packages(packages.own)
    assert needed.lack("exo_a>=2") == ""
    assert (where("exo_a"), where("exo_b")) == ("own", "system")


def test_what_is_loaded_already_stays(packages, groups):
    packages("system", "exo_a", "1.3")
    packages("own", "exo_a", "2.0")
    packages("own", "exo_b", "1.0")
    assert where("exo_a") == "system"
    use.use_packages(packages.own)
    assert needed.lack("exo_a>=2") == "exo_a at least 2 (found 1.3)"


@pytest.mark.parametrize("name", sorted(search_order.QGIS_OWN))
def test_qgis_own_are_never_found_in_the_folder(packages, name):
    if not search_order.is_there(name):
        pytest.skip(f"this QGIS has no {name}")
    packages("own", name, "99")
    search_order.append(packages.own)
    search_order.prefer(packages.own, [name])
    assert search_order.FINDER.find_spec(name) is None
    spec = importlib.util.find_spec(name)
    assert spec is None or str(packages.own) not in str(spec.origin)


def test_the_folder_is_the_last_on_the_path(packages, groups):
    packages("own", "exo_b", "1.0")
    use.use_packages(packages.own)
    use.use_packages(packages.own)
    assert sys.path[-1] == str(packages.own)
    assert sys.path.count(str(packages.own)) == 1


def test_what_another_tool_brings_is_not_installed_again(packages, groups):
    packages("system", "exo_a", "2.1")
    assert use.to_install(packages.own, ()) == ("exo_b>=1",)
    assert use.to_install(packages.own, ("more",)) == ("exo_b>=1", "exo_c")


def test_what_the_folder_has_is_made_anew_with_the_rest(packages, groups):
    packages("own", "exo_c", "1.0")
    packages("own", "exo_a", "2.0")
    packages("own", "exo_b", "2.0")
    use.use_packages(packages.own)
    assert use.to_install(packages.own, ()) == ("exo_a>=2", "exo_b>=1", "exo_c")
    assert use.own_packages(packages.own) == {
        "exo_a": "2.0",
        "exo_b": "2.0",
        "exo_c": "1.0",
    }


def test_no_folder_changes_nothing(packages, groups):
    before = list(sys.path)
    use.use_packages(packages.own)
    assert sys.path == before
    assert search_order.FINDER not in sys.meta_path


def test_requirements_of_a_run_leave_numpy_to_qgis():
    names = [needed.name_of(one) for one in needed.RUN.requirements]
    assert names == ["affine", "defusedxml", "rasterio", "shapely"]


def test_more_packages_are_asked_for_as_in_the_full_requirements():
    full = (needed.REQUIREMENTS.with_name("requirements-full.txt")).read_text("utf-8")
    for group in needed.MORE:
        for one in group.requirements:
            assert one in full.splitlines()


def test_sizes_add_up():
    down, disk = needed.size_mb(("rasterio>=1.4", "shapely", "defusedxml"))
    assert 35 < down < 60
    assert 100 < disk < 160


@pytest.mark.parametrize(
    ("version", "other"), [("2.0", "2"), ("1.10", "1.9"), ("1.4.2", "1.4.1")]
)
def test_versions_are_numbers(version, other):
    assert needed.numbers(version) >= needed.numbers(other)
    assert (needed.numbers(version) == needed.numbers(other)) is (version == "2.0")
