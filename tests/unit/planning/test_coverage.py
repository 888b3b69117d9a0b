# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of each pixel valid source pixels cover, and where all bands have values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from rasters import CRS, LEFT, TOP, make_raster

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
from exogenous.core.output.xarray_dataset import to_dataset
from exogenous.core.planning.build import make_plan
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

pytestmark = pytest.mark.rule(5, against="shares counted by hand")


@pytest.fixture
def product(tmp_path: Path) -> str:
    """4 x 4 pixels of 40 m."""
    values = np.ones((4, 4), dtype="float32")
    transform = Affine(40, 0, LEFT, 0, -40, TOP)
    return str(make_raster(tmp_path / "product.tif", values, transform=transform))


def bands(
    out: Path, product: str, exo: object, **asked: Any
) -> dict[str, NDArray[np.float32]]:
    request = Request(product=product, layers=parse_exo(exo), **asked)
    options = OutputOptions(dtype=asked.pop("dtype", None))
    stack(request, str(out), options)
    with rasterio.open(out) as dataset:
        return dict(zip(dataset.descriptions, dataset.read(), strict=True))


def test_coverage_is_the_share_of_valid_source_pixels(
    product: str, tmp_path: Path
) -> None:
    fine = np.ones((16, 16), dtype="float32")
    invalid = np.zeros((16, 16), dtype=bool)
    invalid[0, 0] = True  # one of sixteen in the first pixel
    invalid[4:8, 4:6] = True  # half of the second on the diagonal
    invalid[8:, 12:] = True  # all of the last two of the last column
    path = make_raster(
        tmp_path / "e.tif", fine, nodata_kind="declared", nodata=-9, invalid=invalid
    )
    found = bands(tmp_path / "out.tif", product, {"e": str(path)}, coverage=True)
    expected = np.ones((4, 4))
    expected[0, 0], expected[1, 1], expected[2:, 3] = 15 / 16, 1 / 2, 0
    assert list(found) == ["e", "e coverage"]
    assert np.allclose(found["e coverage"], expected, atol=1e-6)


@pytest.mark.parametrize("other_crs", [False, True])
def test_what_lies_off_the_source_is_not_covered(
    product: str, tmp_path: Path, *, other_crs: bool
) -> None:
    # 30 m pixels from 20 m right of the product's corner on: half of its first
    # column is off, and it ends 20 m into the fourth.
    values = np.ones((6, 4), dtype="float32")
    transform = Affine(30, 0, LEFT + 20, 0, -30, TOP)
    crs = CRS
    if other_crs:  # the same place with a false easting of its own
        crs = rasterio.crs.CRS.from_string(
            "+proj=utm +zone=30 +datum=WGS84 +units=m"
        ).to_wkt()
        crs = crs.replace('"false_easting",500000', '"false_easting",100000')
        transform = Affine(30, 0, LEFT - 400_000 + 20, 0, -30, TOP)
    path = make_raster(tmp_path / "e.tif", values, crs=crs, transform=transform)
    found = bands(tmp_path / "out.tif", product, {"e": str(path)}, coverage=True)
    expected = np.tile([0.5, 1, 1, 0.5], (4, 1))
    assert np.allclose(found["e coverage"], expected, atol=1e-4)


def test_coverage_of_a_coarse_source_is_a_share_of_the_target(
    product: str, tmp_path: Path
) -> None:
    invalid = np.array([[False, True], [False, False]])
    values = np.ones((2, 2), dtype="float32")
    transform = Affine(100, 0, LEFT, 0, -100, TOP)
    path = make_raster(
        tmp_path / "e.tif",
        values,
        transform=transform,
        nodata_kind="declared",
        nodata=-9,
        invalid=invalid,
    )
    found = bands(tmp_path / "out.tif", product, {"e": str(path)}, coverage=True)
    # The invalid quarter starts 100 m in, in the middle of the third pixel.
    column = np.array([1, 1, 0.5, 0])
    assert np.allclose(found["e coverage"][0], column, atol=1e-6)
    assert np.allclose(found["e coverage"][2], [1, 1, 0.75, 0.5], atol=1e-6)


