# SPDX-License-Identifier: GPL-3.0-or-later
"""Turn results into Markdown: the table, what must hold, where it was measured.

    python benchmarks/report.py RESULTS.json ... [--docs]

What was measured in several sessions becomes one table; of a system measured twice in
a case the later file counts. With --docs the table in docs/performance.md is
replaced, and the plots beside it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases import GDAL, OURS
from page import DOCS, PAGE, replace_part, table
from plots import Series, draw
from required import verdicts
from results import Results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from results import Entry

_MOST_NAMED = 3
"""More layers than this share one entry."""

_HEAD = (
    *("case", "system", "runs", "wall, s", "CPU, s", "peak, MB"),
    *("ours / it: wall", "ours / it: CPU", "ours / it: peak"),
    *("on the grid", "off the oracle"),
)


def markdown(results: Results) -> str:
    """Return everything there is to say about results."""
    parts = [
        *_about(results),
        "",
        table(_HEAD, [_row(results, entry) for entry in results.entries]),
        "",
        *_titles(results),
        "",
        *_required(results),
        *_failures(results),
    ]
    return "\n".join(parts) + "\n"


def write_docs(results: Results) -> None:
    """Replace the figures of the documentation."""
    figures = [f"![{title}]({path.name})" for path, title in write_plots(results, DOCS)]
    replace_part("benchmarks", "\n\n".join([markdown(results).strip(), *figures]))


def write_plots(results: Results, folder: Path) -> list[tuple[Path, str]]:
    """Draw the workloads that vary one thing; return paths and titles."""
    drawn = []
    for letter, name, title, label in (
        ("e", "layers", "Time and memory by the number of layers", "layers"),
        ("f", "area", "Time and memory by area", "times the area of a tile"),
    ):
        series = [_series(results, letter, system) for system in (OURS, GDAL)]
        shown = [one for one in series if len(one.points) > 1]
        if shown:
            path = folder / f"performance-{name}.svg"
            path.write_text(draw(title, label, shown), encoding="utf-8")
            drawn.append((path, title))
    return drawn


def _series(results: Results, letter: str, system: str) -> Series:
    found = [
        (entry.amount, entry.median)
        for entry in results.entries
        if entry.case.startswith(f"{letter} ") and entry.system == system
    ]
    points = tuple(
        (amount, cost.wall_s, cost.peak_bytes / 1e6)
        for amount, cost in found
        if cost is not None
    )
    return Series(name=system, points=points)


def _about(results: Results) -> list[str]:
    return [f"- {key}: {value}" for key, value in results.about.items()]


def _row(results: Results, entry: Entry) -> list[str]:
    cost = entry.median
    if cost is None:
        return [entry.case, entry.system, "failed", *[""] * (len(_HEAD) - 3)]
    ours = results.median(entry.case, OURS)
    is_peer = ours is not None and entry.system != OURS
    wall = f"{ours.wall_s / cost.wall_s:.2f}" if is_peer else ""
    cpu = f"{ours.cpu_s / cost.cpu_s:.2f}" if is_peer else ""
    peak = f"{ours.peak_bytes / cost.peak_bytes:.2f}" if is_peer else ""
    return [
        *(entry.case, entry.system, str(len(entry.runs))),
        *(f"{cost.wall_s:.1f}", f"{cost.cpu_s:.1f}", f"{cost.peak_bytes / 1e6:.0f}"),
        *(wall, cpu, peak),
        *_faith(entry.accuracy),
    ]


def _faith(accuracy: dict[str, Any] | None) -> tuple[str, str]:
    if accuracy is None:
        return "", ""
    is_on_grid = "yes" if accuracy["is_on_grid"] else "no"
    layers = accuracy["layers"]
    if len(layers) == 1:
        return is_on_grid, _distance(*layers.values())
    if len(layers) > _MOST_NAMED:
        worst = max(layers.values(), key=lambda said: max(said.values()))
        return is_on_grid, f"worst of {len(layers)}: {_distance(worst)}"
    shown = (f"{name}: {_distance(said)}" for name, said in layers.items())
    return is_on_grid, "; ".join(shown)


def _distance(said: dict[str, float]) -> str:
    if "other_share" in said:
        text = f"{_percent(said['other_share'])} other"
    else:
        text = f"max {said['max_of_range']:.1e}, rms {said['rms']:.1e}"
    if said["validity_share"]:
        text += f", {_percent(said['validity_share'])} other validity"
    return text


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def _titles(results: Results) -> list[str]:
    titles = {entry.case: entry.title for entry in results.entries}
    said = [f"- {case}: {title}" for case, title in titles.items()]
    meaning = (
        "Wall, CPU and peak are medians of whole processes; CPU is of the process and "
        "all it started, peak the largest resident set of one process. “Ours / it” is "
        f"{OURS}'s figure over the row's. Off the oracle: the exogenous layers against "
        "GDAL's warper with the exact transform, on windows; greatest and root mean "
        "square error over the range of values, or the share of pixels that have "
        "another value, and of those that one has and the other has not."
    )
    return [meaning, "", *said]


def _required(results: Results) -> Iterator[str]:
    rows = [
        [
            verdict.what,
            verdict.against,
            verdict.measure,
            f"{verdict.found:.3f}{verdict.unit}",
            f"{verdict.allowed:.3f}{verdict.unit}",
            "yes" if verdict.holds else "**no**",
        ]
        for verdict in verdicts(results)
    ]
    head = ("case", "against", "figure", "ratio", "at most", "holds")
    if rows:
        yield table(head, rows)


def _failures(results: Results) -> Iterator[str]:
    for entry in results.entries:
        if entry.failure:
            quoted = entry.failure.strip().replace("\n", "\n    ")
            yield f"\n{entry.system} failed in {entry.case}:\n\n    {quoted}"


def main() -> int:
    """Print results that were kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", type=Path, nargs="+", help="JSON of earlier runs")
    parser.add_argument(
        "--docs", action="store_true", help=f"write them to {PAGE.name}"
    )
    options = parser.parse_args()
    first, *others = (Results.read(path) for path in options.results)
    for more in others:
        first.add(more)
    print(markdown(first))
    if options.docs:
        write_docs(first)
    return 0


if __name__ == "__main__":
    sys.exit(main())
