# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameters are declared once, and the docs have them from there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytest.importorskip("qgis.core", reason="labels are looked up by QGIS")

from exogenous.core.request.row_keys import ROW_KEYS
from exogenous.host.parameters.declared import PARAMETERS

ROOT = Path(__file__).resolve().parents[2]

#: Shorter labels are common words, which are said of other things too.
_OWN_LABEL_LETTERS = 7


def literals(*folders):
    """Yield each text in the code of some folders, docstrings left out."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said = {
                id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
            }
            for node in ast.walk(tree):
                is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
                if is_text and id(node) not in said:
                    yield path.relative_to(ROOT).as_posix(), node.value


def test_page_of_parameters_is_up_to_date(script):
    reference = script("docs.reference")
    page = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    assert page == reference.page()
    schema = (ROOT / "docs" / "exo.schema.json").read_text(encoding="utf-8")
    assert schema == reference.schema()


@pytest.mark.parametrize("spec", PARAMETERS, ids=lambda spec: spec.name)
def test_a_parameter_is_declared_once(spec):
    mentions = list(literals("host", "algorithms", "gui"))
    texts = [text for _, text in (*mentions, *literals("core"))]
    named = [file for file, text in mentions if text == spec.name]
    assert named == ["host/parameter_names.py"]
    assert [spec.help in text for text in texts].count(True) == 1
    if len(spec.label) >= _OWN_LABEL_LETTERS:
        # Advice of the core names the field of the dialog beside the key.
        others = [text for text in texts if "in the dialog" not in text]
        assert [spec.label in text for text in others].count(True) == 1


@pytest.mark.parametrize("key", ROW_KEYS, ids=lambda key: key.name)
def test_a_key_of_a_row_is_explained_once(key):
    texts = [text for _, text in literals("host", "algorithms", "gui", "core")]
    assert [key.meaning in text for text in texts].count(True) == 1
