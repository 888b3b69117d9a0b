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

from .layers.aoi import write_aoi
from .layers.landscape_layers import write_dem, write_land_cover, write_mosaic
from .place import PRODUCT_NAME, Area
from .sentinel2.safe import write_safe
from .sentinel2.scene_product import scene_product

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
INVENTORY = "sample.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFiles:
    """Where the files of a sample are."""

    folder: Path

    @property
    def product(self) -> Path:
        """The Sentinel-2 product."""
        return self.folder / PRODUCT_NAME

    @property
    def mosaic(self) -> Path:
        """Backscatter in EPSG:32632."""
        return self.folder / "Sentinel-1_IW_mosaic_2025_M11_32VLM_0_0_VV.tif"

    @property
    def dem(self) -> Path:
        """Heights in EPSG:4326."""
        return self.folder / "dem.tif"

    @property
    def land_cover(self) -> Path:
        """Classes in EPSG:3035."""
        return self.folder / "land_cover.tif"

    @property
    def aoi(self) -> Path:
        """A polygon in EPSG:4326."""
        return self.folder / "aoi.shp"


def make_sample(
    folder: Path, size_m: int = 12_000, tell: Callable[[str], None] = lambda _: None
) -> SampleFiles:
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
    return SampleFiles(folder=folder)


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
    area, files = Area.of_product(size_m), SampleFiles(folder=folder)
    for what, write in (
        ("Sentinel-2 product", lambda: write_safe(scene_product(area), folder)),
        ("Sentinel-1 mosaic", lambda: write_mosaic(area, files.mosaic)),
        ("DEM", lambda: write_dem(area, files.dem)),
        ("land cover", lambda: write_land_cover(area, files.land_cover)),
        ("area of interest", lambda: write_aoi(area, files.aoi)),
    ):
        tell(f"making the {what} ...")
        write()


def _replace(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    source.replace(target)
