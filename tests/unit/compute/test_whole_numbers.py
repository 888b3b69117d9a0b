# SPDX-License-Identifier: GPL-3.0-or-later
"""Integers beyond 2^53 come through as they are, or a sentence refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import LEFT, PIXEL, TOP, make_raster, placed, ramp, read_back

from exogenous.core import load
from exogenous.core.errors import LongInteger
from exogenous.core.pipeline import collocate, stack
from exogenous.core.request.aoi_parsing import from_text
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import OutputOptions, Request

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: By the type: the least, some neighbours and the greatest number.
LONG = {
    "int64": [-(2**63), -(2**53) - 1, -1, 0, 7, 2**53 + 1, 2**53 + 2, 2**63 - 1],
    "uint64": [0, 1, 2**53 + 1, 2**53 + 2, 2**63 + 1, 2**63 + 3, 2**64 - 1],
}


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(20, 24, "uint16"))


def ids(dtype: str, rows: int = 20, cols: int = 24) -> NDArray[Any]:
    numbers = np.array(LONG[dtype], dtype=dtype)
    return np.resize(numbers, (rows, cols))


def collocated(product: Path, path: Path, options: Any = None, **row: Any) -> Any:
    request = Request(
        product=str(product), layers=parse_exo([{"path": str(path), **row}])
    )
    folder = product.parent / "out"
    (written,) = collocate(request, str(folder), options).paths
    return read_back(written)


PLACES = {
    "on the product's pixels": ("EPSG:32630", placed()),
    "along its axes": ("EPSG:32630", placed(pixel=15, left=LEFT - 5, top=TOP + 5)),
    "turned": ("EPSG:32630", placed(pixel=16, left=LEFT - 40, top=TOP, degrees=10)),
    "in another CRS": (
        "EPSG:4326",
        placed(pixel=(0.0002, 0.0001), left=-3.0003, top=45.1535),
    ),
}


@pytest.mark.parametrize("dtype", LONG)
@pytest.mark.parametrize("place", PLACES)
def test_nearest_keeps_every_number(
    product: Path, tmp_path: Path, dtype: str, place: str
) -> None:
    crs, transform = PLACES[place]
    values = ids(dtype)
    path = make_raster(tmp_path / "ids.tif", values, crs=crs, transform=transform)
    order = make_raster(
        tmp_path / "order.tif",
        ramp(20, 24, "float64"),
        crs=crs,
        transform=transform,
    )
    found = collocated(product, path, resampler="nearest")
    which = collocated(product, order, resampler="nearest").band
    there = np.isfinite(which)
    assert there.mean() > 0.2
    assert found.dtype == dtype
    picked = values.ravel()[which[there].astype(int) - 1]
    assert (found.band[there] == picked).all()
    assert (found.band[~there] == int(found.nodata)).all()


def majority(product: Path, tmp_path: Path, place: str) -> tuple[Any, Any]:
    """Return classes of seven patches, and where each has most of a product's pixel."""
    crs, transform = PLACES[place]
    random = np.random.default_rng(4)
    classes = random.integers(0, 7, (10, 12)).repeat(2, axis=0).repeat(2, axis=1)
    classes[random.random(classes.shape) < 0.2] = 0
    path = make_raster(
        tmp_path / "classes.tif",
        classes.astype("uint8"),
        crs=crs,
        transform=transform,
        nodata_kind="declared",
        nodata=3,
    )
    return classes, collocated(product, path, resampler="mode")


@pytest.mark.parametrize("dtype", LONG)
@pytest.mark.parametrize("place", PLACES)
def test_mode_counts_every_number_for_itself(
    product: Path, tmp_path: Path, dtype: str, place: str
) -> None:
    crs, transform = PLACES[place]
    classes, expected = majority(product, tmp_path, place)
    numbers = np.array(LONG[dtype], dtype=dtype)
    path = make_raster(
        tmp_path / "ids.tif",
        numbers[classes],
        crs=crs,
        transform=transform,
        nodata_kind="declared",
        nodata=int(numbers[3]),
    )
    found = collocated(product, path, resampler="mode")
    there = expected.band != 3
    assert found.dtype == dtype
    assert there.mean() > 0.2
    assert (found.band[there] == numbers[expected.band[there]]).all()
    assert (found.band[~there] == int(found.nodata)).all()


