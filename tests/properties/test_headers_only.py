# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening and describing take headers and metadata, and not one pixel."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import make_raster
from safe_builder import SafeBuilder, counts

from exogenous.core.io import opened
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.page import to_html
from exogenous.core.products.sentinel2.spectral import BANDS

if TYPE_CHECKING:
    from pathlib import Path

#: What of a dataset touches pixels.
PIXELS = {"read", "read_masks", "dataset_mask", "sample", "statistics", "stats"}

BAND_IDS = [band.id for band in BANDS if band.id != "10"]
EVERY_IMAGE = {
    **{
        (band, size): counts(60)
        for band in [*BAND_IDS, "SCL", "AOT", "WVP", "CLDPRB"]
        for size in (10, 20, 60)
    },
    ("PVI", 10): np.full((3, 20, 20), 100, dtype="u1"),
}
EVERY_MASK = {
    (kind, band): np.ones((layers, 4, 4), dtype="u1")
    for kind, layers in (("DETFOO", 1), ("QUALIT", 8))
    for band in BAND_IDS
}


@dataclass
class Seen:
    """What rasterio was asked for."""

    opened: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


def _watched(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Watch which rasters are opened, and of which a pixel is read.

    Datasets are compiled: each is handed out behind a stand-in.
    """
    seen = Seen()

    class Watched:
        def __init__(self, dataset: Any) -> None:
            self._dataset = dataset

        def __getattr__(self, name: str) -> Any:
            if name in PIXELS:
                seen.read.append(self._dataset.name)
            return getattr(self._dataset, name)

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            self._dataset.close()

    def watching(original: Any, path: Any, *args: Any, **kwargs: Any) -> Any:
        seen.opened.append(str(path))
        return Watched(original(path, *args, **kwargs))

    for place, name in ((rasterio, "open"), (opened, "DatasetReader")):
        monkeypatch.setattr(place, name, partial(watching, getattr(place, name)))
    return seen


def test_opening_and_describing_reads_one_image_header_and_no_pixel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = SafeBuilder(images=EVERY_IMAGE, masks=EVERY_MASK).write(tmp_path)
    seen = _watched(monkeypatch)
    product = open_product(str(safe))
    values = to_values(describe(product))
    to_html(describe(product))
    assert [path.rpartition("_B")[2] for path in seen.opened] == ["01_10m.jp2"]
    assert seen.read == []
    assert sum(len(band.files) for band in product.bands) == len(EVERY_IMAGE) - 1
    assert values["QUALITY_MASKS"] == (
        "DETFOO,ANC_LOST,ANC_DEG,MSI_LOST,MSI_DEG,QT_DEFECTIVE_PIXELS,"
        "QT_NODATA_PIXELS,QT_PARTIALLY_CORRECTED_PIXELS,QT_SATURATED_PIXELS"
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_picture_is_all_that_a_description_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    builder = SafeBuilder(images=EVERY_IMAGE, masks=EVERY_MASK)
    path = builder.zip(tmp_path) if packed else builder.write(tmp_path)
    seen = _watched(monkeypatch)
    assert describe(open_product(str(path)), with_quicklook=True).quicklook
    assert [name.rpartition("/")[2] for name in seen.read] == [
        "T32VLM_20251017T111101_PVI.jp2"
    ]
    assert len(seen.opened) == len({"B01_10m", "PVI"})


def test_opening_a_raster_reads_no_pixel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [make_raster(tmp_path / f"{name}.tif") for name in ("a_1", "a_2")]
    seen = _watched(monkeypatch)
    describe(open_product(paths[0]), with_quicklook=True)
    describe(open_product(paths), with_quicklook=True)
    assert seen.opened
    assert seen.read == []
    with rasterio.open(paths[0]) as src:
        src.read(1)
    assert seen.read == [str(paths[0])]  # it would have been seen
