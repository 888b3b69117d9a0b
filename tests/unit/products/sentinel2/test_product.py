# SPDX-License-Identifier: GPL-3.0-or-later
"""Units of Sentinel-2 bands, and real products as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.features
import shapely
from numpy.typing import NDArray
from safe_builder import SafeBuilder, counts

from exogenous.core.products import open_product

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]


NO_FOOTPRINTS = (
    "The product has no detector footprint masks; pixels with DN 0 alone are taken "
    "as nodata."
)


def test_quantities_of_l2a_have_their_units(tmp_path: Path, values: Read) -> None:
    dn = counts(20, first=0)
    classes = (dn % 12).astype("u1")
    builder = SafeBuilder(
        images={
            ("04", 20): dn,
            ("AOT", 20): dn,
            ("WVP", 20): dn,
            ("SCL", 20): classes,
            ("CLDPRB", 20): (dn % 101).astype("u1"),
        }
    )
    product = open_product(str(builder.write(tmp_path)))
    expected = np.where(dn == 0, np.nan, dn / 500).astype("f4")  # as the metadata say
    np.testing.assert_array_equal(values(product, "AOT"), expected)
    expected = np.where(dn == 0, np.nan, dn / 1000).astype("f4")
    np.testing.assert_array_equal(values(product, "WVP"), expected)
    expected = np.where(classes == 0, np.nan, classes).astype("f4")
    np.testing.assert_array_equal(values(product, "SCL"), expected)
    assert product.band("SCL").is_classes
    expected = np.where(classes == 0, np.nan, dn % 101).astype("f4")
    np.testing.assert_array_equal(values(product, "CLDPRB"), expected)


def test_the_real_partial_product_is_read_as_it_is(data: Path, values: Read) -> None:
    path = next((data / "s2_l2a_T29UNU_crop").glob("*.SAFE"))
    product = open_product(str(path))
    grid = product.pixels()
    assert (grid.rows, grid.cols, grid.crs.to_epsg()) == (600, 600, 32629)
    assert tuple(grid.transform)[:6] == (60, 0, 539580, 0, -60, 5892840)
    assert product.warnings == (NO_FOOTPRINTS,)
    files = {
        **{band.id: f"B{band.id}" for band in product.bands if band.radiometry},
        **{name: name for name in ("SCL", "AOT", "WVP")},
    }
    del files["08"]  # there is none of 60 m
    for band, file in files.items():
        with rasterio.open(next(path.rglob(f"*_{file}_60m.jp2"))) as src:
            dn = src.read(1)
        got = values(product, band, 60)
        np.testing.assert_array_equal(np.isnan(got), dn == 0)
        seen = dn > 0
        offset, by = (0, 1000) if band in ("AOT", "WVP") else (-1000, 10000)
        expected = (dn[seen].astype(np.float64) + offset) / by
        if band == "SCL":
            expected = dn[seen]
        np.testing.assert_array_equal(got[seen], expected.astype(np.float32))


def test_probabilities_of_the_real_partial_product(data: Path, values: Read) -> None:
    path = next((data / "s2_l2a_T29UNU_crop").glob("*.SAFE"))
    product = open_product(str(path))
    with rasterio.open(next(path.rglob("MSK_CLDPRB_60m.jp2"))) as src:
        percent = src.read(1)
    got = values(product, "CLDPRB", 60)
    seen = ~np.isnan(got)
    np.testing.assert_array_equal(got[seen], percent[seen])


def test_the_real_archive_is_read_in_place(data: Path, values: Read) -> None:
    path = next((data / "s2_l1c_zip").glob("*.zip"))
    product = open_product(str(path))
    assert (product.pixels().rows, product.pixels().cols) == (439, 439)
    assert product.pixels().pixel_size == pytest.approx((250.1139, 250.1139))
    assert product.warnings == ()
    inside = f"{path.stem}.SAFE/GRANULE/L1C_T56JMM_A015757_20180629T000241"
    name = f"/vsizip/{path}/{inside}/IMG_DATA/T56JMM_20180629T000241_B8A.jp2"
    with rasterio.open(name) as src:
        dn, transform = src.read(1), src.transform
    got = values(product, "8A")
    seen = ~np.isnan(got)
    np.testing.assert_array_equal(got[seen], (dn / 10000).astype("f4")[seen])
    detected = _inside_any_detector(f"/vsizip/{path}/{inside}", "8A", transform)
    assert (detected & (dn == 0)).any()
    np.testing.assert_array_equal(seen, detected & (dn != 0))


def _inside_any_detector(granule: str, band: str, transform: Any) -> NDArray[np.bool_]:
    """Ask OGR, not our reader, for the polygons; and each polygon by itself."""
    ogr = pytest.importorskip("osgeo.ogr", reason="OGR is the oracle")
    ogr.UseExceptions()
    source = ogr.Open(f"{granule}/QI_DATA/MSK_DETFOO_B{band}.gml")
    shapes = [
        shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
        for feature in source.GetLayer()
    ]
    assert len(shapes) == 4
    burnt = [
        rasterio.features.rasterize([shape], out_shape=(219, 219), transform=transform)
        for shape in shapes
    ]
    inside: NDArray[np.bool_] = np.any(burnt, axis=0)
    return inside