def test_copied_missing_and_distant_layers(product: str, tmp_path: Path) -> None:
    far = Affine(10, 0, LEFT + 1e5, 0, -10, TOP)
    away = str(make_raster(tmp_path / "far.tif", transform=far))
    exo = {"own": product, "none": {"path": product, "band": 9}, "far": away}
    found = bands(tmp_path / "out.tif", product, exo, coverage=True)
    assert (found["own coverage"] == 1).all()
    assert (found["none coverage"] == 0).all()
    assert (found["far coverage"] == 0).all()


def test_validity_is_where_every_band_has_a_value(product: str, tmp_path: Path) -> None:
    invalid = np.zeros((4, 4), dtype=bool)
    invalid[1, 2] = True
    values = np.ones((4, 4), dtype="float32")
    transform = Affine(40, 0, LEFT, 0, -40, TOP)
    path = make_raster(
        tmp_path / "e.tif",
        values,
        transform=transform,
        nodata_kind="nan",
        invalid=invalid,
    )
    exo = {"a": str(path), "b": product}
    area = from_text(f"{LEFT},{LEFT + 160},{TOP - 80},{TOP} [{CRS}]")
    asked = {"validity": True, "aoi": area, "mask_aoi": True}
    for dtype in (None, "int16"):
        options = OutputOptions(dtype=dtype)
        request = Request(product=product, layers=parse_exo(exo), **asked)
        stack(request, str(tmp_path / "out.tif"), options)
        with rasterio.open(tmp_path / "out.tif") as dataset:
            validity = dataset.read(3) * dataset.scales[2] + dataset.offsets[2]
            assert dataset.descriptions == ("a", "b", "validity")
        assert np.allclose(validity, ~invalid[:2], atol=1e-4)
        lazy = to_dataset(make_plan(request))["validity"].to_numpy()[0]
        assert np.array_equal(lazy, ~invalid[:2])
    result = collocate(request, str(tmp_path / "each"))
    assert result.band_names == ("a", "b", "validity")
    with rasterio.open(result.paths[2]) as dataset:
        assert np.array_equal(dataset.read(1), ~invalid[:2])


@pytest.mark.parametrize("nodata", [0, 1])
def test_coverage_has_no_nodata_of_its_source(
    product: str, tmp_path: Path, nodata: float
) -> None:
    values = np.array([[2, 2, nodata, 2]] * 4, dtype="uint8")
    transform = Affine(40, 0, LEFT, 0, -40, TOP)
    path = make_raster(
        tmp_path / "e.tif",
        values,
        transform=transform,
        nodata_kind="declared",
        nodata=nodata,
        invalid=values == nodata,
    )
    request = Request(
        product=product, layers=parse_exo({"e": str(path)}), coverage=True
    )
    with rasterio.open(collocate(request, str(tmp_path / "out")).paths[1]) as dataset:
        assert np.isnan(dataset.nodata)
        assert np.array_equal(dataset.read(1), values != nodata)


def test_nothing_is_said_of_coverage_outside_the_area(
    product: str, tmp_path: Path
) -> None:
    far = Affine(10, 0, LEFT + 1e5, 0, -10, TOP)
    exo = {"own": product, "far": str(make_raster(tmp_path / "f.tif", transform=far))}
    area = from_text(f"{LEFT},{LEFT + 160},{TOP - 80},{TOP} [{CRS}]")
    triangle = replace(
        area, geometry=shapely.Polygon(area.geometry.exterior.coords[:3])
    )
    found = bands(
        tmp_path / "o.tif", product, exo, coverage=True, aoi=triangle, mask_aoi=True
    )
    outside = np.isnan(found["own coverage"])
    assert outside.any()
    assert np.array_equal(np.isnan(found["far coverage"]), outside)


def test_each_collocated_layer_has_a_file_of_its_coverage(
    product: str, tmp_path: Path
) -> None:
    request = Request(product=product, layers=parse_exo({"e": product}), coverage=True)
    result = collocate(request, str(tmp_path / "out"))
    assert result.band_names == ("e", "e coverage")
    with rasterio.open(result.paths[1]) as dataset:
        assert dataset.dtypes == ("float32",)
        assert (dataset.read() == 1).all()
