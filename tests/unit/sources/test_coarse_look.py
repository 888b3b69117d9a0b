# SPDX-License-Identifier: GPL-3.0-or-later
"""What some pixels of a band say of their meaning, where no header does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from places import ROOT
from rasters import make_raster

from exogenous.core.errors import SourceUnreadable
from exogenous.core.sources.coarse_look import classes_seen
from exogenous.core.sources.source import Decoding, open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RNG = np.random.default_rng(7)


def patches(codes: list[int], size_px: int = 400, patch_px: int = 8) -> NDArray[Any]:
    drawn = RNG.choice(codes, (size_px // patch_px, size_px // patch_px))
    return drawn.repeat(patch_px, 0).repeat(patch_px, 1)


def hills(size_px: int = 400) -> NDArray[Any]:
    x, y = np.meshgrid(*(np.linspace(0, 6, size_px),) * 2)
    return np.sin(x) * np.cos(y / 2)


CLASSES = {
    "scene classes": patches(list(range(12))).astype(np.uint8),
    "codes far apart": patches([10, 20, 30, 40, 95, 100]).astype(np.uint8),
    "codes pixel by pixel": RNG.integers(0, 6, (60, 60)).astype(np.uint8),
    "classes in floats": patches([1, 2, 5]).astype(np.float32),
    "negative codes": patches([-1, 0, 3]).astype(np.int16),
    "two classes": patches([0, 1]).astype(np.uint8),
    "44 classes of Corine": patches([*range(1, 45)]).astype(np.int8),
    "stripes": (np.arange(400) // 40 * 7 % 10 * np.ones((400, 1))).astype(np.int32),
    "diagonal stripes": (np.indices((60, 60)).sum(0) // 5 % 12).astype(np.uint8),
    "three levels": (np.arange(300) // 100 * np.ones((300, 1))).astype(np.uint8),
    "codes of five digits": patches([11100, 24305, 99999]).astype(np.uint32),
    "a large raster": patches([1, 2, 3, 4, 7], 2048, 32).astype(np.uint8),
    "mostly one class": np.pad(patches([0, 9], 160), 1000).astype(np.uint8),
    "ids beyond any float": (np.arange(3600) + 2**53 + 1).reshape(60, 60),
}
#: Real layers without palette or names, one of them next to the others.
DATA = ROOT.parent / "shared" / "data"
REAL_CLASSES = ("**/PRODES_LANDSAT_AMZ_*.tif", "**/SENTINEL2_MSI_20LNR_*_class_v1.tif")
REAL_VALUES = ("**/*_AOT_10m.jp2", "**/*_AOT_20m.jp2", "**/*_WVP_60m.jp2")

VALUES = {
    "heights": (500 * hills()).astype(np.int16),
    "low hills": np.rint(20 * hills()).astype(np.int16),
    "heights in steps": (np.arange(400) // 40 * np.ones((400, 1))).astype(np.int16),
    "a plain of 0 to 6 m": np.rint(3 + 3 * hills()).astype(np.int16),
    "the same of 600 px": np.rint(3 + 3 * hills(600)).astype(np.float32),
    "in decimetres of ten": 10 * np.rint(3 + 3 * hills()).astype(np.int16),
    "thickness 88 to 90": np.rint(89 + hills()).astype(np.uint16),
    "a ramp of ten steps": np.tile(np.arange(1, 11, dtype=np.uint8), (10, 1)),
    "reflectances": RNG.normal(1200, 200, (300, 300)).astype(np.uint16),
    "a dark image": RNG.poisson(12, (300, 300)).astype(np.uint8),
    "fractions": hills().astype(np.float32),
    "quarters": (np.rint(4 * hills()) / 4).astype(np.float32),
    "one value": np.full((300, 300), 7, dtype=np.uint8),
    "a few pixels": np.arange(1, 21, dtype=np.uint8).reshape(4, 5),
}


def reason(path: Path, **decoding: Any) -> str:
    decoded = Decoding(**decoding)
    return classes_seen(open_source(str(path), 1, label="a", decoding=decoded))


@pytest.mark.parametrize("values", CLASSES.values(), ids=CLASSES.keys())
def test_classes_are_seen(tmp_path: Path, values: NDArray[Any]) -> None:
    assert reason(make_raster(tmp_path / "a.tif", values))


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES.keys())
def test_values_are_seen(tmp_path: Path, values: NDArray[Any]) -> None:
    assert reason(make_raster(tmp_path / "a.tif", values)) == ""


@pytest.mark.parametrize("pattern", [*REAL_CLASSES, *REAL_VALUES])
def test_real_layers_are_what_they_are(pattern: str) -> None:
    path = next(DATA.glob(pattern), None)
    if path is None:
        pytest.skip("no such layer here")
    assert bool(reason(path)) == (pattern in REAL_CLASSES)


def test_the_reason_counts_them(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", CLASSES["classes in floats"])
    assert reason(path) == "a look at it finds 3 whole numbers only"


def test_nodata_is_no_class(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", CLASSES["two classes"])
    assert reason(path)
    assert reason(path, nodata=0.0) == ""


def test_scaled_numbers_are_no_codes(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", CLASSES["scene classes"], scales=[0.1])
    assert reason(path) == ""


def test_numbers_with_a_unit_are_no_codes(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", CLASSES["scene classes"])
    with rasterio.open(path, "r+") as dst:
        dst.units = ("m",)
    assert reason(path) == ""


def test_damaged_pixels_are_named(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", compress="deflate")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(SourceUnreadable, match=r"a: .*cannot be read"):
        reason(path)
