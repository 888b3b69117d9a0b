# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample is the same each time, whole, and made again only where it must be."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.warp import transform

from exogenous.core import open_product
from exogenous.sampledata.place import Area
from exogenous.sampledata.sample import INVENTORY, SampleFiles, make_sample

if TYPE_CHECKING:
    from pathlib import Path

SIZE_M = 2_400


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return make_sample(tmp_path_factory.mktemp("sample"), SIZE_M)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_bytes_come_out_each_time(sample: SampleFiles, tmp_path: Path) -> None:
    again = make_sample(tmp_path, SIZE_M)
    assert digests(again.folder) == digests(sample.folder)


def test_every_file_of_it_is_there_and_no_other(sample: SampleFiles) -> None:
    names = {path.name for path in sample.folder.iterdir()}
    aoi = {sample.aoi.with_suffix(f".{s}").name for s in ("shp", "shx", "dbf", "prj")}
    rasters = {p.name for p in (sample.mosaic, sample.dem, sample.land_cover)}
    expected = {sample.product.name, *rasters, *aoi, "aoi.cpg", INVENTORY}
    assert names == {*expected, f"{sample.land_cover.name}.aux.xml"}


def test_the_product_opens_with_what_its_metadata_say(sample: SampleFiles) -> None:
    product = open_product(str(sample.product))
    assert product.warnings == ()
    assert product.attributes["cloud_cover"] == 2.722754
    assert product.grid is not None
    assert product.grid.bounds == (328800, 6662820, 331200, 6665220)


def test_manifest_and_images_agree(sample: SampleFiles) -> None:
    text = (sample.product / "manifest.safe").read_text(encoding="utf-8")
    listed = re.findall(r'href="\./([^"]+)"', text)
    there = {
        path.relative_to(sample.product).as_posix()
        for path in sample.product.rglob("*")
        if path.is_file()
    }
    assert set(listed) == there - {"manifest.safe"}
    for name, kind, digest in re.findall(
        r'href="\./([^"]+)".*?checksumName="(SHA3-256)">(\w+)<', text, re.DOTALL
    ):
        content = (sample.product / name).read_bytes()
        assert kind == "SHA3-256"
        assert hashlib.sha3_256(content).hexdigest() == digest


def test_layers_cover_the_product(sample: SampleFiles) -> None:
    area = Area.of_product(SIZE_M)
    for path in (sample.mosaic, sample.dem, sample.land_cover):
        with rasterio.open(path) as src:
            xs, ys = zip(*area.corners, strict=True)
            for x, y in zip(*transform("EPSG:32632", src.crs, xs, ys), strict=True):
                assert src.bounds.left < x < src.bounds.right
                assert src.bounds.bottom < y < src.bounds.top


def test_all_see_the_same_landscape(sample: SampleFiles) -> None:
    """Where the map says water, the scene classification does, a pixel or two apart."""
    with rasterio.open(next(sample.product.rglob("*_SCL_20m.jp2"))) as src:
        scl, place = src.read(1), src.transform
    rows, cols = np.indices(scl.shape)
    x, y = place.c + place.a * (cols + 0.5), place.f + place.e * (rows + 0.5)
    with rasterio.open(sample.land_cover) as src:
        points = zip(
            *transform("EPSG:32632", src.crs, x.ravel(), y.ravel()), strict=True
        )
        classes = np.array([value[0] for value in src.sample(points)])
    water = classes.reshape(scl.shape) == 10
    assert 50 < water.sum() < water.size
    assert np.mean(scl[water] == 6) > 0.7
    assert np.mean(scl[~water] == 6) < 0.05


def test_the_area_of_interest_is_what_another_reader_reads(sample: SampleFiles) -> None:
    info, _, shapes, (names,) = pyogrio.raw.read(sample.aoi)
    (polygon,) = shapely.from_wkb(shapes)
    assert (info["crs"], info["encoding"]) == ("EPSG:4326", "UTF-8")
    assert list(names) == ["fjord head"]
    assert polygon.is_valid
    assert len(polygon.exterior.coords) == 9
    lon, lat = polygon.centroid.coords[0]
    assert (round(lon, 1), round(lat, 1)) == (5.9, 60.1)


def test_what_is_complete_is_left_alone(sample: SampleFiles) -> None:
    before = digests(sample.folder)
    made: list[str] = []
    make_sample(sample.folder, SIZE_M, made.append)
    assert made == []
    assert digests(sample.folder) == before


def test_what_is_missing_is_made_again(tmp_path: Path) -> None:
    files = make_sample(tmp_path, SIZE_M)
    before = digests(tmp_path)
    (tmp_path / "mine.txt").write_text("kept")
    next(files.product.rglob("*_B04_10m.jp2")).unlink()
    made: list[str] = []
    make_sample(tmp_path, SIZE_M, made.append)
    assert made[0] == "making the Sentinel-2 product ..."
    assert len(made) == 5
    after = digests(tmp_path)
    assert after.pop("mine.txt")
    assert after == before


@pytest.mark.parametrize(
    ("size_m", "said"),
    [
        (1_000, r"1000 m cannot hold whole pixels of 60 m"),
        (0, r"0 m cannot hold"),
        (-60, r"-60 m cannot hold"),
        (60_060, r"60060 m does not fit into tile T32VLM: at most 60 km"),
    ],
)
def test_a_size_that_cannot_be_is_refused_first(
    tmp_path: Path, size_m: int, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        make_sample(tmp_path, size_m)
    assert list(tmp_path.rglob("*.jp2")) == []
