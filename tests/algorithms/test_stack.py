# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.testing import assert_allclose, assert_array_equal
from qgis.core import QgsExpression, QgsProperty, QgsRasterLayer
from rasters import make_raster
from safe_builder import SafeBuilder, counts


def test_bands_and_layers_share_the_products_grid(run, scene, read, tmp_path):
    result = run(
        "stack",
        PRODUCT=scene.product,
        BANDS="RED, GREEN",
        EXO={
            "Sentinel-1_2025/11_mosaic": {
                "path": scene.radar,
                "bandnumber": 2,
                "resampler": "nearest",
            },
            "land cover": {"path": scene.cover, "resampler": "mode"},
        },
        OUTPUT=str(tmp_path / "stack.tif"),
    )
    stack = read(str(tmp_path / "stack.tif"))
    names = ("RED", "GREEN", "Sentinel-1_2025/11_mosaic", "land cover")
    assert stack.names == names
    assert_array_equal(stack.values[0], scene.red)
    assert_array_equal(stack.values[1], scene.green)
    assert_array_equal(stack.values[2], scene.nearest(scene.vh))
    assert_array_equal(stack.values[3], scene.nearest(scene.classes))
    assert stack.profile["transform"][:6] == (10, 0, 600_000, 0, -10, 6_650_000)
    assert stack.profile["crs"].to_epsg() == 32632
    assert result.outputs["BAND_NAMES"] == json.dumps(names)
    assert (result.outputs["WIDTH"], result.outputs["HEIGHT"]) == (24, 16)


@pytest.mark.parametrize(
    "bands",
    ["RED,GREEN", " RED , GREEN ", ["RED", "GREEN"], '["RED", "GREEN"]', [2, 1]],
)
def test_bands_are_text_or_a_list(run, scene, read, tmp_path, bands):
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=scene.product, BANDS=bands, OUTPUT=out)
    assert read(out).names == ("RED", "GREEN")


def test_pixel_size_is_exact(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    result = run(
        "stack",
        PRODUCT=scene.product,
        EXO=f"{scene.radar}|name=VV|resampler=nearest",
        PIXEL_SIZE=30,
        OUTPUT=out,
    )
    assert read(out).profile["transform"].a == 30
    assert (result.outputs["WIDTH"], result.outputs["HEIGHT"]) == (8, 6)


def test_options_reach_the_file(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    run(
        "stack",
        PRODUCT=scene.product,
        BANDS="GREEN",
        DTYPE="int16",
        NODATA=-9999,
        CREATION_OPTIONS="COMPRESS=LZW|BLOCKXSIZE=256|BLOCKYSIZE=256",
        THREADS=1,
        OUTPUT=out,
    )
    profile = read(out).profile
    assert profile["dtype"] == "int16"
    assert profile["nodata"] == -9999
    assert profile["compress"] == "lzw"
    assert profile["blockxsize"] == 256


def test_format_may_be_cloud_optimised(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=scene.product, FORMAT="COG", OUTPUT=out)
    with rasterio.open(out) as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    assert_array_equal(read(out).values, np.stack([scene.green, scene.red]))


def test_band_resampler_is_used(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    values = {"PRODUCT": scene.product, "BANDS": "GREEN", "PIXEL_SIZE": 20}
    run("stack", **values, BAND_RESAMPLER="max", OUTPUT=out)
    blocks = scene.green.reshape(8, 2, 12, 2)
    assert_array_equal(read(out).values[0], blocks.max(axis=(1, 3)))
    run("stack", **values, OUTPUT=out)
    assert_array_equal(read(out).values[0], blocks.mean(axis=(1, 3)))


def test_overviews_are_used_unless_turned_off(run, read, tmp_path):
    grain = np.random.default_rng(1).integers(1_000, 2_000, (640, 640), "uint16")
    image = make_raster(
        tmp_path / "image.jp2",
        grain,
        driver="JP2OpenJPEG",
        QUALITY="100",
        REVERSIBLE="YES",
    )
    out = str(tmp_path / "stack.tif")
    values = {"PRODUCT": str(image), "PIXEL_SIZE": 80, "OUTPUT": out}
    means = grain.reshape(80, 8, 80, 8).mean(axis=(1, 3))
    run("stack", **values)
    off = read(out).values[0] - means
    assert 0 < np.abs(off).mean() < 30
    run("stack", **values, OVERVIEWS=False)
    assert_allclose(read(out).values[0], means, rtol=1e-6)


@pytest.mark.parametrize("form", ["list", "JSON", "lines", "layers", "mixed"])
def test_product_may_be_a_list_of_rasters(run, scene, read, tmp_path, project, form):
    layers = [
        QgsRasterLayer(path, name)
        for path, name in ((scene.product, "one"), (scene.cover, "two"))
    ]
    project.addMapLayers(layers)
    paths = [scene.product, scene.cover]
    product = {
        "list": paths,
        "JSON": json.dumps(paths),
        "lines": "\n".join(paths),
        "layers": layers,
        "mixed": [scene.product, "two"],
    }[form]
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=product, BANDS="land cover,RED", OUTPUT=out)
    assert read(out).names == ("land cover", "RED")
    assert_array_equal(read(out).values[1], scene.red)


@pytest.mark.parametrize(
    ("cleaning", "invalid"),
    [
        ({}, [0]),
        ({"CLEANING": "nodata"}, [0]),
        ({"CLEANING": "clean"}, [0, 30]),
        ({"CLEANING": "raw"}, []),
    ],
)
def test_cleaning_is_used(run, read, tmp_path, cleaning, invalid):
    seen, flags = np.ones((24, 24), "u1"), np.zeros((8, 24, 24), "u1")
    seen[0, 0], flags[7, 1, 6] = 0, 1
    safe = SafeBuilder(
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): seen, ("QUALIT", "04"): flags},
    ).write(tmp_path)
    out = str(tmp_path / "stack.tif")
    run("stack", PRODUCT=str(safe), BANDS="RED", **cleaning, OUTPUT=out)
    assert np.flatnonzero(np.isnan(read(out).values[0])).tolist() == invalid


