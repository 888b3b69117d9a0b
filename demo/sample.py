# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the sample: a Sentinel-2 product, the layers over it, an area of interest.

    python demo/sample.py [OUT_DIR] [--size-km N]

What is there and complete is left alone.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # where `sampledata` is

from sampledata.sample import INVENTORY, SampleFiles, make_sample

__all__ = ["FOLDER", "INVENTORY", "SampleFiles", "make_sample", "tell"]

FOLDER = Path(__file__).resolve().parent / "sample"


def tell(what: str) -> None:
    """Print what is being made."""
    print(f"  {what}", flush=True)


def main() -> int:
    """Read the command line and make the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--size-km", type=float, default=12.0, metavar="N")
    options = parser.parse_args()
    try:
        sample = make_sample(options.folder, round(options.size_km * 1000), tell)
    except ValueError as error:
        print(f"sample: {error}", file=sys.stderr)
        return 2
    for name in ("product", "mosaic", "dem", "land_cover", "aoi"):
        print(f"{name:>10}: {getattr(sample, name)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
