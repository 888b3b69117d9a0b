# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the texts for users in the code: the literals given to `tr`, `mark` and `say`.

Qt's own tools take a text's context from the class around it and know no `say`;
here every text has one context, and lines are left out so that files stay alike.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..root import ROOT, SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What is part of the plugin.
_PARTS = (
    "__init__.py",
    "plugin.py",
    "old_python.py",
    "host",
    "algorithms",
    "core",
    "gui",
)

#: Where these functions themselves are, which hand on what they are given.
_THEIR_OWN = ("host/text.py", "core/message.py")


@dataclass(frozen=True)
class Text:
    """One text for users."""

    source: str
    file: str
    """Where it occurs first, from the root."""
    is_counted: bool
    """It has a form for one and others for more."""


def texts() -> tuple[Text, ...]:
    """List every text once, in the order of files and lines.

    Raises:
        SetupError: A text is not written out where it is given.
    """
    found: dict[str, Text] = {}
    for path in _files():
        for text in _texts_in(path):
            found.setdefault(text.source, text)
    return tuple(found.values())


def _files() -> Iterator[Path]:
    for part in _PARTS:
        path = ROOT / part
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (f for f in files if _name(f) not in _THEIR_OWN)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts_in(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if _is_call(node)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        first = call.args[0] if call.args else None
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            where = f"{_name(path)}:{call.lineno}"
            raise SetupError(f"{where}: write the text out where it is given")
        source = first.value
        yield Text(source=source, file=_name(path), is_counted="%n" in source)


def _is_call(node: ast.AST) -> bool:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return is_call and node.func.id in {"mark", "say", "tr"}
