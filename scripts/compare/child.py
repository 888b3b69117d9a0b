# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs requests with the package of one checkout, and records what comes of each.

    python child.py CHECKOUT REQUESTS RECORD

Only names that `exogenous.core` offers are used: modules move.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import rasterio


def main(root: Path, requests: Path, record: Path) -> None:
    """Run every request."""
    core = _package(root)
    records = {}
    for name, request in json.loads(requests.read_text(encoding="utf-8")).items():
        with tempfile.TemporaryDirectory(prefix="exogenous-result-") as folder:
            outcome = _outcome(core, request, Path(folder))
            records[name] = json.loads(json.dumps(outcome).replace(folder, "…"))
    record.write_text(json.dumps(records), encoding="utf-8")


def _package(root: Path) -> Any:
    spec = importlib.util.spec_from_file_location(
        "exogenous", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{root} is no package")
    module = importlib.util.module_from_spec(spec)
    sys.modules["exogenous"] = module
    spec.loader.exec_module(module)
    return importlib.import_module("exogenous.core")


class _Progress:
    """Keeps what a run says."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def fraction(self, done: float) -> None:
        """Forget how far the run is."""

    def step(self, names: object, number: int, count: int) -> None:
        """Forget which step it is."""

    def info(self, message: str) -> None:
        """Keep a line of the log."""
        self.said.append(f"info: {message}")

    def warn(self, message: str) -> None:
        """Keep a warning."""
        self.said.append(f"warning: {message}")

    def is_cancelled(self) -> bool:
        """Never stop the run."""
        return False


def _outcome(core: Any, asked: dict[str, Any], folder: Path) -> dict[str, Any]:
    progress = _Progress()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            paths = _run(core, asked, folder, progress)
    except core.ExogenousError as error:
        message = f"{type(error).__name__}: {error}"
        return {"error": message, "said": progress.said}
    except Exception as error:  # noqa: BLE001  (whatever it is, it is compared)
        return {"error": f"{type(error).__name__}, uncaught", "said": progress.said}
    return {
        "said": progress.said,
        "files": {path.name: _file(path) for path in paths},
    }


def _run(
    core: Any, asked: dict[str, Any], folder: Path, progress: _Progress
) -> list[Path]:
    layers = core.parse_exo(asked.get("exo"))
    request = core.Request(
        product=asked["product"], layers=layers, **asked.get("request", {})
    )
    options = core.OutputOptions(threads=2, **asked.get("options", {}))
    if asked["kind"] == "stack":
        core.stack(request, str(folder / "stack.tif"), options, progress)
    else:
        core.collocate(request, str(folder), options, progress)
    return sorted(folder.iterdir())


def _file(path: Path) -> dict[str, Any]:
    """Return all that a file says of itself, and a digest of each band's pixels."""
    if path.suffix != ".tif":
        return {"bytes": hashlib.sha256(path.read_bytes()).hexdigest()}
    with rasterio.open(path) as src:
        return {
            "profile": {key: str(value) for key, value in src.profile.items()},
            "descriptions": list(src.descriptions),
            "scales": [*src.scales, *src.offsets],
            "units": [str(unit) for unit in src.units],
            "overviews": [src.overviews(band) for band in src.indexes],
            "tags": {
                str(band): {
                    space or "own": src.tags(band, ns=space)
                    for space in ("", *src.tag_namespaces(band))
                }
                for band in (0, *src.indexes)
            },
            "colours": [_colours(src, band) for band in src.indexes],
            "pixels": {
                str(band): hashlib.sha256(src.read(band).tobytes()).hexdigest()
                for band in src.indexes
            },
        }


def _colours(src: Any, band: int) -> str:
    try:
        return str(src.colormap(band))
    except ValueError:
        return ""


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
