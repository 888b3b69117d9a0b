# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters that QGIS opens and rasterio's GDAL does not: as files and as map layers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.testing import assert_allclose, assert_array_equal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsRasterLayer,
)

gdal = pytest.importorskip("osgeo.gdal", reason="QGIS's own GDAL makes the files")
gdal.UseExceptions()

#: By the driver that rasterio lacks: the extension of its files.
FORMATS = {"HDF4Image": "hdf", "FITS": "fits"}


@pytest.fixture(params=FORMATS)
def other(request, scene):
    """Return the radar's file in another format, and its first band."""
    if gdal.GetDriverByName(request.param) is None:
        pytest.skip(f"QGIS's GDAL has no {request.param} either")
    path = str(scene.folder / f"radar.{FORMATS[request.param]}")
    gdal.Translate(path, scene.radar, format=request.param, noData="none")
    with pytest.raises(rasterio.RasterioIOError):
        rasterio.open(path)
    return path


def by_gdal(path):
    return gdal.Open(path).ReadAsArray()


@pytest.mark.parametrize("resampler", ["nearest", "bilinear", "average"])
def test_file_is_read_as_its_geotiff_is(run, scene, read, tmp_path, other, resampler):
    results = []
    for name, path in (("own", scene.radar), ("other", other)):
        outputs = run(
            "collocate",
            PRODUCT=scene.product,
            # FITS keeps no such CRS, and the place to ten digits.
            EXO={"r": {"path": path, "resampler": resampler, "crs": "EPSG:32632"}},
            OUTPUT_FOLDER=str(tmp_path / name),
        ).outputs
        results.append(read(str(tmp_path / name / "r.tif")).values)
        assert outputs
    assert_allclose(*results, rtol=0, atol=1e-6)
    assert np.isfinite(results[0]).all()


def test_an_area_gives_a_crop_of_it(run, scene, read, tmp_path, other):
    row = {"name": "r", "path": other, "crs": "EPSG:32632"}
    values = {"PRODUCT": scene.product, "EXO": [row]}
    whole, part = str(tmp_path / "whole.tif"), str(tmp_path / "part.tif")
    run("stack", OUTPUT=whole, **values)
    aoi = "600051,600109,6649921,6649969 [EPSG:32632]"
    run("stack", OUTPUT=part, AOI=aoi, **values)
    assert_array_equal(read(part).values, read(whole).values[:, 3:8, 5:11])
    assert np.isfinite(read(part).values).all()


def test_layer_of_the_project_is_read(run, scene, read, tmp_path, project, other):
    layer = QgsRasterLayer(other, "foreign")
    assert layer.isValid()
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    project.addMapLayer(layer)
    for number, exo in enumerate(([layer], ["foreign"], [layer.id()])):
        out = str(tmp_path / f"{number}.tif")
        run("stack", PRODUCT=scene.product, EXO=exo, OUTPUT=out)
        assert np.isfinite(read(out).values).all()


def test_product_is_read(run, scene, read, tmp_path, project, other):
    layer = QgsRasterLayer(other, "foreign")
    project.addMapLayer(layer)
    with rasterio.open(scene.radar) as src:
        first = src.read(1)
    for number, product in enumerate((other, layer, "foreign")):
        out = str(tmp_path / f"{number}.tif")
        run("stack", PRODUCT=product, BANDS="1", OUTPUT=out)
        assert_array_equal(read(out).values[0], first)
        with rasterio.open(out) as dst:
            assert dst.tags(1)["source"] == other
    described = run("describe", PRODUCT=other).outputs
    assert described["WIDTH"] == first.shape[1]


