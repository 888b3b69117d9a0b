# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the checkout importable as the package `exogenous`, whatever its folder is.

The root itself is kept off `sys.path`: its `core`, `gui` and `tests` must not answer
to those names at the top level, where a test would then import them a second time.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator

PACKAGE = "exogenous"
ROOT = Path(__file__).resolve().parent.parent


def _register_package() -> None:
    spec = importlib.util.spec_from_file_location(
        PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {ROOT / '__init__.py'} as {PACKAGE}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


class _RootIsNoTestPackage:
    """Collect the root as a plain folder.

    pytest would import its `__init__.py` a second time, under the folder's name.
    """

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(
        self, path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        return pytest.Dir.from_parent(parent, path=path) if path == ROOT else None


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Keep nothing in the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXOGENOUS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_RootIsNoTestPackage())
    config.addinivalue_line(
        "markers",
        "rule(*numbers, against): which rules of the results a test proves, and what "
        "it compares with; `make correctness` makes a table of them",
    )
    config.addinivalue_line(
        "markers", "mistake(number): which of the peers' mistakes a test is about"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put a test's rules, and the mistake it is about, into its report."""
    for item in items:
        mistake = item.get_closest_marker("mistake")
        if mistake is not None:
            (number,) = mistake.args
            item.user_properties.append(("mistake", str(number)))
        mark = item.get_closest_marker("rule")
        if mark is not None:
            numbers = " ".join(str(number) for number in mark.args)
            item.user_properties.append(("rules", numbers))
            item.user_properties.append(("against", mark.kwargs["against"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    """Say a test's properties in text, as pytest-xdist hands on no numbers of numpy."""
    report = yield
    report.user_properties = [
        (name, str(value)) for name, value in report.user_properties
    ]
    return report


sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != ROOT]
if PACKAGE not in sys.modules:
    _register_package()

# How fast a machine is says nothing about the code. Everything else stays as
# hypothesis has it, which in CI is the same examples each time.
settings.register_profile(
    PACKAGE, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(PACKAGE)
