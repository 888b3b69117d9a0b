# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that can be seen to fail cannot be built."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from rasterio.enums import Resampling

from exogenous.core.errors import DuplicateName, InvalidLayer, InvalidRequest
from exogenous.core.request import aoi_parsing as area_file
from exogenous.core.request.exo_layer import ExoLayer
from exogenous.core.request.request import DTYPES, OutputOptions, Request

AREA = area_file.from_text("0,1,0,1")


class TestExoLayer:
    def test_has_the_defaults_of_the_seed(self) -> None:
        layer = ExoLayer(name="a", path="x.tif")
        assert (layer.band, layer.resampler, layer.resampler_name) == (1, None, "auto")
        assert layer.nodata is layer.crs is layer.scale is layer.offset is None

    @pytest.mark.parametrize("word", ["nearest", 0, "Resampling.nearest"])
    def test_keeps_a_resampler_as_a_member(self, word: Any) -> None:
        layer = ExoLayer(name="a", path="x.tif", resampler=word)
        assert layer.resampler is Resampling.nearest

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"name": " "}, "name is empty"),
            ({"path": ""}, "layer 'a': the path is empty"),
            ({"band": 0}, "layer 'a': band 0 cannot be"),
            ({"band": -3}, "band -3 cannot be"),
            ({"resampler": "soft"}, "resampler 'soft' is unknown"),
            ({"scale": 0.0}, "scale 0 cannot be"),
            ({"scale": math.nan}, "scale nan cannot be"),
            ({"offset": math.inf}, "offset inf cannot be"),
        ],
    )
    def test_that_reads_nothing_is_refused(
        self, wrong: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(InvalidLayer, match=words):
            ExoLayer(**{"name": "a", "path": "x.tif", **wrong})

    def test_cannot_be_changed(self) -> None:
        layer = ExoLayer(name="a", path="x.tif")
        with pytest.raises(dataclasses.FrozenInstanceError):
            layer.name = "b"  # type: ignore[misc]


class TestRequest:
    @pytest.mark.parametrize("product", ["", "  "])
    def test_needs_a_product(self, product: str) -> None:
        with pytest.raises(InvalidRequest, match=r"PRODUCT.*Choose a product"):
            Request(product=product)

    @pytest.mark.parametrize("size", [0, -10, 0.0, math.nan, math.inf, -math.inf])
    def test_needs_a_pixel_size_that_is_one(self, size: float) -> None:
        with pytest.raises(InvalidRequest, match=r"PIXEL_SIZE.*positive number"):
            Request(product="p.tif", pixel_size=size)

    def test_masks_an_area_only_where_there_is_one(self) -> None:
        with pytest.raises(InvalidRequest, match=r"MASK_AOI.*needs an area"):
            Request(product="p.tif", mask_aoi=True)
        assert Request(product="p.tif", mask_aoi=True, aoi=AREA).mask_aoi

    def test_refuses_layers_of_one_name(self) -> None:
        layers = (ExoLayer(name="a", path="x"), ExoLayer(name="a", path="y"))
        with pytest.raises(DuplicateName, match="'a' is used more than once"):
            Request(product="p.tif", layers=layers)


class TestOutputOptions:
    @pytest.mark.parametrize("dtype", DTYPES)
    def test_take_types_that_rasters_have(self, dtype: str) -> None:
        assert OutputOptions(dtype=dtype).dtype == dtype

    @pytest.mark.parametrize(
        "dtype", ["complex64", "bool", "float16", "byte", "", "f4"]
    )
    def test_refuse_other_types(self, dtype: str) -> None:
        with pytest.raises(InvalidRequest, match=r"DTYPE.*Use one of float32"):
            OutputOptions(dtype=dtype)

    @pytest.mark.parametrize("threads", [0, -1])
    def test_refuse_no_threads(self, threads: int) -> None:
        with pytest.raises(InvalidRequest, match="THREADS"):
            OutputOptions(threads=threads)

    @pytest.mark.parametrize("memory_bytes", [0, -1])
    def test_refuse_no_memory(self, memory_bytes: int) -> None:
        with pytest.raises(InvalidRequest, match="MEMORY"):
            OutputOptions(memory_bytes=memory_bytes)

    def test_refuse_other_formats(self) -> None:
        with pytest.raises(InvalidRequest, match=r"FORMAT.*Use GTiff or COG"):
            OutputOptions(format="PNG")

    @pytest.mark.parametrize("word", ["ZSTD", "zstd", "NONE", "LZW"])
    def test_take_compressions_in_any_case(self, word: str) -> None:
        assert OutputOptions(creation={"compress": word}).creation == {"compress": word}

    def test_refuse_compressions_that_do_not_exist(self) -> None:
        with pytest.raises(
            InvalidRequest, match=r"CREATION_OPTIONS: 'COMPRESS=ZIPP'.*DEFLATE"
        ):
            OutputOptions(creation={"Compress": "zipp"})