def test_nothing_is_left_behind(run, scene, tmp_path, other, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    out = str(tmp_path / "a.tif")
    # QGIS's own layers leave statistics beside their files.
    (scene.folder / f"{Path(other).name}.aux.xml").unlink(missing_ok=True)
    before = sorted(scene.folder.iterdir())
    run("stack", PRODUCT=scene.product, EXO=[other], OUTPUT=out)
    assert sorted(scene.folder.iterdir()) == before
    assert not [path for path in folder.rglob("*") if path.suffix == ".tif"]


def test_layer_of_another_provider_is_read(run, scene, read, tmp_path, project):
    """What QGIS computes from rasters (virtual raster) stands for all providers."""
    radar = QgsRasterLayer(scene.radar, "radar")
    uri = (
        "?crs=EPSG:32632&extent=599960,6649880,600280,6650040&width=16&height=8"
        f'&formula="radar@1" * 2&radar:uri={scene.radar}&radar:provider=gdal'
    )
    layer = QgsRasterLayer(uri, "twice", "virtualraster")
    if not layer.isValid():
        pytest.skip("this QGIS has no virtual rasters")
    project.addMapLayers([radar, layer])
    out = str(tmp_path / "a.tif")
    row = {"name": "twice", "path": layer, "resampler": "nearest"}
    run("stack", PRODUCT=scene.product, EXO=[row], OUTPUT=out)
    # The layer has the first eight of the radar's rows, two of them above the product.
    expected = scene.nearest(np.pad(scene.vv[:8] * 2, ((0, 4), (0, 0))))[:12]
    assert_array_equal(read(out).values[0][:12], expected.astype("float32"))
    assert np.isnan(read(out).values[0][12:]).all()


def test_the_case_is_read_as_gdal_reads_it(run, cases, read, tmp_path):
    path, out = str(cases / "modis_like.hdf"), str(tmp_path / "a.tif")
    if gdal.GetDriverByName("HDF4Image") is None:
        pytest.skip("QGIS's GDAL has no HDF4 either")
    row = {"name": "m", "path": path, "resampler": "nearest"}
    run("collocate", PRODUCT=str(cases / "prod.tif"), EXO=[row], OUTPUT_FOLDER=out)
    with rasterio.open(f"{out}/m.tif") as dst:
        found, bounds = dst.read(1), dst.bounds
    src = gdal.Warp(
        "", path, format="MEM", outputBounds=tuple(bounds), xRes=dst.res[0],
        yRes=dst.res[1], resampleAlg="near", errorThreshold=0,
    )  # fmt: skip
    assert_array_equal(found, src.ReadAsArray())


def test_qgis_gives_the_files_numbers(plugin, scene, write_raster):
    """QGIS itself shows scaled values, and nodata as it is."""
    from exogenous.core.geometry.grid import Block
    from exogenous.host.qgis_raster import READER

    path = str(scene.folder / "packed.tif")
    numbers = np.arange(-8, 8, dtype="int16").reshape(4, 4) * 2000
    write_raster(path, [numbers], 10, nodata=-16000)
    with rasterio.open(path, "r+") as dst:
        dst.scales, dst.offsets = (0.01,), (-5.0,)
    raster = READER.open(path)
    assert raster.header.packings == ((0.01, -5.0),)
    assert raster.header.nodata == -16000
    whole = Block(row_off=0, col_off=0, rows=4, cols=4)
    assert_array_equal(raster.read(1, whole), numbers)


def test_qgis_names_the_rasters_in_a_container(plugin, scene, tmp_path, other):
    from exogenous.host.qgis_raster import READER

    path = str(tmp_path / "two.gpkg")
    for name in ("first", "second"):
        options = [f"RASTER_TABLE={name}", "APPEND_SUBDATASET=YES"]
        gdal.Translate(path, scene.cover, format="GPKG", creationOptions=options)
    assert READER.inside(path) == (f"GPKG:{path}:first", f"GPKG:{path}:second")
    assert READER.inside(other) == READER.inside("QGIS_RASTER:wcs:x") == ()
    assert READER.inside(str(tmp_path / "none.hdf")) == ()


def test_the_table_lists_its_bands(qgis_app, plugin, other):
    from exogenous.core.planning.inspect_row import inspect_row
    from exogenous.host import readiness

    assert readiness.packages_loaded() == (True, "")
    found = inspect_row({"name": "a", "path": other})
    assert found.problem == ""
    assert len(found.bands) == by_gdal(other).reshape(-1, 12, 16).shape[0]


def test_a_layer_of_pictures_says_what_to_do(run, scene, project, tmp_path):
    layer = QgsRasterLayer(
        "type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "tiles", "wms"
    )
    project.addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match=r"'tiles'.*(pixels|broken)"):
        run("stack", PRODUCT=scene.product, EXO=[layer], OUTPUT=str(tmp_path / "a.tif"))


def test_qgis_process_reads_it(qgis_process, scene, tmp_path, other):
    exo = json.dumps([{"name": "r", "path": other, "resampler": "nearest"}])
    done = qgis_process(
        "run", "exo:stack", "--", f"PRODUCT={scene.product}", f"EXO={exo}",
        f"OUTPUT={tmp_path / 'a.tif'}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.tif").is_file()
