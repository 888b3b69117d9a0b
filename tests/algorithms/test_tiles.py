# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles of one layer, as QGIS's algorithms take them."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject, QgsRasterLayer

from exogenous.host.parameter_names import OVERLAPS


@pytest.fixture
def tiles(scene, tmp_path):
    """Cut the scene's radar into a tile of its upper rows and one of the rest."""
    folder = tmp_path / "radar"
    folder.mkdir()
    with rasterio.open(scene.radar) as src:
        values, profile = src.read(), src.profile
        names = src.descriptions
    middle = values.shape[1] // 2
    for number, rows in enumerate((slice(0, middle), slice(middle, None))):
        part = values[:, rows]
        place = profile["transform"] * rasterio.Affine.translation(0, number * middle)
        own = {**profile, "height": part.shape[1], "transform": place}
        with rasterio.open(folder / f"radar_{number}.tif", "w", **own) as dst:
            dst.write(part)
            for band, name in enumerate(names, 1):
                dst.set_band_description(band, name or "")
    return folder


def as_pattern(folder):
    return {"radar": {"path": f"{folder}/*.tif", "band": "VH"}}


def as_folder(folder):
    return [{"name": "radar", "path": str(folder), "band": "VH"}]


def as_list(folder):
    paths = sorted(map(str, folder.glob("*.tif")))
    return [{"name": "radar", "path": paths, "band": "VH"}]


def as_json(folder):
    return json.dumps(as_list(folder))


def as_text(folder):
    return f"{folder}/*.tif|name=radar|band=VH"


def as_list_in_text(folder):
    paths = json.dumps(sorted(map(str, folder.glob("*.tif"))))
    return [f"{paths}|name=radar|band=VH"]


def as_layers(folder):
    layers = [QgsRasterLayer(str(one), one.stem) for one in folder.glob("*.tif")]
    QgsProject.instance().addMapLayers(layers)
    return [{"name": "radar", "path": layers, "band": "VH"}]


@pytest.mark.parametrize(
    "form",
    [as_pattern, as_folder, as_list, as_json, as_text, as_list_in_text, as_layers],
)
def test_tiles_are_as_the_whole_in_every_form(run, scene, tiles, form, tmp_path):
    found = []
    whole = {"radar": {"path": scene.radar, "band": "VH"}}
    for number, table in enumerate((whole, form(tiles))):
        output = str(tmp_path / f"{number}.tif")
        run("stack", PRODUCT=scene.product, EXO=table, OUTPUT=output)
        with rasterio.open(output) as src:
            found.append(src.read())
    np.testing.assert_array_equal(*found)


def test_overlaps_are_the_cores():
    from exogenous.core.request import overlaps

    assert overlaps.OVERLAPS == OVERLAPS
