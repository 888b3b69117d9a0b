# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources with flipped bytes: an error, or no value there and a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasterio.errors import RasterioIOError
from rasters import make_raster, read_back

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.errors import InvalidRequest, SourceUnreadable
from exogenous.core.io.damage import is_of_system

if TYPE_CHECKING:
    from pathlib import Path

    from exogenous.core.pipeline import Result

TILE = 128
EDGE = 4 * TILE

FORMS = {
    "deflate": {"tiled": True, "compress": "deflate"},
    "zstd": {"tiled": True, "compress": "zstd"},
    "jp2": {"driver": "JP2OpenJPEG", "REVERSIBLE": "YES", "QUALITY": "100"},
}


@pytest.fixture
def values() -> Any:
    rows, cols = np.mgrid[0:EDGE, 0:EDGE]
    noise = np.random.default_rng(0).normal(0, 20, rows.shape)
    return (1000 + 500 * np.sin(cols / 40) + noise).astype("uint16")


def damaged(path: Path, values: Any, form: str) -> Path:
    """Write a raster, and spoil bytes in one or some of its tiles."""
    name = path / ("layer.jp2" if form == "jp2" else "layer.tif")
    size = {"blockxsize": TILE, "blockysize": TILE}
    make_raster(name, values, **size, **FORMS[form])
    raw = bytearray(name.read_bytes())
    if form == "jp2":
        del raw[len(raw) * 9 // 10 :]  # flipped bits are decoded to something
    else:
        with rasterio.open(name) as src:
            start = int(src.get_tag_item("BLOCK_OFFSET_3_2", "TIFF", bidx=1))
        raw[start : start + 300] = b"\xff" * 300
    name.write_bytes(raw)
    return name


def run(folder: Path, layer: Path, values: Any, **options: Any) -> Result:
    product = make_raster(folder / "p.tif", values)
    asked = Request(
        product=str(product),
        layers=parse_exo([{"name": "x", "path": str(layer), "resampler": "nearest"}]),
    )
    return stack(asked, str(folder / "out.tif"), OutputOptions(**options))


@pytest.mark.parametrize("form", FORMS)
def test_it_is_an_error_unless_the_user_says_otherwise(
    tmp_path: Path, values: Any, form: str
) -> None:
    layer = damaged(tmp_path, values, form)
    with pytest.raises(SourceUnreadable, match=r"'x'.*layer"):
        run(tmp_path, layer, values)
    assert not (tmp_path / "out.tif").exists()


@pytest.mark.parametrize("form", FORMS)
def test_it_is_nodata_where_the_user_says_so(
    tmp_path: Path, values: Any, form: str
) -> None:
    layer = damaged(tmp_path, values, form)
    result = run(tmp_path, layer, values, on_error="nodata")
    found = read_back(tmp_path / "out.tif").values[0]
    lost = np.isnan(found)
    assert 0 < lost.sum() < lost.size / 2
    np.testing.assert_array_equal(found[~lost], values[~lost])
    tiles = lost.reshape(4, TILE, 4, TILE)
    whole = tiles.all(axis=(1, 3))
    assert (tiles.any(axis=(1, 3)) == whole).all()  # whole tiles, and no others
    (warning,) = [text for text in result.warnings if "cannot be decoded" in text]
    assert f"nodata, {whole.sum()} in all" in warning
    assert layer.name in warning


@pytest.mark.rule(2, against="the run without an area")
def test_a_window_is_a_crop_of_it(tmp_path: Path, values: Any) -> None:
    from exogenous.core.request.aoi_parsing import from_text

    layer = damaged(tmp_path, values, "deflate")
    run(tmp_path, layer, values, on_error="nodata")
    whole = read_back(tmp_path / "out.tif").values[0]
    asked = Request(
        product=str(tmp_path / "p.tif"),
        layers=parse_exo([{"name": "x", "path": str(layer), "resampler": "nearest"}]),
        aoi=from_text("502000,504500,4995200,4997300"),
    )
    for threads in (1, 4):
        options = OutputOptions(on_error="nodata", threads=threads)
        stack(asked, str(tmp_path / "part.tif"), options)
        part = read_back(tmp_path / "part.tif").values[0]
        rows, cols = part.shape
        expected = whole[270 : 270 + rows, 200 : 200 + cols]
        np.testing.assert_array_equal(part, expected)


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="ON_ERROR"):
        OutputOptions(on_error="ignore")


@pytest.mark.parametrize(
    ("words", "is_system"),
    [
        ("Cannot allocate 1024 bytes", True),
        ("Out of memory allocating strip", True),
        ("ZIPDecode: Decoding error at scanline 0", False),
    ],
)
def test_what_the_system_lacks_is_no_damage(words: str, *, is_system: bool) -> None:
    assert is_of_system(RasterioIOError(words)) is is_system
