# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample: a Sentinel-2 product, the layers over it, an area of interest.

The landscape is invented, a fjord in western Norway with its mountains, farms and
village; all files show the same landscape. What is there and complete is left alone.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .layers import landscape_layers as layers
from .place import (
    AOI_NAME,
    DEM_NAME,
    LAND_COVER_NAME,
    MOSAIC_NAME,
    PRODUCT_NAME,
    Area,
)
from .sentinel2.safe import write_safe
from .sentinel2.scene_product import scene_product

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
INVENTORY = "sample.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Paths of the sample."""

    product: Path
    mosaic: Path
    dem: Path
    land_cover: Path
    aoi: Path


def make_sample(
    folder: Path, size_m: int = 12_000, tell: Callable[[str], None] = lambda _: None
) -> Sample:
    """Make what is missing or was made otherwise; return where everything is.

    Args:
        folder: Where to put it; other files in there are left alone.
        size_m: Side of the product; a multiple of 60 m.
        tell: Hears what is being made.

    Raises:
        ValueError: The size fits no whole pixels, or not the tile.
    """
    recipe = _recipe(size_m)
    if not _is_complete(folder, recipe):
        _make(folder, size_m, recipe, tell)
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
    for module in sorted(HERE.rglob("*.py")):
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


def _make(folder: Path, size_m: int, recipe: str, tell: Callable[[str], None]) -> None:
    """Make everything beside its place, then move it in; the inventory comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INVENTORY).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as name:
        making = Path(name)
        _fill(making, size_m, tell)
        sizes = _sizes(making)
        for item in sorted(making.iterdir()):
            _replace(item, folder / item.name)
    record = {"recipe": recipe, "sizes": sizes}
    text = json.dumps(record, indent=1)
    (folder / INVENTORY).write_text(text, encoding="utf-8")


def _fill(folder: Path, size_m: int, tell: Callable[[str], None]) -> None:
    area = Area.of_product(size_m)
    for what, write in (
        ("Sentinel-2 product", lambda: write_safe(scene_product(area), folder)),
        ("Sentinel-1 mosaic", lambda: layers.write_mosaic(area, folder)),
        ("DEM", lambda: layers.write_dem(area, folder)),
        ("land cover", lambda: layers.write_land_cover(area, folder)),
        ("area of interest", lambda: layers.write_aoi(area, folder)),
    ):
        tell(f"making the {what} ...")
        write()


def _replace(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    source.replace(target)
