# SPDX-License-Identifier: GPL-3.0-or-later
"""The program `exogenous`: its arguments, its output as JSON, and its exit code."""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from typing import TYPE_CHECKING, Any, Final

from .. import calls
from ..core.errors import ExogenousError, InvalidRequest
from ..core.message import say
from ..core.products.describe import to_values
from .load_info import load_info
from .parameters import CALLS, OPTIONS, arguments_of
from .progress import TerminalProgress

if TYPE_CHECKING:
    from collections.abc import Sequence

_HELP: Final = {
    "stack": "product bands and exogenous layers in one raster",
    "collocate": "one raster for each exogenous layer on the product's grid",
    "describe": "what a product is and which bands it has",
    "load-info": "what load() would give: the Dataset without its pixels",
}


def main(words: Sequence[str] | None = None) -> int:
    """Run a call; return 0, or 1 where an error was told on standard error."""
    asked = _parser().parse_args(words)
    try:
        result = _run(asked.call, _given(asked), is_quiet=asked.quiet)
    except ExogenousError as error:
        sys.stderr.write(f"ERROR: {error}\n")
        return 1
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    return 0


def _run(call: str, given: dict[str, Any], *, is_quiet: bool) -> dict[str, Any]:
    arguments = arguments_of(call, given)
    if call == "describe":
        return dict(to_values(calls.describe(**arguments)))
    if call == "load-info":
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            found = load_info(calls.load(**arguments))
        return {**found, "WARNINGS": [str(one.message) for one in told]}
    progress = TerminalProgress(is_quiet=is_quiet)
    run = calls.stack if call == "stack" else calls.collocate
    result = run(**arguments, progress=progress)
    output: dict[str, Any] = (
        {"OUTPUT": result.paths[0]}
        if call == "stack"
        else {"OUTPUT_FOLDER": given["OUTPUT_FOLDER"], "OUTPUTS": list(result.paths)}
    )
    names = list(result.band_names)
    return {**output, "BANDS": names, "WARNINGS": list(result.warnings)}


def _given(asked: argparse.Namespace) -> dict[str, Any]:
    """Return the parameters of the command line, over those of the JSON."""
    typed = {
        name: value
        for name, value in vars(asked).items()
        if name.isupper() and value is not None
    }
    return {**(_json(asked.json) if asked.json else {}), **typed}


def _json(path: str) -> dict[str, Any]:
    """Read parameters as qgis_process does: alone, or as `inputs`."""
    remedy = say("Give an object, like {example}.", example='{"PRODUCT": "a.tif"}')
    try:
        if path == "-":
            found = json.load(sys.stdin)
        else:
            with open(path, encoding="utf-8") as file:  # noqa: PTH123 (a name alone)
                found = json.load(file)
    except (OSError, ValueError) as error:
        raise InvalidRequest("--json", path, say("{why}.", why=str(error))) from error
    inputs = found.get("inputs", found) if isinstance(found, dict) else None
    if not isinstance(inputs, dict):
        raise InvalidRequest("--json", path, remedy)
    return inputs


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="exogenous",
        description="Put rasters onto a satellite product's own grid.",
    )
    parts = parser.add_subparsers(dest="call", required=True)
    for call, parameters in CALLS.items():
        part = parts.add_parser(call, help=_HELP[call], description=_HELP[call])
        options = OPTIONS if call in ("stack", "collocate") else {}
        for name, (_, kind) in {**parameters, **options}.items():
            words = (f"--{name}", f"--{name.lower()}")
            if kind == "switch":
                part.add_argument(*words, dest=name, nargs="?", const="yes")
            else:
                part.add_argument(*words, dest=name)
        part.add_argument("--json", metavar="FILE", help="parameters; - for input")
        part.add_argument("--quiet", action="store_true", help="only warnings")
    return parser
