# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rasterio.env
from rasters import make_raster, ramp, read_back

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.environment import raster_environment
from exogenous.core.memory import (
    CACHE_BYTES,
    SMALL_CACHE_BYTES,
    blocks_that_fit,
    cache_bytes,
)
from exogenous.core.output import filling as filling_module
from exogenous.core.output import write as values_module

if TYPE_CHECKING:
    from pathlib import Path

MB = 1_000_000


@pytest.mark.parametrize("memory_bytes", [1, 80 * MB, 1000 * MB, 10**12])
def test_blocks_and_cache_stay_within_the_bound(memory_bytes: int) -> None:
    count = blocks_that_fit(memory_bytes, 1024**2, 20)
    assert count >= 1
    taken = cache_bytes(memory_bytes) + count * 1024**2 * 20
    assert count == 1 or taken <= memory_bytes
    assert cache_bytes(memory_bytes) <= CACHE_BYTES


def test_more_memory_is_more_blocks() -> None:
    counts = [blocks_that_fit(n * 100 * MB, 1024**2, 20) for n in range(1, 40)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_wider_pixels_are_fewer_blocks() -> None:
    assert blocks_that_fit(4000 * MB, 1024**2, 400) < blocks_that_fit(
        4000 * MB, 1024**2, 4
    )


def test_gdals_cache_follows() -> None:
    with raster_environment(100 * MB):
        assert rasterio.env.getenv()["GDAL_CACHEMAX"] == 25 * MB
    with raster_environment():
        assert rasterio.env.getenv()["GDAL_CACHEMAX"] == CACHE_BYTES


def test_a_run_obeys_and_writes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_raster(tmp_path / "product.tif", ramp(1500, 1500, "uint16"))
    layers = parse_exo({"a": {"path": product, "resampler": "cubic"}})
    request = Request(product=product, bands=("1",), layers=layers, pixel_size=7)
    asked: list[tuple[int | None, int]] = []
    run_blocks = filling_module.run_blocks

    def watched(*args: Any, **how: Any) -> None:
        caches = rasterio.env.getenv()["GDAL_CACHEMAX"]
        asked.append((how["at_once"], caches))
        run_blocks(*args, **how)

    monkeypatch.setattr(filling_module, "run_blocks", watched)
    written = []
    for memory_bytes in (None, 200 * MB):
        out = tmp_path / f"{memory_bytes}.tif"
        stack(request, str(out), OutputOptions(memory_bytes=memory_bytes, threads=4))
        written.append(read_back(out).values.tobytes())
    assert written[0] == written[1]
    assert asked == [(None, CACHE_BYTES), (5, 50 * MB)]  # blocks of 512 pixels


@pytest.mark.parametrize(
    ("options", "pixel_size", "most_bytes"),
    [
        ({"compress": "deflate", "tiled": True}, 100, SMALL_CACHE_BYTES),
        ({"compress": "deflate", "tiled": True}, 5, CACHE_BYTES),  # much to write
        ({"compress": "deflate", "tiled": False}, 100, CACHE_BYTES),  # strips to read
    ],
)
def test_gdals_cache_is_small_where_it_has_nothing_to_keep(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: dict[str, Any],
    pixel_size: float,
    most_bytes: int,
) -> None:
    values = ramp(1500, 1500, "uint16")
    product = make_raster(tmp_path / "product.tif", values, **options)
    seen: set[int] = set()
    read_inside = values_module.read_inside

    def watched(*args: Any) -> Any:
        seen.add(rasterio.env.getenv()["GDAL_CACHEMAX"])
        return read_inside(*args)

    monkeypatch.setattr(values_module, "read_inside", watched)
    request = Request(product=product, bands=("1",), pixel_size=pixel_size)
    stack(request, str(tmp_path / "out.tif"), OutputOptions())
    assert seen == {most_bytes}
