# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the real EOReader, in the environment that `make peers` builds."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "benchmarks" / "work" / "peers" / "eoreader" / "bin" / "python"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What EOReader has loaded at once."""

    arrays: dict[str, NDArray[np.float32]]
    """By EOReader's short names."""
    transform: tuple[float, ...]
    """Of the first band."""
    attributes: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What EOReader says of a product, and what it has loaded of it."""

    product: dict[str, Any]
    loads: dict[str, Loaded]


def ask(product: Path, loads: Sequence[dict[str, Any]]) -> Said:
    """Have EOReader load bands, see `eoreader_side.py`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        job = folder / "job.json"
        job.write_text(json.dumps({"product": str(product), "loads": loads}))
        script = Path(__file__).with_name("eoreader_side.py")
        done = subprocess.run(
            [PYTHON, script, job, folder], check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"EOReader ended with {done.returncode}:\n{done.stderr}")
        said = json.loads((folder / "said.json").read_text())
        return Said(
            product=said["product"],
            loads={
                name: _loaded(folder / f"{name}.npz", facts)
                for name, facts in said["loads"].items()
            },
        )


def _loaded(path: Path, facts: dict[str, Any]) -> Loaded:
    with np.load(path) as file:
        return Loaded(
            arrays={name: file[name] for name in facts["bands"]},
            transform=tuple(file["transform"]),
            attributes=facts["attributes"],
        )
