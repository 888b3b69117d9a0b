# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the sample: a Sentinel-2 product, the layers over it, an area of interest.

    python demo/sample.py [OUT_DIR] [--size-km N]

Nothing is downloaded. The landscape is invented, a fjord in western Norway with its
mountains, farms and village; all files show the same one, and it is the same every
time. What is there and complete is left alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import layers
from place import (
    AOI_NAME,
    DEM_NAME,
    LAND_COVER_NAME,
    MOSAIC_NAME,
    PRODUCT_NAME,
    Area,
)
from safe import write_safe
from scene import look

HERE = Path(__file__).resolve().parent
INVENTORY = "sample.json"
NOT_RECIPE = ("jobs.py", "qgis_process.py", "render.py", "run.py")
"""The modules here that do not decide what the sample holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Paths of the sample."""

    product: Path
    mosaic: Path
    dem: Path
    land_cover: Path
    aoi: Path


def make_sample(folder: Path = HERE / "sample", size_m: int = 12_000) -> Sample:
    """Make what is missing or was made otherwise; return where everything is.

    Args:
        folder: Where to put it; other files in there are left alone.
        size_m: Side of the product; a multiple of 60 m.

    Raises:
        ValueError: The size fits no whole pixels, or not the tile.
    """
    recipe = _recipe(size_m)
    if not _is_complete(folder, recipe):
        _make(folder, size_m, recipe)
    return _paths(folder)


def _paths(folder: Path) -> Sample:
    return Sample(
        product=folder / PRODUCT_NAME,
        mosaic=folder / MOSAIC_NAME,
        dem=folder / DEM_NAME,
        land_cover=folder / LAND_COVER_NAME,
        aoi=folder / AOI_NAME,
    )


def _recipe(size_m: int) -> str:
    """Digest what the sample depends on: the modules that make it, and its size."""
    digest = hashlib.sha256(str(size_m).encode())
    for module in sorted(HERE.glob("*.py")):
        if module.name not in NOT_RECIPE:
            digest.update(module.read_bytes())
    return digest.hexdigest()


def _sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of each file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.stat().st_size for path in files}


def _is_complete(folder: Path, recipe: str) -> bool:
    inventory = folder / INVENTORY
    if not inventory.is_file():
        return False
    record = json.loads(inventory.read_text(encoding="utf-8"))
    if record["recipe"] != recipe:
        return False
    return record["sizes"].items() <= _sizes(folder).items()


def _make(folder: Path, size_m: int, recipe: str) -> None:
    """Make everything beside its place, then move it in; the inventory comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INVENTORY).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as name:
        making = Path(name)
        _fill(making, size_m)
        sizes = _sizes(making)
        for item in sorted(making.iterdir()):
            _replace(item, folder / item.name)
    record = {"recipe": recipe, "sizes": sizes}
    text = json.dumps(record, indent=1)
    (folder / INVENTORY).write_text(text, encoding="utf-8")


def _fill(folder: Path, size_m: int) -> None:
    area = Area.of_product(size_m)
    start = time.monotonic()
    for what, write in (
        ("Sentinel-2 product", lambda: write_safe(look(area), folder)),
        ("Sentinel-1 mosaic", lambda: layers.write_mosaic(area, folder)),
        ("DEM", lambda: layers.write_dem(area, folder)),
        ("land cover", lambda: layers.write_land_cover(area, folder)),
        ("area of interest", lambda: layers.write_aoi(area, folder)),
    ):
        print(f"  making the {what} ...", end="", flush=True)
        write()
        print(f" {time.monotonic() - start:.0f} s")


def _replace(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    source.replace(target)


def main() -> int:
    """Read the command line and make the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "sample")
    parser.add_argument("--size-km", type=float, default=12.0, metavar="N")
    options = parser.parse_args()
    try:
        sample = make_sample(options.folder, round(options.size_km * 1000))
    except ValueError as error:
        print(f"sample: {error}", file=sys.stderr)
        return 2
    for name in Sample.__dataclass_fields__:
        print(f"{name:>10}: {getattr(sample, name)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
