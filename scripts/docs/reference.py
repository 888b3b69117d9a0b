# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what the docs say of every parameter: a table, and the schema of `EXO`.

    python -m scripts.docs.reference

docs/parameters.md and docs/exo.schema.json come from the declarations alone.
"""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

from ..package import register_package
from ..root import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PAGE = ROOT / "docs" / "parameters.md"
_SCHEMA = ROOT / "docs" / "exo.schema.json"


def main() -> None:
    """Write both."""
    register_package()
    _PAGE.write_text(page(), encoding="utf-8")
    _SCHEMA.write_text(schema(), encoding="utf-8")


def schema() -> str:
    """Return the schema of `EXO` as text."""
    module = importlib.import_module("exogenous.core.request.exo_schema")
    return json.dumps(module.exo_schema(), indent=2, ensure_ascii=False) + "\n"


def page() -> str:
    """Return the page of parameters."""
    declared = importlib.import_module("exogenous.host.parameters.declared")
    keys = importlib.import_module("exogenous.core.request.row_keys").ROW_KEYS
    lines = [
        "# Parameters",
        "",
        "Made by `make reference` from the declarations in `host/parameters/` and",
        "`core/request/row_keys.py`.",
        *_sections(declared.PARAMETERS),
        "",
        "## Keys of a row of `EXO`",
        "",
        "[exo.schema.json](exo.schema.json) says the same to machines.",
        "",
        "| key | default | meaning |",
        "|---|---|---|",
        *(_key_row(key) for key in keys),
        "",
    ]
    return "\n".join(lines)


def _sections(specs: Iterable[Any]) -> Iterator[str]:
    specs = list(specs)
    for section in dict.fromkeys(spec.section for spec in specs):
        yield from ("", f"## {section.value}", "")
        yield "| parameter | label | default | of | meaning |"
        yield "|---|---|---|---|---|"
        yield from (_row(spec) for spec in specs if spec.section is section)


def _row(spec: Any) -> str:
    default = {None: "", True: "yes", False: "no"}.get(spec.default, spec.default)
    who = ", ".join(spec.algorithms)
    cells = (f"`{spec.name}`", spec.label, default, who, _choices(spec) + spec.help)
    return _line(cells)


def _choices(spec: Any) -> str:
    return f"One of {', '.join(spec.choices)}. " if spec.choices else ""


def _key_row(key: Any) -> str:
    names = " or ".join(f"`{word}`" for word in (key.name, *key.also))
    return _line((names, "needed" if key.is_needed else key.default, key.meaning))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    main()
