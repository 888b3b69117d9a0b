# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes docs/reliability.md of trials."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from .stage import NEW, OLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .stage import Trial

#: How many sentences are shown of a kind of fault.
_SHOWN: Final = 2

_HEAD: Final = """\
# Reliability

What becomes of a result when something fails on the way. Written by `make faults`{how}.

A trial is survived if the run ends with the whole new file, or with the files that were
there before, one sentence and the exit code 1; if no temporary file is left; and if
nobody has to read a traceback. A run that the system ends at once (SIGKILL, or GDAL
where it has no memory) says nothing: then the next run into the folder removes what the
former one left, and the files are the old or the new ones.

In the first tables, a library between the program and the system
(`scripts/faults/shim.c`) counts the calls of a run and lets {step} fail, once, or
from then on. Files are compared with those of a run without faults, pixel by pixel and
tag by tag.

"""

_NOTE: Final = """\
## Not survived

{lines}
"""


def page(trials: Sequence[Trial], step: int) -> str:
    """Return the page.

    Args:
        trials: All that were made.
        step: Every so-manieth call failed.
    """
    which = "each of them" if step == 1 else f"one in {step} of them"
    head = _HEAD.format(how="" if step == 1 else " QUICK=1", step=which)
    tables = [_table(case, trials) for case in dict.fromkeys(t.case for t in trials)]
    lost = [trial for trial in trials if not trial.survived]
    counts = Counter((t.case, t.fault, t.ended, _plain(t.left)) for t in lost)
    lines = "\n".join(
        f"- {case}, {fault}: {count} times; the run was {ended}, left: {left}"
        for (case, fault, ended, left), count in counts.items()
    )
    note = [_NOTE.format(lines=lines)] if lost else []
    return head + "\n".join([*tables, *note])


def _table(case: str, trials: Iterable[Trial]) -> str:
    own = [trial for trial in trials if trial.case == case]
    rows = [_row(name, own) for name in dict.fromkeys(trial.fault for trial in own)]
    return "\n".join(
        [
            f"## {case}",
            "",
            "| fault | tried | survived | new file | old file | what the user saw |",
            "|---|---:|---:|---:|---:|---|",
            *rows,
            "",
        ]
    )


def _row(fault: str, trials: Iterable[Trial]) -> str:
    own = [trial for trial in trials if trial.fault == fault]
    said = Counter(_plain(trial.said) for trial in own if trial.said.strip())
    words = [text for text, _ in said.most_common(_SHOWN)]
    more = len(said) - len(words)
    cells = (
        fault,
        len(own),
        sum(trial.survived for trial in own),
        sum(trial.left == NEW for trial in own),
        sum(trial.left == OLD for trial in own),
        "<br>".join([*words, *([f"and {more} more"] if more > 0 else [])]),
    )
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _plain(text: str) -> str:
    """Return the last line of a text, without folders and names of this run."""
    line = text.strip().rpartition("\n")[2]
    line = re.sub(r"\.exo-[-0-9a-f]+", ".exo-…", line)
    return re.sub(r"/[^' :]*/", "…/", line)
