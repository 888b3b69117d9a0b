# SPDX-License-Identifier: GPL-3.0-or-later
"""The requests that two revisions are compared on, and the rasters they need.

python -m scripts.compare.requests FILE
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rasterio

from ..root import ROOT
from .drawn import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHARED = ROOT.parent / "shared" / "data"
_RASTERS = {".tif", ".nc", ".img", ".grib", ".grib2", ".jp2", ".hdf", ".zip"}
_DRAWN = 200
_MOST_PX = 4_000_000


def main(file: Path) -> None:
    """Make the rasters and write the requests."""
    folder = file.parent
    requests = {
        **dict(_of_sample(folder / "sample")),
        **dict(_of_shared()),
        **dict(drawn(_DRAWN, folder / "drawn")),
    }
    file.write_text(json.dumps(requests), encoding="utf-8")


def _of_sample(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    script = str(ROOT / "demo" / "sample.py")
    subprocess.run([sys.executable, script, str(folder), "--size-km", "6"], check=True)
    (product,) = folder.glob("*.SAFE")
    layers = [str(path) for path in sorted(folder.glob("*.tif"))]
    for size in (None, 30.0, 100.0):
        for kernel in ("nearest", "bilinear", "average"):
            rows = [{"path": path, "resampler": kernel} for path in layers]
            request = {"bands": ["RED", "SWIR_1", "SCL"], "pixel_size": size}
            yield (
                f"sample {kernel} {size}",
                {
                    "kind": "stack",
                    "product": str(product),
                    "exo": rows,
                    "request": request,
                },
            )


def _of_shared() -> Iterator[tuple[str, dict[str, Any]]]:
    """Put every raster onto itself, coarser and turned into every format's row."""
    if not _SHARED.is_dir():
        print(f"compare: {_SHARED} is not there; its requests are left out")
        return
    paths = [p for p in sorted(_SHARED.rglob("*")) if p.suffix.lower() in _RASTERS]
    products = [p for p in sorted(_SHARED.rglob("*.SAFE")) if p.is_dir()]
    for path in [*products, *paths]:
        name = path.relative_to(_SHARED).as_posix()
        yield f"{name} alone", {"kind": "stack", "product": str(path)}
        factor = _factor(path)
        for kernel in ("nearest", "cubic", "average"):
            yield (
                f"{name} {kernel}",
                {
                    "kind": "collocate",
                    "product": str(path),
                    "exo": [{"name": "layer", "path": str(path), "resampler": kernel}],
                    "request": {"pixel_size": factor} if factor else {},
                },
            )


def _factor(path: Path) -> float | None:
    """Return two and a half times the pixel size of a raster of moderate size."""
    try:
        with rasterio.open(path) as src:
            is_small = src.count and src.width * src.height < _MOST_PX
            return 2.5 * abs(src.transform.a) if is_small else None
    except rasterio.errors.RasterioError:
        return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
