# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports lead one way: between folders by the table below, between modules no circle.

No circle is in the programs, the sample data and the tests either.

Imports in functions and below `TYPE_CHECKING` count as well: what a module has to be
read with is what it names, whenever Python loads it.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

import pytest
from places import ROOT, own_modules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: The core's folders, each of which imports from those before it alone. A module that
#: lies in no folder can be a room of its own, as `core.message`.
CORE_ROOMS = (
    "core.secrets",
    "core.message",
    "core.errors",
    "core.packages",
    "core.proj_folders",
    "core.rasterio_private",
    "core.memory",
    "core.progress",
    "core.workers",
    "core.signals",
    "core.environment",
    "core.refusals",
    "core.geometry",
    "core.resampling",
    "core.burning",
    "core.io",
    "core.georeferencing",
    "core.request",
    "core.sources",
    "core.products",
    "core.planning",
    "core.compute",
    "core.output",
    "core",
)

#: A module is in the room with the longest name that its own begins with, and imports
#: from its room and those before it.
ROOMS = (
    "sampledata",
    "doctor",
    *CORE_ROOMS,
    "calls",
    "command",
    "host.parameter_names",
    "host.text",
    "host.own_libraries",
    "host.packages",
    "host.parameters",
    "host.styles",
    "host",
    "gui.widgets",
    "gui.packages",
    "gui.layer_table",
    "gui.product",
    "gui.plan",
    "gui.processing",
    "gui",
    "algorithms",
    "plugin",
    "old_python",
    "",
)

#: Which rooms know nothing of each other, wherever they are in the table.
APART = (("algorithms", "gui"),)

#: The parts of the plugin; what else is in the root is not loaded by QGIS.
PARTS = (
    "__init__.py",
    "plugin.py",
    "old_python.py",
    "calls.py",
    "command",
    "core",
    "host",
    "algorithms",
    "gui",
    "doctor",
    "sampledata",
)

#: The folders of the project that are no part of the plugin.
BESIDE = ("scripts", "benchmarks", "demo", "tests")

#: How tests and programs name the plugin.
PLUGIN = "exogenous"


def files(root: Path, parts: tuple[str, ...] = PARTS) -> Iterator[Path]:
    for part in parts:
        path = root / part
        yield from own_modules(path) if path.is_dir() else [path]


def name_of(path: Path, root: Path) -> str:
    """Return a module's dotted name; the root package has none."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path, parts: tuple[str, ...] = PARTS) -> dict[str, set[str]]:
    """List, for each module, those of the project that it imports from.

    A package counts where a name of its own is taken, not where it only holds the
    module that is.
    """
    paths = {name_of(path, root): path for path in files(root, parts)}
    return {
        name: set(_imported(name, path, paths)) - {name} for name, path in paths.items()
    }


def _imported(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    package = name.split(".") if name else []
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _absolute(alias.name, path, known)
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) + 1 - node.level]
            source = ".".join([*base, *filter(None, [node.module])])
            for alias in node.names:
                module = f"{source}.{alias.name}" if source else alias.name
                yield module if module in known else source
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield from _absolute(f"{node.module}.{alias.name}", path, known)


def _absolute(dotted: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Yield the project's module that an absolute name is, or is a name in, if any.

    Python looks beside a program for its modules; pytest looks in `tests` too.
    """
    first, _, rest = dotted.partition(".")
    if first in sys.stdlib_module_names:
        return
    if first == PLUGIN:
        dotted = rest
    elif not (path.parent / "__init__.py").exists():
        beside = [one for one, file in known.items() if file.parent == path.parent]
        folders = {one.rpartition(".")[0] for one in beside} | {"tests"}
        for folder in sorted(folders - {""}, key=len, reverse=True):
            if module := _longest(f"{folder}.{dotted}", known, beyond=folder):
                yield module
                return
    if module := _longest(dotted, known, beyond=""):
        yield module


