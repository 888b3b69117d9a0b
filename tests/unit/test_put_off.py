# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages whose import is put off: loaded when used, and only then."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from places import ROOT

from exogenous.core.put_off import put_off_import

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Prints what of Amazon's is imported with the core.
START = """
import importlib.util, sys

root, = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)
import exogenous.core, rasterio
print([name for name in sys.modules if name.startswith("botocore")])
"""

NAME = "a_large_package"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package on the path, that leaves a mark where it is loaded."""
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from pathlib import Path\n"
        "with Path(__file__).with_name('loaded').open('a') as mark:\n"
        "    mark.write('x')\n"
        "number = 7\n"
    )
    (folder / "part.py").write_text("number = 8\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in (NAME, f"{NAME}.part"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield folder / "loaded"
    for name in (NAME, f"{NAME}.part"):
        sys.modules.pop(name, None)


def test_an_import_by_name_loads_nothing(package: Path):
    put_off_import(NAME)
    import a_large_package
    import a_large_package as again

    assert again is a_large_package
    assert not package.exists()


def test_the_first_use_loads_once(package: Path):
    put_off_import(NAME)
    import a_large_package

    assert (a_large_package.number, a_large_package.number) == (7, 7)
    assert sys.modules[NAME].number == 7
    assert package.read_text() == "x"


def test_a_module_of_the_package_is_imported(package: Path):
    put_off_import(NAME)
    import a_large_package.part

    assert a_large_package.part.number == 8
    assert package.read_text() == "x"


def test_names_are_imported_from_the_package(package: Path):
    put_off_import(NAME)
    from a_large_package import number

    assert number == 7
    assert package.read_text() == "x"


def test_threads_load_once(package: Path):
    put_off_import(NAME)
    import a_large_package

    seen = []
    threads = [
        threading.Thread(target=lambda: seen.append(a_large_package.number))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [7] * 8
    assert package.read_text() == "x"


def test_what_is_not_there_stays_so(package: Path):
    put_off_import(NAME)
    import a_large_package

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = a_large_package.nothing


def test_what_is_not_installed_is_left_alone():
    put_off_import("no_package_of_this_name")
    assert "no_package_of_this_name" not in sys.modules


def test_what_is_imported_is_left_alone():
    put_off_import("json")
    import json

    assert json.loads("1") == 1


def test_a_start_imports_nothing_of_amazon():
    pytest.importorskip("boto3")
    done = subprocess.run(
        [sys.executable, "-c", START, ROOT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
