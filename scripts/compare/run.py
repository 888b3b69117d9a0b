# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what two revisions make of the same requests: pixels, metadata, messages.

    python -m scripts.compare.run BASE [HEAD]

HEAD is the working tree where it is left out. Each revision runs all requests in a
process of its own: the sample of the demo, the real data beside the checkout where
there are some, and 200 requests drawn from a seed. What differs is printed; the exit
code is 1 where anything does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..root import ROOT
from .differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHILD = Path(__file__).with_name("child.py")

#: Differences that are printed whole; the others are counted.
_SHOWN = 40


def main(revisions: list[str]) -> int:
    """Compare two revisions; return the exit code."""
    base, head = (*revisions, "")[:2]
    with tempfile.TemporaryDirectory(prefix="exogenous-compare-") as name:
        folder = Path(name)
        requests = folder / "requests.json"
        _run([sys.executable, "-m", "scripts.compare.requests", str(requests)], ROOT)
        records = [
            _records(revision, requests, folder / side)
            for side, revision in (("before", base), ("after", head))
        ]
    found = list(differences(*records))
    for line in found[:_SHOWN]:
        print(line)
    refused = sum("error" in record for record in records[0].values())
    print(
        f"{len(records[0])} requests, {refused} of them refused: "
        f"{len(found)} differences"
    )
    return 1 if found else 0


def _records(revision: str, requests: Path, folder: Path) -> dict[str, Any]:
    """Run all requests at a revision, and return what came of each."""
    folder.mkdir()
    record = folder / "records.json"
    with _checkout(revision, folder / "tree") as tree:
        _run(
            [sys.executable, str(_CHILD), str(tree), str(requests), str(record)], folder
        )
    records: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))
    return records


@contextmanager
def _checkout(revision: str, tree: Path) -> Iterator[Path]:
    """Lend the files of a revision; the working tree itself for none."""
    if not revision:
        yield ROOT
        return
    _run(["git", "worktree", "add", "--detach", "--quiet", str(tree), revision], ROOT)
    try:
        yield tree
    finally:
        _run(["git", "worktree", "remove", "--force", str(tree)], ROOT)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    raise SystemExit(main(sys.argv[1:]))