def test_integer_stacks_keep_what_mode_counts(product: Path, tmp_path: Path) -> None:
    classes, expected = majority(product, tmp_path, "turned")
    numbers = np.array(LONG["uint64"], dtype="uint64")
    path = make_raster(
        tmp_path / "ids.tif",
        numbers[classes],
        transform=PLACES["turned"][1],
        nodata_kind="declared",
        nodata=int(numbers[3]),
    )
    request = Request(
        product=str(product), bands=("1",), layers=parse_exo(f"{path}|resampler=mode")
    )
    stack(request, str(tmp_path / "s.tif"), OutputOptions(dtype="uint64"))
    written, there = read_back(tmp_path / "s.tif").values, expected.band != 3
    assert (written[1][there] == numbers[expected.band[there]]).all()
    assert (written[0] == ramp(20, 24, "uint16")).all()


def test_auto_keeps_them_too(product: Path, tmp_path: Path) -> None:
    values = np.arange(480, dtype=np.int64).reshape(20, 24) + 2**53
    path = make_raster(tmp_path / "ids.tif", values)
    assert (collocated(product, path).band == values).all()


@pytest.mark.parametrize("dtype", LONG)
def test_integer_stacks_keep_them(product: Path, tmp_path: Path, dtype: str) -> None:
    values = ids(dtype)
    path = make_raster(tmp_path / "ids.tif", values)
    heights = make_raster(tmp_path / "dem.tif", ramp(20, 24) / 7)
    request = Request(
        product=str(product),
        bands=("1",),
        layers=parse_exo([f"{path}|resampler=nearest", str(heights)]),
        validity=True,
    )
    stack(request, str(tmp_path / "s.tif"), OutputOptions(dtype=dtype))
    written = read_back(tmp_path / "s.tif")
    assert (written.values[1] == values).all()
    assert (written.values[0] == ramp(20, 24, "uint16")).all()
    with rasterio.open(tmp_path / "s.tif") as src:
        packed = written.values[2] * src.scales[2] + src.offsets[2]
    assert np.allclose(packed, ramp(20, 24) / 7)
    assert (written.values[3] == 1).all()


@pytest.mark.parametrize("row", [{}, {"resampler": "mode"}, {"resampler": "bilinear"}])
def test_floats_are_refused_in_a_sentence(
    product: Path, tmp_path: Path, row: dict[str, str]
) -> None:
    path = make_raster(tmp_path / "ids.tif", ids("int64"), transform=placed(pixel=15))
    layers = parse_exo([{"path": str(path), "resampler": "nearest", **row}])
    request = Request(product=str(product), layers=layers)
    with pytest.raises(LongInteger) as caught:
        stack(request, str(tmp_path / "s.tif"))
    message = str(caught.value)
    assert message.startswith("layer 'ids': ")
    assert "ids.tif' holds -9007199254740993, and beyond 2^53" in message
    assert "nearest" in message
    assert not (tmp_path / "s.tif").exists()


def test_a_dataset_refuses_them(product: Path, tmp_path: Path) -> None:
    path = make_raster(tmp_path / "ids.tif", ids("uint64"))
    data = load(str(product), exo={"ids": str(path)})
    with pytest.raises(LongInteger):
        data["ids"].compute()


def test_long_numbers_that_floats_have_are_values(
    product: Path, tmp_path: Path
) -> None:
    values = np.full((20, 24), 2**60, dtype=np.int64)
    path = make_raster(tmp_path / "ids.tif", values)
    stack(
        Request(product=str(product), layers=parse_exo(str(path))),
        str(tmp_path / "s.tif"),
    )
    assert (read_back(tmp_path / "s.tif").values == 2.0**60).all()


def test_a_neighbour_of_the_nodata_value_is_valid(
    product: Path, tmp_path: Path
) -> None:
    values = ids("int64")
    path = make_raster(tmp_path / "ids.tif", values, nodata_kind="declared", nodata=0)
    with rasterio.open(path, "r+") as dst:
        dst.nodata = 2**53 + 2
    found = collocated(product, path, resampler="nearest")
    none = int(found.nodata)
    assert (found.band[values == 2**53 + 1] == 2**53 + 1).all()
    assert (found.band[values == 2**53 + 2] == none).all()
    row = collocated(product, path, resampler="nearest", nodata=2**53 + 1)
    assert (row.band[values == 2**53 + 1] == none).all()
    assert (row.band[values == 2**53 + 2] == 2**53 + 2).all()


def test_an_area_blanks_them(product: Path, tmp_path: Path) -> None:
    values = ids("int64")
    path = make_raster(tmp_path / "ids.tif", values)
    box = f"{LEFT},{LEFT + 5 * PIXEL},{TOP - 3 * PIXEL},{TOP} [EPSG:32630]"
    request = Request(
        product=str(product),
        layers=parse_exo(f"{path}|resampler=nearest"),
        aoi=from_text(box),
        mask_aoi=True,
    )
    (written,) = collocate(request, str(tmp_path / "out")).paths
    assert (read_back(written).band == values[:3, :5]).all()