def test_values_may_be_data_defined(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    run(
        "stack",
        PRODUCT=QgsProperty.fromExpression(QgsExpression.quotedString(scene.product)),
        BANDS=QgsProperty.fromExpression("'GRE' || 'EN'"),
        EXO=[{"name": "VV", "path": QgsProperty.fromValue(scene.radar)}],
        PIXEL_SIZE=QgsProperty.fromExpression("4 * 5"),
        OUTPUT=out,
    )
    assert read(out).names == ("GREEN", "VV")
    assert read(out).profile["transform"].a == 20


def test_null_of_an_expression_is_nothing(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    null = QgsProperty.fromExpression("NULL")
    names = ("BANDS", "EXO", "PIXEL_SIZE", "AOI", "NODATA", "CREATION_OPTIONS")
    values = dict.fromkeys(names, null)
    run("stack", PRODUCT=scene.product, OUTPUT=out, **values)
    assert read(out).names == ("GREEN", "RED")


def test_paths_may_be_path_objects(run, scene, read, tmp_path):
    out = str(tmp_path / "stack.tif")
    run(
        "stack",
        PRODUCT=Path(scene.product),
        EXO={"VV": {"path": Path(scene.radar), "resampler": "nearest"}},
        OUTPUT=out,
    )
    assert_array_equal(read(out).values[0], scene.nearest(scene.vv))


def test_result_may_be_temporary(run, scene, read):
    result = run("stack", PRODUCT=scene.product, OUTPUT="TEMPORARY_OUTPUT")
    assert_array_equal(
        read(result.outputs["OUTPUT"]).values, np.stack([scene.green, scene.red])
    )


def test_progress_ends_at_the_whole(run, scene, make_feedback, tmp_path):
    feedback = make_feedback()
    seen = []
    feedback.progressChanged.connect(seen.append)
    run("stack", feedback, PRODUCT=scene.product, OUTPUT=str(tmp_path / "stack.tif"))
    assert seen == sorted(seen)
    assert seen[-1] == 100


def test_warnings_reach_the_log(run, scene, tmp_path):
    result = run(
        "stack",
        PRODUCT=scene.product,
        EXO=f"{scene.radar}|name=third|band=3",
        OUTPUT=str(tmp_path / "stack.tif"),
    )
    (warning,) = result.feedback.warnings
    assert "third" in warning
    assert "has no band 3" in warning


def test_coverage_and_validity_are_more_bands(run, scene, read, tmp_path):
    run(
        "stack",
        PRODUCT=scene.product,
        EXO={"VH": {"path": scene.radar, "band": 2}},
        COVERAGE=True,
        VALIDITY=True,
        OUTPUT=str(tmp_path / "stack.tif"),
    )
    stack = read(str(tmp_path / "stack.tif"))
    assert stack.names == ("VH", "VH coverage", "validity")
    valid = ~np.isnan(stack.values[0])
    assert_array_equal(stack.values[2], valid.astype("float32"))
    assert 0 <= stack.values[1].min() <= stack.values[1].max() <= 1
    assert (stack.values[1][valid] > 0).all()
