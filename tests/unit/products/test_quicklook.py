# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that a product has of itself."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasterio.io import MemoryFile
from safe_builder import SafeBuilder, counts

from exogenous.core.products import open_product
from exogenous.core.products.describe import describe
from exogenous.core.products.page import to_html

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = {("04", 10): counts(10), ("04", 20): counts(20), ("SCL", 20): counts(20)}


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("packed", [False, True])
def test_the_picture_is_the_products_own_and_small(
    tmp_path: Path, *, packed: bool
) -> None:
    builder = SafeBuilder(images={**IMAGES, ("PVI", 10): picture(700)})
    path = builder.zip(tmp_path) if packed else builder.write(tmp_path)
    product = open_product(str(path))
    assert describe(product).quicklook == ""
    uri = describe(product, with_quicklook=True).quicklook
    assert uri in to_html(describe(product, with_quicklook=True))
    assert len(uri) < 40_000
    jpeg = base64.b64decode(uri.removeprefix("data:image/jpeg;base64,"))
    with MemoryFile(jpeg) as memory, memory.open() as src:
        assert (src.count, src.height, src.width) == (3, 343, 343)
        red, green, blue = src.read()
    assert abs(red.astype(int) - 200).max() < 4
    assert abs(green.astype(int) - 100).max() < 4
    assert blue[:, :20].mean() < 20
    assert blue[:, -20:].mean() > 230


def picture(size_px: int) -> Any:
    made = np.full((3, size_px, size_px), 200, dtype="u1")
    made[1] = 100
    made[2] = np.linspace(0, 255, size_px)
    return made


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    builder = SafeBuilder(images={**IMAGES, ("PVI", 10): picture(50)})
    safe = builder.write(tmp_path)
    next(safe.rglob("*_PVI.jp2")).write_bytes(b"no picture")
    description = describe(open_product(str(safe)), with_quicklook=True)
    assert description.quicklook == ""
    assert "There is no picture: quicklook: " in description.warnings[-1]
    assert "<img" not in to_html(description)
