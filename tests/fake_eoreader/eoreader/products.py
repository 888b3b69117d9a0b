# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS

from .bands import CloudsBandNames, Dem, Mask, OtherMask, Spectral
from .exceptions import InvalidProductError, InvalidTypeError


class Values:
    """A raster in memory, as far as the bridge looks at one."""

    def __init__(self, pixels: Any, size: float) -> None:
        self.pixels, self.size = pixels, size
        self.ndim, self.shape, self.rio = pixels.ndim, pixels.shape, self

    def astype(self, dtype: Any) -> Values:
        return Values(self.pixels.astype(dtype), self.size)

    def write_nodata(self, nodata: float) -> Values:
        assert np.isnan(nodata)
        return self

    def to_raster(self, path: Path, **profile: Any) -> None:
        profile.pop("num_threads")
        with rasterio.open(
            path,
            "w",
            count=1,
            height=self.shape[-2],
            width=self.shape[-1],
            crs="EPSG:32632",
            transform=Affine(self.size, 0, 300_000, 0, -self.size, 6_700_000),
            **profile,
        ) as dst:
            dst.write(self.pixels)


class Product:
    constellation = SimpleNamespace(value="Toy-1")
    constellation_id = "T1"
    instrument = "TOY"
    product_type = SimpleNamespace(value="L0")
    sensor_type = SimpleNamespace(value="Optical")
    tile_name = None
    resolution = 10.0
    _has_cloud_cover = True

    def __init__(self, path: str, output_path: str) -> None:
        self.path = Path(path)
        self.said = json.loads((self.path / "toy.json").read_text())
        if "refuse" in self.said:
            raise InvalidProductError(self.said["refuse"])
        self.name = self.filename = self.path.name
        self.condensed_name = f"20200102_T1_{self.name}"
        self.pixel_size = self.said["pixel_size"]
        self.bands = {
            Spectral[name]: SimpleNamespace(id=str(number), name=f"B{number}")
            for number, name in enumerate(self.said["bands"], 1)
        }
        self.side_px = self.said["side_px"]
        Path(output_path, "kept by EOReader.tif").write_text("x")

    def get_existing_bands(self) -> list[Spectral]:
        return list(self.bands)

    def get_orbit_direction(self) -> Any:
        return SimpleNamespace(value="ASCENDING")

    def get_quicklook_path(self) -> str | None:
        return self.said.get("quicklook")

    def get_cloud_cover(self) -> float:
        return 12.5

    def get_datetime(self, *, as_datetime: bool) -> Any:
        return datetime(2020, 1, 2) if as_datetime else "20200102T000000"  # noqa: DTZ001

    def to_band(self, word: str) -> list[Any]:
        if word == "NDVI":
            return [word]
        for kind in (Spectral, CloudsBandNames, Dem, Mask):
            if word in kind.__members__:
                return [kind[word]]
        for band, mapped in self.bands.items():
            if word in (mapped.id, mapped.name, band.value):
                return [band]
        raise InvalidTypeError(word)

    def has_band(self, band: Any) -> bool:
        if isinstance(band, OtherMask):  # as EOReader's radar products do
            raise NotImplementedError
        return not isinstance(band, Spectral) or band in self.bands

    def default_transform(self) -> Any:
        transform = Affine(self.pixel_size, 0, 300_000, 0, -self.pixel_size, 6_700_000)
        return transform, self.side_px, self.side_px, CRS.from_epsg(32632)

    def get_band_paths(self, bands: list[Spectral]) -> dict[Spectral, Path]:
        paths = {band: self.path / f"{band.name}.tif" for band in bands}
        for path in paths.values():
            if not path.exists():
                raise InvalidProductError(f"Non existing {path.name}")
        return paths

    def load(
        self, bands: list[Any], *, clean_optical: str, pixel_size: Any = None
    ) -> dict[Any, Values]:
        return {
            band: self._one(band, pixel_size or self.pixel_size, clean_optical)
            for band in bands
        }

    def _one(self, band: Any, size: float, cleaning: str) -> Values:
        side = round(self.side_px * self.pixel_size / size)
        pixels = np.arange(side * side, dtype="f4").reshape(1, side, side)
        if band == "NDVI":
            pixels += 1000 * size
        elif isinstance(band, Spectral):
            _misbehave(band)
            pixels += self.said["bands"][band.name]
        if band is Spectral.DEEP:
            pixels = np.repeat(pixels, 3, axis=0)
        if cleaning != "raw":
            pixels[:, 0, 0] = np.nan
        return Values(pixels, size)


def _misbehave(band: Spectral) -> None:
    if band is Spectral.SLOW:
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]):
            time.sleep(600)
    elif band is Spectral.NOISY:
        sys.stdout.write('{"ok": "no reply"}\n')
        os.write(1, b"straight to the channel\n")
    elif band is Spectral.DEADLY:
        sys.stderr.write("some last words\n")
        sys.stderr.flush()
        os._exit(3)
    elif band is Spectral.BROKEN:
        raise KeyError("two\nlines")


class SarProduct(Product):
    pass


class S3Product(Product):
    pass


class VhrProduct(Product):
    pass


class CustomProduct(Product):
    pass
