# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
from pathlib import Path

from numpy.testing import assert_array_equal


def test_each_layer_is_a_file_on_the_products_grid(run, scene, read, tmp_path):
    names = ["Sentinel-1_2025/11_mosaic", "land cover"]
    rows = [
        {"name": names[0], "path": scene.radar, "resampler": "nearest"},
        {"name": names[1], "path": scene.cover, "resampler": "nearest"},
    ]
    folder = tmp_path / "new" / "folder"
    result = run(
        "collocate", PRODUCT=scene.product, EXO=rows, OUTPUT_FOLDER=str(folder)
    )
    outputs = result.outputs
    assert outputs["OUTPUT_FOLDER"] == str(folder)
    assert outputs["BAND_NAMES"] == json.dumps(names)
    assert (outputs["WIDTH"], outputs["HEIGHT"]) == (24, 16)
    radar, cover = (read(path) for path in outputs["OUTPUTS"])
    assert (radar.names, cover.names) == ((names[0],), (names[1],))
    assert_array_equal(radar.values[0], scene.nearest(scene.vv))
    assert_array_equal(cover.values[0], scene.nearest(scene.classes))
    assert (radar.profile["dtype"], cover.profile["dtype"]) == ("float32", "uint8")
    for raster in (radar, cover):
        transform = raster.profile["transform"]
        assert transform[:6] == (10, 0, 600_000, 0, -10, 6_650_000)
    assert sorted(Path(path).parent for path in outputs["OUTPUTS"]) == [folder] * 2


def test_folder_may_be_temporary(run, scene, read):
    result = run(
        "collocate",
        PRODUCT=scene.product,
        EXO=scene.radar,
        OUTPUT_FOLDER="TEMPORARY_OUTPUT",
    )
    assert Path(result.outputs["OUTPUT_FOLDER"]).is_dir()
    (path,) = result.outputs["OUTPUTS"]
    assert read(path).names == ("radar",)
