# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/eoreader.md: what EOReader and the plugin make of the same products.

Runs tests/peers, which compare the two pixel by pixel, and makes tables of what they
found. The page is written only where all of them pass.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from defusedxml import ElementTree

from ..root import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PAGE = ROOT / "docs" / "eoreader.md"

INTRODUCTION = """\
# Compared with EOReader

Made by `make test-peers`; do not edit by hand. Both read the sample product of
`make demo` (Sentinel-2 L2A, baseline {baseline}, {pixels} pixels of 10 m, with
footprints, quality masks and what lies beside the swath), {version} in an
environment of its own. `tests/peers` has the comparison, and fails where a pixel
differs that the notes do not explain.

## Attributes

Equal, as is which band has which name and id:

{attributes}
"""

REFLECTANCE = """
## Reflectance

A cell tells which share of the pixels differs by more than {rounding:g}, or is valid on
one side alone, and the note that says why. All of these pixels lie where their notes
put them: where a kernel reaches over the edge of what is valid, or at the rim of a
window. Everywhere else the largest difference is {largest}. At a band's own finest
pixel size values are equal to the last bit, at others to the rounding of float32.

Ours are without overviews (`OVERVIEWS`, `overviews=False`). With them, the default, a
band at 100 m differs from these means by some 2 % of its standard deviation (root mean
square; the product's grain is strong), as the tests also hold.
"""

NOTES = """
## Notes

"""

ELSEWHERE = """
## Where EOReader is not followed

- **Pixels bent to fit.** At a pixel size that does not divide the extent, and in a
  window that is no whole number of coarser pixels, EOReader gives other pixels than
  those asked for. Here a pixel size is exact and a window is a crop; what is left to
  compare in a window is in the table.
- **Offsets by band.** EOReader looks for the offset of band 02 under the metadata's
  number 2, which is band 03: numbers there begin with 0. The two agree as long as all
  offsets of a product do.
- **DN 0 inside the detector footprint**, at the edge of the swath for the most part,
  is a reflectance of 0 in EOReader; here the number that the metadata call NODATA is
  nodata wherever it is. The sample product has none inside its footprints.
- **Products without footprints.** EOReader refuses them unless it is told to leave
  pixels raw; here DN 0 alone is nodata then, with a warning.
- **Negative reflectances** become 0, as in EOReader; `NEGATIVES` keeps them. In the
  60 m bands of a scene on the coast of Ireland (T29UNU, 5 October 2022, L2A) that
  touches 3.8 % of the valid pixels of B01, 3.3 % of B02, 0.9 % of B04, 0.3 % of B03,
  and less than 0.04 % of any other.
- **Coastal aerosol at 20 m** is in L2A products and read here; EOReader makes it from
  the 60 m file.
- **Beside the swath** classes, aerosol, water vapour and cloud probability are 0 in
  EOReader, which reads as a clear sky; they are nodata here.
- **Masks loaded together** blank one another in EOReader; here each is what it is
  alone.

## Products that EOReader opens

Every other constellation is read by EOReader itself, in a Python of its own, and handed
over as it loads it. On a Landsat 8 scene bands, brightness temperature, `NDVI`, clouds,
shadows, the quality band and terrain (`DEM`, `SLOPE`, `HILLSHADE`) are equal to the
last bit, and so are `NDVI` and clouds of the Sentinel-2 sample. Reflectance is also
checked against its formula in the metadata, and `NDVI` against its own.
"""


@dataclass
class Notes:
    """Reasons, each told once under a letter."""

    reasons: list[str] = field(default_factory=list)

    def letters(self, reasons: Iterable[str]) -> str:
        """Return the letters of some reasons."""
        for reason in reasons:
            if reason not in self.reasons:
                self.reasons.append(reason)
        letters = (chr(ord("a") + self.reasons.index(reason)) for reason in reasons)
        return ", ".join(letters)


def main() -> int:
    """Run the tests and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", str(ROOT / "tests" / "peers")]
        options = [f"--junitxml={report}", "-o", "junit_family=xunit1"]
        status = subprocess.run([*command, *options], cwd=ROOT, check=False).returncode
        if status:
            return status
        said = list(_properties(report))
    rows = [json.loads(value) for name, value in said if name == "row"]
    if not rows:
        print("EOReader has compared nothing", file=sys.stderr)
        return 1
    facts = {name: json.loads(value) for name, value in said if name == "facts"}
    PAGE.write_text(page(rows, facts["facts"]), encoding="utf-8")
    print(f"{len(rows)} comparisons, {PAGE}")
    return 0


def _properties(report: Path) -> Iterator[tuple[str, str]]:
    for each in ElementTree.parse(report).iter("property"):
        yield each.get("name"), each.get("value")


def page(rows: Sequence[dict[str, Any]], facts: dict[str, Any]) -> str:
    """Lay the comparison out."""
    notes = Notes()
    spectral = [row for row in rows if row["id"]]
    others = [row for row in rows if not row["id"]]
    tables = [
        ("Nodata taken out, the default", _of(spectral, "nodata", in_window=False)),
        ("`clean`: bad pixels too", _of(spectral, "clean", in_window=False)),
        ("With an area of interest", _of(spectral, "nodata", in_window=True)),
        ("Other bands", others),
    ]
    body = "".join(f"\n### {title}\n\n{_table(of, notes)}" for title, of in tables)
    lines = "".join(
        f"- {chr(ord('a') + number)}: {reason}.\n"
        for number, reason in enumerate(notes.reasons)
    )
    largest = max(row["largest"] for row in rows)
    attributes = "".join(
        f"| `{name}` | {value} |\n" for name, value in facts["attributes"].items()
    )
    return (
        INTRODUCTION.format(
            attributes=f"| attribute | both say |\n|---|---|\n{attributes}".rstrip(),
            baseline=facts["baseline"],
            pixels=facts["pixels"],
            version=facts["version"],
        )
        + REFLECTANCE.format(rounding=facts["rounding"], largest=f"{largest:.1g}")
        + body
        + NOTES
        + lines
        + ELSEWHERE
    )


def _of(
    rows: Iterable[dict[str, Any]], cleaning: str, *, in_window: bool
) -> list[dict[str, Any]]:
    return [
        row
        for row in rows
        if (row["cleaning"], row["in_window"]) == (cleaning, in_window)
    ]


def _table(rows: Sequence[dict[str, Any]], notes: Notes) -> str:
    """Lay out one line for each band, one column for each pixel size."""
    sizes = sorted({row["pixel_size"] for row in rows})
    bands = {row["band"]: row["id"] for row in rows}
    cells = {(row["band"], row["pixel_size"]): _cell(row, notes) for row in rows}
    head = "".join(f" {size} m |" for size in sizes)
    lines = [f"| band | id |{head}", f"|---|---|{'---:|' * len(sizes)}"]
    for band, number in bands.items():
        values = "".join(f" {cells.get((band, size), '-')} |" for size in sizes)
        lines.append(f"| {band} | {number or '-'} |{values}")
    return "\n".join(lines) + "\n"


def _cell(row: dict[str, Any], notes: Notes) -> str:
    if not row["differ"]:
        letters = notes.letters(row["aside"])
        return f"equal ({letters})" if letters else "equal"
    share = 100 * row["differ"] / row["pixels"]
    return f"{share:.2g} % ({notes.letters([*row['why'], *row['aside']])})"


if __name__ == "__main__":
    sys.exit(main())
