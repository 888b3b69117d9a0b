# SPDX-License-Identifier: GPL-3.0-or-later
"""A file has the grid, the names, the tags and the palette of what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from rasters import make_raster, placed, ramp, read_back

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack

if TYPE_CHECKING:
    from pathlib import Path


def request(product: Path, *layers: object, **more: Any) -> Request:
    return Request(product=str(product), layers=parse_exo(list(layers)), **more)


class TestWhatAFileSays:
    @pytest.mark.rule(1, against="the product's header")
    @pytest.mark.parametrize(
        "transform",
        [placed(), placed(south_up=True, rows=40), placed(degrees=20)],
        ids=["north-up", "south-up", "turned"],
    )
    def test_it_has_the_products_grid(self, tmp_path: Path, transform: Any) -> None:
        product = make_raster(tmp_path / "p.tif", ramp(40, 50), transform=transform)
        stack(Request(product=str(product)), str(tmp_path / "s.tif"))
        own, made = read_back(product), read_back(tmp_path / "s.tif")
        assert made.profile["transform"].almost_equals(transform, precision=1e-9)
        assert made.profile["crs"] == own.profile["crs"]
        assert made.values.shape == own.values.shape
        assert (made.values == own.values).all()

    @pytest.mark.rule(7, 10, against="the request")
    def test_names_and_tags(self, product: Path, tmp_path: Path) -> None:
        layer = make_raster(tmp_path / "a.tif", np.stack([ramp(40, 50)] * 2))
        name = "Sentinel-1_2025/11 température"
        layers = parse_exo(
            {name: {"path": str(layer), "band": 2, "resampler": "nearest"}}
        )
        asked = Request(product=str(product), bands=("1",), layers=layers)
        stack(asked, str(tmp_path / "s.tif"))
        written = read_back(tmp_path / "s.tif")
        assert written.descriptions == ("Band 1", name)
        assert written.tags["long_name"] == f"Band 1 {name}"
        assert written.tags["product_name"] == "product"
        tags = written.band_tags[1]
        assert tags["source"] == str(layer)
        assert (tags["source_band"], tags["resampler"]) == ("2", "nearest")
        assert tags["nodata"] == "nan"

    @pytest.mark.rule(7, against="the request")
    def test_names_of_any_text_are_unchanged(
        self, product: Path, tmp_path: Path
    ) -> None:
        names = [
            "a b",
            "a/b",
            "<&>\"'",
            "a\nb",
            "a\tb",
            "a=b",
            "a:b|c",
            "雪",
            "🛰",
            "é" * 999,
        ]
        layers = parse_exo({name: {"path": str(product)} for name in names})
        request = Request(product=str(product), layers=layers)
        stack(request, str(tmp_path / "s.tif"))
        assert read_back(tmp_path / "s.tif").descriptions == tuple(names)

    def test_palette_of_classes_is_kept(self, product: Path, tmp_path: Path) -> None:
        colours = {1: (10, 20, 30, 255), 2: (40, 50, 60, 255)}
        values = ramp(40, 50, "uint8") % 2 + 1
        layer = make_raster(tmp_path / "a.tif", values, colormap=colours)
        row = f"{layer}|resampler=nearest"
        collocate(request(product, row), str(tmp_path / "out"))
        with rasterio.open(tmp_path / "out" / "a.tif") as src:
            assert src.colormap(1)[2] == (40, 50, 60, 255)
            assert (src.read(1) == values).all()

    def test_creation_options_are_taken_in_any_case(
        self, product: Path, tmp_path: Path
    ) -> None:
        options = OutputOptions(creation={"compress": "zstd", "BlockXSize": "256"})
        stack(Request(product=str(product)), str(tmp_path / "s.tif"), options)
        profile = read_back(tmp_path / "s.tif").profile
        assert (profile["compress"], profile["blockxsize"]) == ("zstd", 256)
