# SPDX-License-Identifier: GPL-3.0-or-later
"""A Python that is too old gets a sentence, not a syntax error."""

from __future__ import annotations

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

import exogenous
from exogenous import old_python

ROOT = Path(exogenous.__file__).parent

#: What an old Python reads before the sentence is said.
READ = (
    "__init__.py",
    "old_python.py",
    "host/__init__.py",
    "host/text.py",
    "host/translation.py",
    "host/resources.py",
)

#: QGIS as far as these modules need it.
ALONE = """
import importlib.util, sys, types
from unittest.mock import MagicMock
for name in ("qgis", "qgis.core", "qgis.PyQt", "qgis.PyQt.QtCore"):
    sys.modules[name] = MagicMock()
translate = sys.modules["qgis.PyQt.QtCore"].QCoreApplication.translate
translate.side_effect = lambda context, text, *rest: text
root = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["exogenous"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
iface = MagicMock()
plugin = module.classFactory(iface)
plugin.initGui()
plugin.unload()
print(iface.messageBar().pushMessage.call_args[0][1])
"""


def _old_python() -> str:
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.9.*/bin/python3.9"))
    found = next(map(str, pyenv), None) or shutil.which("python3.9")
    if found is None:
        pytest.skip("there is no Python 3.9 here")
    return found


@pytest.mark.parametrize("name", READ)
def test_python_39_can_read_it(name):
    source = (ROOT / name).read_text(encoding="utf-8")
    ast.parse(source, filename=name, feature_version=(3, 9))


def test_python_39_says_what_it_needs():
    done = subprocess.run(
        [_old_python(), "-W", "error", "-c", ALONE, str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "needs Python 3.10 or newer, and this QGIS has 3.9:" in done.stdout


def test_the_sentence_stays_in_the_message_bar(qgis_app, monkeypatch):
    said = []

    class Window:
        def messageBar(self):
            return self

        def pushMessage(self, *what):
            said.append(what)

    plugin = old_python.OldPython(Window())
    plugin.initGui()
    plugin.unload()
    ((title, text, _, seconds),) = said
    assert (title, seconds) == ("Exogenous", 0)
    assert text.startswith("Exogenous needs Python 3.10 or newer, and this QGIS has 3.")


def test_qgis_process_has_no_window():
    plugin = old_python.OldPython(None)
    plugin.initProcessing()
    plugin.unload()
