# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of vector layers and files, as QGIS's users give them."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from exogenous.core.planning.inspect_row import inspect_row


@pytest.fixture
def plots(project, scene):
    """Return a memory layer with three squares on the product's upper row."""
    with rasterio.open(scene.product) as src:
        t, crs = src.transform, src.crs.to_string()
    layer = QgsVectorLayer(
        f"Polygon?crs={crs}&field=kind:string&field=size:int", "plots", "memory"
    )
    rows = [("wood", 1, 0, 2), ("lake", 2, 2, 3.5), (None, 3, 5, 6)]
    features = []
    for kind, size, start, end in rows:
        (x0, y0), (x1, y1) = t * (start, 0), t * (end, 1)
        feature = QgsFeature(layer.fields())
        feature.setAttributes([kind, size])
        feature.setGeometry(
            QgsGeometry.fromWkt(
                f"Polygon(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))"
            )
        )
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    project.addMapLayer(layer)
    return layer


def first_row(run, scene, exo):
    found = run("stack", PRODUCT=scene.product, EXO=exo, OUTPUT="TEMPORARY_OUTPUT")
    with rasterio.open(found.outputs["OUTPUT"]) as src:
        return np.nan_to_num(src.read(1)[0, :7], nan=-1).tolist()


SHARES = [1, 1, 1, 0.5, 0, 1, 0]


def test_a_memory_layer_in_every_form(run, scene, plots):
    for exo in (
        plots,
        "plots",
        plots.id(),
        {"plots": {"path": plots}},
        [{"name": "p", "path": plots}],
        json.dumps([{"name": "p", "path": "plots", "burn": "share"}]),
        "plots|name=p|burn=share",
        [{"name": "p", "burn": "share"}, plots],
    ):
        assert first_row(run, scene, exo) == SHARES


def test_attributes_and_expressions(run, scene, plots):
    row = {"path": plots, "burn": "size"}
    assert first_row(run, scene, {"p": row}) == [1, 1, 2, 2, -1, 3, -1]
    row["filter"] = "upper(kind) = 'LAKE' or size = max(1, 3)"
    assert first_row(run, scene, {"p": row}) == [-1, -1, 2, 2, -1, 3, -1]
    row = {"path": plots, "burn": "kind"}
    assert first_row(run, scene, {"p": row}) == [2, 2, 1, 1, -1, -1, -1]


def test_selected_features(run, scene, plots):
    plots.selectByExpression("size > 1")
    row = {"path": plots, "filter": "is_selected()"}
    assert first_row(run, scene, {"p": row}) == [0, 0, 1, 0.5, 0, 1, 0]
    row["filter"] = "is_selected() and kind is not null"
    assert first_row(run, scene, {"p": row}) == [0, 0, 1, 0.5, 0, 0, 0]
    selected = QgsProcessingFeatureSourceDefinition(plots.id(), True)
    assert first_row(run, scene, [selected]) == [0, 0, 1, 0.5, 0, 1, 0]
    assert first_row(run, scene, [plots]) == SHARES


def test_a_file_with_filter_selection_and_edits(run, scene, plots, project, tmp_path):
    path = str(tmp_path / "plots.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "fields"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        plots, path, project.transformContext(), options
    )
    layer = QgsVectorLayer(f"{path}|layername=fields", "file", "ogr")
    project.addMapLayer(layer)
    assert first_row(run, scene, layer) == SHARES
    layer.setSubsetString("size < 3")
    assert first_row(run, scene, layer) == [1, 1, 1, 0.5, 0, 0, 0]
    layer.selectByExpression("kind = 'wood'")
    row = {"path": layer, "filter": "is_selected()"}
    assert first_row(run, scene, {"p": row}) == [1, 1, 0, 0, 0, 0, 0]
    row = {"path": layer, "filter": "lower(kind) = 'lake' and size = max(1, 2)"}
    assert first_row(run, scene, {"p": row}) == [0, 0, 1, 0.5, 0, 0, 0]
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    assert first_row(run, scene, layer) == [0, 0, 1, 0.5, 0, 0, 0]
    layer.rollBack()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"filter": "size >"}, "'size >' is no filter for it.*kind, size"),
        ({"filter": "altitude > 1"}, "'altitude > 1' is no filter for it.*kind, size"),
        ({"burn": "altitude"}, "no attribute 'altitude'.*kind, size"),
        ({"resampler": "mode"}, "resampler is of rasters"),
    ],
)
def test_what_is_wrong_is_told(run, scene, plots, row, message):
    with pytest.raises(QgsProcessingException, match=message):
        first_row(run, scene, {"p": {"path": plots, **row}})


def test_curves_are_burnt(run, scene, plots, project):
    with rasterio.open(scene.product) as src:
        t, crs = src.transform, src.crs.to_string()
    layer = QgsVectorLayer(f"CurvePolygon?crs={crs}", "round", "memory")
    (x0, y0), (x1, _), (x2, _) = t * (2, 0.5), t * (4, 0.5), t * (3, 0)
    half = (x1 - x0) / 2
    feature = QgsFeature()
    feature.setGeometry(
        QgsGeometry.fromWkt(
            f"CurvePolygon(CircularString({x0} {y0},{x2} {y0 + half},{x1} {y0},"
            f"{x2} {y0 - half},{x0} {y0}))"
        )
    )
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    project.addMapLayer(layer)
    row = first_row(run, scene, layer)
    # Half of a circle's middle strip, of height 1 about the centre.
    strip = np.pi / 6 + np.sqrt(3) / 4
    assert row[2] + row[3] == pytest.approx(2 * strip, abs=2e-3)


def test_the_table_knows_features_and_their_fields(plots, scene):
    from exogenous.host.feature_snapshots import remember

    finding = inspect_row({"name": "p", "path": remember(plots)})
    assert finding.is_features
    assert finding.fields == ("kind", "size")
    wrong = inspect_row({"name": "p", "path": remember(plots), "burn": "altitude"})
    assert "no attribute 'altitude'" in wrong.problem
