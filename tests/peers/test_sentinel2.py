# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentinel-2 as EOReader reads it: names, attributes, reflectances, masks."""

from __future__ import annotations

import json
import warnings
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from eoreader_peer import ROOT, ask
from sentinel2_comparison import (
    BANDS,
    IN_WINDOW,
    MASKS,
    QUANTITIES,
    ROUNDING,
    SIZES,
    Comparison,
    ask_eoreader,
    without_b01_20m,
)

from exogenous.core import load
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.products import Cleaning, open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from sentinel2_comparison import Row

    Record = Callable[[str, object], None]

DATA = ROOT.parent / "shared" / "data"

pytestmark = pytest.mark.rule(11, against="EOReader 0.24.4")


@pytest.fixture(scope="module")
def comparison(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    product = next(sample.glob("*.SAFE"))
    window = sample / "aoi.shp"
    return Comparison(
        product=product,
        window=window,
        said=ask_eoreader(product, window),
        without_b01_20m=without_b01_20m(product, tmp_path_factory.mktemp("copy")),
    )


@pytest.fixture(scope="session")
def data() -> Path:
    if not DATA.is_dir():
        pytest.skip(f"the real data are not in {DATA}")
    return DATA


def ours(product: Path, *bands: str, **asked: Any) -> dict[str, NDArray[Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = load(product, list(bands), **asked)
    return {name: values.values[0] for name, values in dataset.items()}


def keep(row: Row, record_property: Record) -> None:
    """Put a comparison into the report."""
    record_property("compared", row.pixels)
    record_property("difference", row.largest)
    record_property("row", json.dumps(asdict(row)))


def test_attributes_are_equal(comparison: Comparison, record_property: Record) -> None:
    for name, load_of in (("raw", ["RED"]), ("mixed", ["RED", "SCL"])):
        theirs = dict(comparison.said.loads[name].attributes)
        mine = load(comparison.product, load_of).attrs
        del theirs["long_name"], mine["long_name"]
        assert mine == theirs
    product = open_product(str(comparison.product))
    facts = {
        "attributes": {k: v for k, v in mine.items() if k != "product_path"},
        "baseline": product.facts["processing_baseline"],
        "pixels": f"{product.pixels().cols} x {product.pixels().rows}",
        "rounding": ROUNDING,
        "version": f"EOReader {comparison.said.product['version']}",
    }
    record_property("facts", json.dumps(facts))


def test_the_description_is_equal(comparison: Comparison) -> None:
    theirs = comparison.said.product
    product = open_product(str(comparison.product))
    spectral = [band for band in product.bands if band.radiometry]
    assert {band.name: band.id for band in spectral} == theirs["mapping"]
    values = to_values(describe(product))
    assert values["SENSOR_TYPE"] == theirs["sensor_type"]
    assert values["TILE"] == theirs["tile_name"]
    assert values["ACQUISITION"] == theirs["datetime"]
    assert values["CRS"] == f"EPSG:{theirs['epsg']}"
    assert list(product.pixels().bounds) == theirs["bounds"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("cleaning", ["nodata", "clean"])
@pytest.mark.parametrize("band", BANDS)
def test_reflectances_agree(
    comparison: Comparison,
    record_property: Record,
    band: str,
    cleaning: str,
    size: int,
) -> None:
    row = comparison.row(band, size, cleaning=cleaning)
    keep(row, record_property)
    assert row.unexplained == 0
    is_native = size == min(BANDS[band][2])
    assert row.largest <= (0 if is_native else ROUNDING)
    if not row.why:
        assert row.differ == 0
    assert row.differ < row.pixels / 100


@pytest.mark.parametrize(("band", "size"), IN_WINDOW)
def test_reflectances_agree_in_a_window(
    comparison: Comparison, record_property: Record, band: str, size: int
) -> None:
    row = comparison.row(band, size, in_window=True)
    keep(row, record_property)
    assert row.unexplained == 0
    assert row.largest <= ROUNDING


@pytest.mark.parametrize(("name", "size"), [("window 100", 100), ("bent", 20)])
def test_eoreaders_pixels_are_bent_in_other_windows(
    comparison: Comparison, name: str, size: int
) -> None:
    width, _, _, _, height, _ = comparison.said.loads[name].transform
    assert (width, -height) != (size, size)


@pytest.mark.parametrize(
    ("band", "size"), [(band, size) for band in QUANTITIES for size in QUANTITIES[band]]
)
def test_quantities_agree(
    comparison: Comparison, record_property: Record, band: str, size: int
) -> None:
    row = comparison.quantity(band, size)
    keep(row, record_property)
    assert (row.unexplained, row.largest) == (0, 0)


@pytest.mark.parametrize(
    ("band", "size"),
    [("NIR", 60), ("BLUE", 100), ("RED", 100), ("NIR", 100), ("SWIR_1", 100)],
)
def test_overviews_change_means_by_hundredths(
    comparison: Comparison, band: str, size: int
) -> None:
    exact, quick = (
        ours(comparison.product, band, pixel_size=size, overviews=overviews)[band]
        for overviews in (False, True)
    )
    np.testing.assert_array_equal(np.isnan(exact), np.isnan(quick))
    difference = np.sqrt(np.nanmean((quick - exact) ** 2))
    assert 0 < difference < 0.025 * np.nanstd(exact)


@pytest.mark.parametrize("band", BANDS)
def test_raw_pixels_agree(comparison: Comparison, band: str) -> None:
    short, _, files = BANDS[band]
    is_other_file = band == "COASTAL_AEROSOL"
    product = comparison.without_b01_20m if is_other_file else comparison.product
    got = ours(product, band, pixel_size=10, cleaning="raw")[band]
    theirs = comparison.said.loads["raw"].arrays[short]
    rounding = 0 if min(files) == 10 else ROUNDING
    np.testing.assert_allclose(got, theirs, rtol=0, atol=rounding)


@pytest.mark.parametrize("mask", MASKS)
def test_masks_are_equal(comparison: Comparison, mask: str) -> None:
    ((name, theirs),) = comparison.said.loads[mask].arrays.items()
    got = ours(comparison.product, name, pixel_size=10)
    np.testing.assert_array_equal(got[name], theirs)


def native(path: Path, band: str, cleaning: str) -> NDArray[Any]:
    product = open_product(str(path), cleaning=Cleaning.of(cleaning))
    source = product.source(product.band(band), None)
    with DatasetPool() as pool:
        return read_values(source, source.grid.whole, pool)


def test_the_real_archive_is_equal_but_where_the_number_is_0(
    eoreader_python: str, data: Path
) -> None:
    path = next((data / "s2_l1c_zip").glob("*.zip"))
    masks = ("DETFOO", "TECQUA", "SATURA", "NODATA", "DEFECT")
    sizes, numbers = {}, {}
    product = open_product(str(path))
    for band in ("RED", "SWIR_1", "SWIR_CIRRUS"):
        with rasterio.open(product.band(band).files[0].path) as src:
            sizes[band], numbers[band] = list(src.res), src.read(1)
    loads = [
        {"name": f"{band} {cleaning}", "bands": [band], "pixel_size": size}
        | {"cleaning": cleaning}
        for band, size in sizes.items()
        for cleaning in ("nodata", "clean", "raw")
    ]
    loads.append(
        {
            "name": "masks",
            "bands": list(masks),
            "pixel_size": sizes["RED"],
            "associated_bands": {mask: ["RED"] for mask in masks},
        }
    )
    said = ask(path, loads)
    for asked in loads[:-1]:
        band, cleaning = str(asked["name"]).split(" ")
        (theirs,) = said.loads[f"{band} {cleaning}"].arrays.values()
        if cleaning != "raw":  # 0 is the metadata's NODATA, in the footprint as well
            assert not theirs[(numbers[band] == 0) & ~np.isnan(theirs)].any()
            theirs = np.where(numbers[band] == 0, np.nan, theirs)
        np.testing.assert_array_equal(native(path, band, cleaning), theirs)
    for name, theirs in said.loads["masks"].arrays.items():
        np.testing.assert_array_equal(native(path, name, "raw"), theirs)
    assert said.loads["RED nodata"].attributes.items() >= (
        product.attributes.items() - {("long_name", "RED")}
    )


def test_the_real_partial_product_is_equal(eoreader_python: str, data: Path) -> None:
    path = next((data / "s2_l2a_T29UNU_crop").glob("*.SAFE"))
    bands = [band for band in BANDS if band != "NIR"]  # it has no file of 60 m
    # Without footprints EOReader reads it raw alone.
    load_raw = {"name": "raw", "bands": [*bands, "WVP"], "pixel_size": 60}
    said = ask(path, [load_raw | {"cleaning": "raw"}])
    got = ours(path, *bands, "WVP", pixel_size=60, cleaning="raw")
    theirs = said.loads["raw"].arrays
    for band in bands:
        np.testing.assert_array_equal(got[band], theirs[BANDS[band][0]])
    np.testing.assert_array_equal(got["WVP"], theirs["WVP"])
