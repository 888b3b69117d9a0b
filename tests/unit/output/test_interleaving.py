# SPDX-License-Identifier: GPL-3.0-or-later
"""Files whose tiles hold hundreds of bands have the values of those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import make_raster, placed, ramp, read_back

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.output import chunks as cutting
from exogenous.core.output import file_plan
from exogenous.core.output.result_files import stack_file
from exogenous.core.planning.build import make_plan

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = {"INTERLEAVE": "PIXEL"}


@pytest.fixture
def request_of_many(tmp_path: Path) -> Request:
    product = make_raster(tmp_path / "p.tif", ramp(90, 70, "uint16"))
    layers = []
    for number in range(5):
        path = tmp_path / f"layer{number}.tif"
        make_raster(path, ramp(60, 50) * (number + 1), transform=placed(pixel=17.0))
        layers.append({"name": f"l{number}", "path": str(path)})
    return Request(product=str(product), bands=("1",), layers=parse_exo(layers))


@pytest.fixture
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let six bands be too many for a tile of 512 pixels, and for one of 32."""
    monkeypatch.setattr(file_plan, "MOST_TILE_BYTES", 6 * 4 * 20**2)


@pytest.mark.parametrize("more", [{}, {"dtype": "int16"}, {"dtype": "float64"}])
@pytest.mark.parametrize("validity", [False, True])
@pytest.mark.usefixtures("small_tiles")
def test_values_are_those_of_bands_apart(
    request_of_many: Request, tmp_path: Path, more: dict[str, Any], *, validity: bool
) -> None:
    from dataclasses import replace

    asked = replace(request_of_many, validity=validity)
    stack(asked, str(tmp_path / "a.tif"), OutputOptions(**more))
    stack(asked, str(tmp_path / "b.tif"), OutputOptions(creation=PIXEL, **more))
    apart, together = read_back(tmp_path / "a.tif"), read_back(tmp_path / "b.tif")
    np.testing.assert_array_equal(apart.values, together.values)
    assert apart.descriptions == together.descriptions
    with rasterio.open(tmp_path / "b.tif") as src:
        assert src.interleaving.name == "pixel"
        assert src.block_shapes[0] == (16, 16)
        assert src.scales == rasterio.open(tmp_path / "a.tif").scales
    assert sorted(path.name for path in tmp_path.glob(".exo-*")) == []


@pytest.mark.usefixtures("small_tiles")
def test_cancelling_leaves_nothing(request_of_many: Request, tmp_path: Path) -> None:
    from exogenous.core.errors import Cancelled
    from exogenous.core.progress import SilentProgress

    class Late(SilentProgress):
        done = 0.0

        def fraction(self, done: float) -> None:
            self.done = done

        def is_cancelled(self) -> bool:
            return self.done >= 0.5

    out = tmp_path / "out"
    out.mkdir()
    options = OutputOptions(creation=PIXEL)
    with pytest.raises(Cancelled):
        stack(request_of_many, str(out / "b.tif"), options, Late())
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(("rows", "creation"), [(1300, PIXEL), (1300, {}), (40, {})])
def test_blocks_of_many_rows_are_small(
    tmp_path: Path, rows: int, creation: dict[str, str]
) -> None:
    product = make_raster(tmp_path / "p.tif", ramp(90, 70, "uint16"))
    layers = [{"name": f"l{number}", "path": str(product)} for number in range(rows)]
    asked = Request(product=str(product), layers=parse_exo(layers))
    file = stack_file(
        make_plan(asked), str(tmp_path / "a.tif"), OutputOptions(creation=creation)
    )
    edge = int(file.tiff_options["BLOCKXSIZE"])
    if creation:
        assert edge**2 * rows * 4 <= 32 * 1024**2
        assert file.is_interleaved_last
    else:
        work = cutting.chunks(file)
        most = max(len(chunk.bands) * chunk.block.pixels * 4 for chunk in work)
        assert most <= 32 * 1024**2
        done = {band for chunk in work for band in chunk.bands}
        assert done == set(range(rows))
