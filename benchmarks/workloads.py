# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the input of the benchmarks, once; what is there and complete is left alone.

    python benchmarks/workloads.py [SIDE ...]

A SIDE of 1 is a whole Sentinel-2 tile (10980 x 10980), with the seed's mosaic
(5004 x 5004), a DEM (4800 x 4800) and a land-cover map (14000 x 14000) over it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from typing import TYPE_CHECKING

from paths import HERE, ROOT  # first: it makes `sampledata` known

# isort: split
import pyogrio.raw
import rasterio
import shapely
from rasterio.warp import transform
from rasterio.windows import Window
from sizes import MOSAICS, TILES, TILES_A_SIDE, Size

from sampledata.layers import texture_layers
from sampledata.layers.aoi import write_aoi
from sampledata.place import COARSEST_PIXEL_M, UTM, Area
from sampledata.sentinel2.safe import write_safe
from sampledata.sentinel2.texture_product import texture_product

if TYPE_CHECKING:
    from collections.abc import Callable

_RECIPE = (
    HERE / "sizes.py",
    HERE / "workloads.py",
    *sorted((ROOT / "sampledata").rglob("*.py")),
)
_STAMP = "made-by.txt"
_EDGE_DEG = 0.001


def ensure(size: Size, *, months: bool = False) -> None:
    """Make what is missing of a size.

    Args:
        size: How large.
        months: Also the mosaics of the workload that counts layers.
    """
    _ensure_part(size, "main", _main_files(size))
    if months:
        _ensure_part(size, "months", _monthly_files(size))


def _main_files(size: Size) -> dict[str, Callable[[], None]]:
    area = size.area
    middle = Area(
        left=area.left,
        top=area.top,
        size_m=area.size_m // 2 // COARSEST_PIXEL_M * COARSEST_PIXEL_M,
    )
    return {
        "product": lambda: write_safe(texture_product(area), size.folder),
        "mosaic": lambda: texture_layers.write_mosaic(
            area, size.mosaic_px, size.files.mosaic
        ),
        "DEM": lambda: texture_layers.write_dem(area, size.dem_px, size.files.dem),
        "tiles of the DEM": lambda: _cut_dem(size),
        "land cover": lambda: texture_layers.write_land_cover(
            area, size.land_cover_px, size.files.land_cover
        ),
        "area of interest": lambda: _write_aoi(size, middle),
    }


def _cut_dem(size: Size) -> None:
    size.dem_tiles.mkdir(exist_ok=True)
    with rasterio.open(size.files.dem) as src:
        rows, cols = (-(-n // TILES_A_SIDE) for n in (src.height, src.width))
        for number in range(TILES):
            row, col = divmod(number, TILES_A_SIDE)
            window = Window(col * cols, row * rows, cols, rows).intersection(
                Window(0, 0, src.width, src.height)
            )
            own = {
                **src.profile,
                "width": window.width,
                "height": window.height,
                "transform": src.window_transform(window),
            }
            with rasterio.open(size.dem_tiles / f"{number:02}.tif", "w", **own) as dst:
                dst.write(src.read(window=window))


def _write_aoi(size: Size, area: Area) -> None:
    """Write the polygon, and its bounds for the peers that want numbers."""
    write_aoi(area, size.files.aoi)
    _, _, shapes, _ = pyogrio.raw.read(size.files.aoi)
    # Edges that are straight in degrees are not in metres.
    bent = shapely.segmentize(shapely.from_wkb(shapes), _EDGE_DEG)
    lons, lats = shapely.get_coordinates(bent).T
    xs, ys = transform("EPSG:4326", UTM, lons, lats)
    bounds = [min(xs), min(ys), max(xs), max(ys)]
    size.aoi_bounds.write_text(json.dumps(bounds), encoding="utf-8")


def _monthly_files(size: Size) -> dict[str, Callable[[], None]]:
    def make(number: int) -> Callable[[], None]:
        path = size.monthly_mosaic(number)
        return lambda: texture_layers.write_mosaic(
            size.area, size.mosaic_px, path, seed=100 * number
        )

    return {f"mosaic {n}": make(n) for n in range(1, MOSAICS + 1)}


def _ensure_part(size: Size, part: str, files: dict[str, Callable[[], None]]) -> None:
    """Make the files of a part unless a stamp says that this recipe made them."""
    stamp = size.folder / f"{part}-{_STAMP}"
    recipe = _recipe()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == recipe:
        return
    stamp.unlink(missing_ok=True)
    _clear(size, part)
    for name, make in files.items():
        start = time.monotonic()
        make()
        spent = time.monotonic() - start
        print(f"made the {name} of {size.product_px} px in {spent:.0f} s", flush=True)
    stamp.write_text(recipe, encoding="utf-8")


def _clear(size: Size, part: str) -> None:
    months = size.monthly_mosaic(1).parent
    if part == "main":
        shutil.rmtree(size.files.product, ignore_errors=True)
        size.folder.mkdir(parents=True, exist_ok=True)
    else:
        shutil.rmtree(months, ignore_errors=True)
        months.mkdir(parents=True)


def _recipe() -> str:
    digest = hashlib.sha256()
    for module in _RECIPE:
        digest.update(module.read_bytes())
    return digest.hexdigest()


def main() -> int:
    """Read the command line and make the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sides", nargs="*", type=float, default=[1.0], metavar="SIDE")
    parser.add_argument("--months", action="store_true", help="16 more mosaics")
    options = parser.parse_args()
    for side in options.sides:
        ensure(Size(side=side), months=options.months)
    return 0


if __name__ == "__main__":
    sys.exit(main())
