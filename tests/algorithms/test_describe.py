# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"


def test_plain_raster_is_described_as_values(run, scene):
    outputs = run("describe", PRODUCT=scene.product).outputs
    assert outputs["NAME"] == "scene"
    assert outputs["BANDS"] == "GREEN,RED"
    assert outputs["CRS"] == "EPSG:32632"
    assert (outputs["WIDTH"], outputs["HEIGHT"]) == (24, 16)
    assert outputs["PIXEL_SIZE"] == 10
    assert outputs["EXTENT"] == "600000,600240,6649840,6650000 [EPSG:32632]"
    assert "OUTPUT_HTML" not in outputs


def test_page_is_written_where_asked(run, scene, tmp_path):
    page = tmp_path / "page.html"
    result = run("describe", PRODUCT=scene.product, OUTPUT_HTML=str(page))
    assert result.outputs["OUTPUT_HTML"] == str(page)
    assert "GREEN" in page.read_text(encoding="utf-8")


def test_page_that_cannot_be_written_is_an_error(run, scene, tmp_path):
    page = tmp_path / "no folder" / "page.html"
    with pytest.raises(QgsProcessingException, match=r"page\.html.* cannot be written"):
        run("describe", PRODUCT=scene.product, OUTPUT_HTML=str(page))


def test_all_values_are_declared(run, plugin, qgis_app):
    folder = DATA / "s2_l2a_T29UNU_crop"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    (safe,) = folder.glob("*.SAFE")
    result = run("describe", PRODUCT=str(safe))
    algorithm = qgis_app.processingRegistry().algorithmById("exo:describe")
    declared = {output.name() for output in algorithm.outputDefinitions()}
    assert set(result.outputs) == declared - {"OUTPUT_HTML"}
    assert result.outputs["TILE"] == "T29UNU"
    assert len(result.feedback.warnings) == 1
    assert "CONSTELLATION: Sentinel-2" in result.feedback.infos


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_product_that_does_not_answer_is_named(run, tmp_path):
    pipe = tmp_path / "pipe.tif"
    os.mkfifo(pipe)
    try:
        with pytest.raises(
            QgsProcessingException, match=r"pipe\.tif.*has not answered"
        ):
            run("describe", PRODUCT=str(pipe), PATIENCE=0.3)
    finally:
        os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))  # lets whoever waits go
