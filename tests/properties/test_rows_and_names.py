# SPDX-License-Identifier: GPL-3.0-or-later
"""One file in several rows, files of one name, names of any text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasters import make_raster, ramp, read_back
from real_data import COLOMBIA, IRELAND, layer, real

from exogenous.core import ExogenousWarning, Request, collocate, load, parse_exo, stack

if TYPE_CHECKING:
    from numpy.typing import NDArray


@pytest.mark.rule(7, 8, against="the pixels of each band")
def test_one_file_in_several_rows(product: Path, tmp_path: Path) -> None:
    bands = np.stack([ramp(40, 50), 10 * ramp(40, 50), -ramp(40, 50)])
    names = ["VV", "VH", "angle of view"]
    path = str(make_raster(tmp_path / "s1.tif", bands, descriptions=names))
    rows = [
        {"name": "first", "path": path, "band": 2, "resampler": "nearest"},
        {"name": "second", "path": path, "band": "angle of view", "resampler": "min"},
        {"name": "third", "path": path, "band": "VV", "resampler": "average"},
    ]
    found = load(str(product), exo=rows, pixel_size=20)

    def blocks(values: NDArray[Any]) -> NDArray[Any]:
        cut: NDArray[Any] = values.reshape(20, 2, 25, 2)
        return cut

    corners = blocks(bands[1])[:, 1, :, 1]
    assert np.isin(found["first"][0], bands[1]).all()
    assert np.abs(found["first"][0] - corners).max() <= 10 * 51
    np.testing.assert_array_equal(found["second"][0], blocks(bands[2]).min((1, 3)))
    np.testing.assert_allclose(found["third"][0], blocks(bands[0]).mean((1, 3)))
    with pytest.warns(ExogenousWarning, match=r"layer 'e'.*no band 'HH'.*2: VH"):
        load(str(product), exo={"e": {"path": path, "band": "HH"}})


@real
@pytest.mark.rule(7, 8, against="each file alone")
def test_two_files_of_one_name_in_two_folders(landsat: Path) -> None:
    exo = {place.name: str(place / "etopo5_dem.tif") for place in (COLOMBIA, IRELAND)}
    with pytest.warns(ExogenousWarning, match=rf"'{IRELAND.name}' does not overlap"):
        found = load(str(landsat), exo=exo)
    here = found[COLOMBIA.name].to_numpy()[0]
    np.testing.assert_array_equal(here, layer(landsat, COLOMBIA / "etopo5_dem.tif"))
    assert np.isfinite(here).all()
    assert np.isnan(found[IRELAND.name]).all()


@pytest.mark.rule(7, against="the request")
def test_names_of_any_text_travel_everywhere(product: Path, tmp_path: Path) -> None:
    names = [
        "a/b",
        "a_b",
        'Sentinel-1_2025/11 "mosaïc"',
        "l'été|x=1",
        "日本 & <b>",
        "A/B",
    ]
    folder = tmp_path / "été 'of' 2025"
    folder.mkdir()
    path = make_raster(folder / "my layer é.tif", ramp(40, 50))
    exo = parse_exo([{"name": name, "path": str(path)} for name in names])
    request = Request(product=str(product), layers=exo)
    stack(request, str(folder / "out put.tif"))
    assert read_back(folder / "out put.tif").descriptions == tuple(names)
    result = collocate(request, str(folder / "layers"))
    assert result.band_names == tuple(names)
    assert len({Path(written).name.casefold() for written in result.paths}) == 6
    for name, written in zip(names, result.paths, strict=True):
        assert Path(written).parent == folder / "layers"
        assert read_back(written).descriptions == (name,)
    assert list(load(str(product), exo=exo_rows(names, path))) == names


def exo_rows(names: list[str], path: Path) -> list[dict[str, str]]:
    return [{"name": name, "path": str(path)} for name in names]