def _longest(dotted: str, known: Mapping[str, Path], beyond: str) -> str:
    """Return the longest beginning of a name that is a module; empty where none is."""
    while dotted and dotted != beyond and dotted not in known:
        dotted = dotted.rpartition(".")[0]
    return "" if dotted == beyond else dotted


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other, however indirectly."""
    reached = {name: _reached(name, graph) for name in graph}
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return [list(group) for group in sorted(groups)]


def _reached(name: str, graph: Mapping[str, set[str]]) -> set[str]:
    """Return all that a module imports, and what that imports, and so on."""
    found: set[str] = set()
    left = set(graph[name])
    while left:
        found |= left
        left = {more for one in left for more in graph.get(one, ())} - found
    return found


def is_in(name: str, room: str) -> bool:
    return not room or name == room or name.startswith(f"{room}.")


def room_of(name: str, rooms: tuple[str, ...]) -> str:
    return max((room for room in rooms if is_in(name, room)), key=len)


def against_the_order(
    graph: Mapping[str, set[str]], rooms: tuple[str, ...]
) -> list[str]:
    """List the imports that lead to a later room, or between rooms that are apart."""
    order = {room: number for number, room in enumerate(rooms)}
    return sorted(
        f"{name} imports {other}"
        for name, others in graph.items()
        for other in others
        if order[room_of(other, rooms)] > order[room_of(name, rooms)]
        or any(
            (is_in(name, one) and is_in(other, two))
            or (is_in(name, two) and is_in(other, one))
            for one, two in APART
        )
    )


@pytest.fixture(scope="module")
def graph() -> dict[str, set[str]]:
    return imports(ROOT)


def test_modules_are_seen(graph: dict[str, set[str]]) -> None:
    assert "plugin" in graph[""]
    assert "core.errors" in graph["host.text"]  # below TYPE_CHECKING
    assert "host.values" in graph["algorithms.base"]  # in a method
    assert len(graph) > 150


def test_no_modules_import_each_other(graph: dict[str, set[str]]) -> None:
    assert circles(graph) == []


def test_no_modules_of_the_whole_project_import_each_other() -> None:
    project = imports(ROOT, (*PARTS, *BESIDE))
    assert "benchmarks.job" in project["benchmarks.run"]  # beside the program
    assert "tests.rasters" in project["tests.unit.test_pipeline"]
    assert "core" in project["tests.unit.request.test_exo_schema"]
    assert "scripts.root" in project["scripts.docs.reference"]
    assert "sampledata.place" in project["sampledata.sample"]
    assert circles(project) == []


@pytest.mark.parametrize("part", ["core", "algorithms", "gui", "host"])
def test_no_file_of_the_plugin_is_longer_than_300_lines(part: str) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / part).rglob("*.py")
    }
    assert len(lengths) > 5
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_folders_import_from_those_before_them(graph: dict[str, set[str]]) -> None:
    assert against_the_order(graph, ROOMS) == []


def test_every_folder_of_the_shell_has_its_place() -> None:
    folders = {
        name_of(path, ROOT)
        for part in ("host", "algorithms", "gui")
        for path in (ROOT / part).rglob("__init__.py")
    }
    assert folders <= set(ROOMS)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of modules that are as they should be."""
    for name, text in {
        "sampledata/__init__.py": "",
        "__init__.py": "def f():\n    from .plugin import Plugin\n",
        "plugin.py": "from . import algorithms\nfrom .gui.window import W\n",
        "old_python.py": "",
        "calls.py": "",
        "command/__init__.py": "",
        "doctor/__init__.py": "",
        "core/__init__.py": "from .grid import Grid\n",
        "core/grid.py": "",
        "host/__init__.py": "",
        "host/text.py": "from ..core import Grid\n",
        "algorithms/__init__.py": "from ..host import text\n",
        "gui/__init__.py": "",
        "gui/window.py": "from ..host.text import tr\nfrom .widgets import row\n",
        "gui/widgets/__init__.py": "",
        "gui/widgets/row.py": "from ...core.grid import Grid\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_what_is_in_order_passes(package: Path) -> None:
    graph = imports(package)
    assert graph["host.text"] == {"core"}
    assert graph["gui.window"] == {"host.text", "gui.widgets.row"}
    assert circles(graph) == []
    assert against_the_order(graph, ROOMS) == []


@pytest.mark.parametrize(
    ("file", "line", "wrong"),
    [
        ("core/grid.py", "from ..host import text", "core.grid imports host.text"),
        ("host/text.py", "from .. import plugin", "host.text imports plugin"),
        (
            "gui/window.py",
            "from ..algorithms import x",
            "gui.window imports algorithms",
        ),
        (
            "algorithms/__init__.py",
            "def f():\n    from ..gui.widgets.row import R",
            "algorithms imports gui.widgets.row",
        ),
        (
            "gui/widgets/row.py",
            "if TYPE_CHECKING:\n    from ..window import W",
            "gui.widgets.row imports gui.window",
        ),
    ],
)
def test_an_import_the_other_way_is_found(
    package: Path, file: str, line: str, wrong: str
) -> None:
    (package / file).write_text(f"{line}\n")
    assert wrong in against_the_order(imports(package), ROOMS)


def test_a_circle_is_found_through_several_modules(package: Path) -> None:
    (package / "gui" / "widgets" / "row.py").write_text("from .cell import C\n")
    cell = "if TYPE_CHECKING:\n    from ...gui import window\n"
    (package / "gui" / "widgets" / "cell.py").write_text(cell)
    group = ["gui.widgets.cell", "gui.widgets.row", "gui.window"]
    assert circles(imports(package)) == [group]


def test_a_circle_is_found_in_programs_and_tests(tmp_path: Path) -> None:
    for name, text in {
        "demo/run.py": "import jobs\n",
        "demo/jobs.py": "def f():\n    from run import main\n",
        "tests/oracle.py": "from truth.worlds import World\n",
        "tests/truth/worlds.py": "import oracle\n",
        "scripts/__init__.py": "",
        "scripts/root.py": "from exogenous.plugin import Plugin\nimport json\n",
        "scripts/json.py": "from .root import ROOT\n",
        "plugin.py": "from scripts import root\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    parts = ("plugin.py", "scripts", "demo", "tests")
    assert circles(imports(tmp_path, parts)) == [
        ["demo.jobs", "demo.run"],
        ["plugin", "scripts.root"],
        ["tests.oracle", "tests.truth.worlds"],
    ]
