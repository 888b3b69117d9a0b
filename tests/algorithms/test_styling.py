# SPDX-License-Identifier: GPL-3.0-or-later
"""How results look in the project, and beside the file."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    QgsColorRampShader,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from exogenous.host.styles.band_origin import BandOrigin
from exogenous.host.styles.styling import composite
from exogenous.tests.algorithms.opened_results import (
    add_in,
    classes,
    group_of,
    opened,
    product,
    to_project,
)

__all__ = ["add_in", "classes", "opened", "product"]


def stretch(renderer):
    enhancement = renderer.contrastEnhancement()
    return enhancement.minimumValue(), enhancement.maximumValue()


def test_stack_of_three_bands_is_a_composite(opened, product, scene, project, tmp_path):
    layers = opened(
        "stack",
        PRODUCT=product,
        BANDS="BLUE, RED, NIR, GREEN",
        EXO=scene.radar,
        OUTPUT=to_project(tmp_path / "out.tif"),
    )
    (stack,) = layers.values()
    renderer = stack.renderer()
    assert renderer.type() == "multibandcolor"
    assert renderer.usesBands() == [2, 4, 1]
    assert group_of(project, stack) == "five"
    red = renderer.redContrastEnhancement()
    # The bulk of the band, not its two extreme pixels.
    assert 200 <= red.minimumValue() <= 220
    assert 560 <= red.maximumValue() <= 583


def test_stack_of_few_bands_is_grey_and_stretched(opened, product, scene, tmp_path):
    layers = opened(
        "stack",
        PRODUCT=product,
        BANDS="RED",
        EXO=f"{scene.radar}|name=VV\n{scene.cover}|name=cover",
        OUTPUT=to_project(tmp_path / "out.tif"),
    )
    (stack,) = layers.values()
    assert stack.renderer().type() == "singlebandgray"
    low, high = stretch(stack.renderer())
    assert 200 <= low <= 220
    assert 560 <= high <= 583


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["BLUE", "GREEN", "RED"], (3, 2, 1)),
        (["NIR", "RED", "GREEN"], (1, 2, 3)),
        (["SWIR_1", "NIR", "RED"], (1, 2, 3)),
        (["a", "b", "c", "d"], (1, 2, 3)),
        (["RED", "GREEN"], None),
        ([], None),
    ],
)
def test_composite_is_of_natural_colours_where_it_can_be(names, expected):
    bands = [BandOrigin(name=name, is_product_band=True) for name in names]
    assert composite([*bands, BandOrigin(name="BLUE")]) == expected


def test_collocated_layers_are_grouped_in_their_order(
    opened, product, scene, project, tmp_path
):
    rows = dict.fromkeys(("zebra", "apple", "mango"), scene.radar)
    layers = opened(
        "collocate",
        PRODUCT=product,
        EXO=[{"name": name, "path": path} for name, path in rows.items()],
        OUTPUT_FOLDER=str(tmp_path / "out"),
    )
    assert set(layers) == set(rows)
    group = project.layerTreeRoot().findGroup("five")
    assert [node.name() for node in group.children()] == list(rows)
    again = opened(
        "collocate",
        PRODUCT=product,
        EXO=[{"name": "more", "path": scene.radar}],
        OUTPUT_FOLDER=str(tmp_path / "more"),
    )
    assert group_of(project, again["more"]) == "five"
    assert len(project.layerTreeRoot().findGroups()) == 1


def test_layers_that_qgis_adds_inside_the_group_stay_in_it(
    opened, product, scene, project, add_in, tmp_path
):
    group = project.layerTreeRoot().addGroup("five")
    add_in(group)
    for names in ("ab", "cd"):
        rows = [{"name": name, "path": scene.radar} for name in names]
        out = str(tmp_path / names)
        opened("collocate", PRODUCT=product, EXO=rows, OUTPUT_FOLDER=out)
    assert len(project.layerTreeRoot().findGroups(True)) == 1
    assert [node.name() for node in group.children()] == ["c", "d", "a", "b"]
    assert len(project.mapLayers()) == 4


def test_classes_keep_colours_and_names(opened, product, classes, tmp_path):
    layers = opened(
        "collocate",
        PRODUCT=product,
        EXO=f"{classes}|name=cover|resampler=nearest",
        OUTPUT_FOLDER=str(tmp_path / "out"),
    )
    renderer = layers["cover"].renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    shown = {one.value: (one.label, one.color.red()) for one in renderer.classes()}
    assert shown[2] == ("wood", 20)
    assert shown[7] == ("bog", 70)
    assert 0 not in shown


def test_shares_are_drawn_from_0_to_1(opened, product, scene, classes, tmp_path):
    """Not in the colours of the classes whose coverage they are, and never black."""
    layers = opened(
        "collocate",
        PRODUCT=product,
        EXO=[{"name": "cover", "path": classes, "resampler": "mode"}, scene.radar],
        COVERAGE=True,
        VALIDITY=True,
        OUTPUT_FOLDER=str(tmp_path / "out"),
    )
    shares = [name for name in layers if name.endswith(("coverage", "validity"))]
    assert {"cover coverage", "radar coverage"} <= set(shares)
    for name in shares:
        assert layers[name].renderer().type() == "singlebandgray"
        assert stretch(layers[name].renderer()) == (0, 1)
        picture = layers[name].previewAsImage(QSize(24, 16))
        assert picture.pixelColor(12, 8).lightness() == 255
    assert layers["cover"].renderer().type() == "paletted"


def test_shares_of_classes_are_drawn_from_0_to_1(opened, product, classes, tmp_path):
    """However small the largest is, and not in the colour of the class."""
    layers = opened(
        "stack",
        PRODUCT=product,
        EXO=[{"name": "cover", "path": classes, "fractions": "2, 7"}],
        OUTPUT=to_project(tmp_path / "shares.tif"),
    )
    (layer,) = layers.values()
    assert layer.bandCount() == 2
    assert layer.renderer().type() == "singlebandgray"
    assert stretch(layer.renderer()) == (0, 1)


def test_averaged_classes_are_no_classes(opened, product, classes, tmp_path):
    layers = opened(
        "collocate",
        PRODUCT=product,
        EXO=f"{classes}|name=cover|resampler=bilinear",
        OUTPUT_FOLDER=str(tmp_path / "out"),
    )
    assert layers["cover"].renderer().type() == "singlebandgray"


def test_style_of_the_source_layer_is_taken(opened, product, scene, project, tmp_path):
    source = QgsRasterLayer(scene.radar, "styled radar")
    ramp = QgsColorRampShader(-20, 0)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(-20, QColor("navy"), "low"),
            QgsColorRampShader.ColorRampItem(0, QColor("gold"), "high"),
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    provider = source.dataProvider()
    source.setRenderer(QgsSingleBandPseudoColorRenderer(provider, 2, shader))
    project.addMapLayer(source)
    layers = opened(
        "collocate",
        PRODUCT=product,
        EXO=f"{scene.radar}|name=VH|band=2\n{scene.radar}|name=VV|band=1",
        OUTPUT_FOLDER=str(tmp_path / "out"),
    )
    renderer = layers["VH"].renderer()
    assert renderer.type() == "singlebandpseudocolor"
    assert renderer.usesBands() == [1]
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert [item.color.name() for item in items] == ["#000080", "#ffd700"]
    # The other band is not what that style is made for.
    assert layers["VV"].renderer().type() == "singlebandgray"


def test_result_lies_where_it_should(opened, product, scene, tmp_path):
    (stack,) = opened(
        "stack",
        PRODUCT=product,
        BANDS="RED",
        OUTPUT=to_project(tmp_path / "out.tif"),
    ).values()
    assert stack.extent() == QgsRasterLayer(product, "p").extent()
    assert stack.crs().authid() == "EPSG:32632"


def test_users_own_style_is_kept(opened, product, scene, tmp_path):
    from processing.core.ProcessingConfig import ProcessingConfig

    layer = QgsRasterLayer(product, "p")
    layer.setOpacity(0.3)
    qml = str(tmp_path / "mine.qml")
    layer.saveNamedStyle(qml)
    name = ProcessingConfig.RASTER_STYLE
    ProcessingConfig.setSettingValue(name, qml)
    try:
        (stack,) = opened(
            "stack",
            PRODUCT=product,
            BANDS="RED, GREEN",
            OUTPUT=to_project(tmp_path / "out.tif"),
        ).values()
    finally:
        ProcessingConfig.setSettingValue(name, "")
    assert stack.opacity() == pytest.approx(0.3)


def test_style_is_written_beside_the_file_when_asked_for(
    run, product, classes, tmp_path
):
    out = str(tmp_path / "out.tif")
    run("stack", PRODUCT=product, BANDS="RED,GREEN,BLUE", QML=True, OUTPUT=out)
    assert (tmp_path / "out.qml").exists()
    layer = QgsRasterLayer(out, "out")  # QGIS reads the style beside the file.
    assert layer.renderer().usesBands() == [1, 2, 3]
    red = layer.renderer().redContrastEnhancement()
    assert -1000 < red.minimumValue() < red.maximumValue() < 1000
    folder = tmp_path / "layers"
    row = f"{classes}|name=cover|resampler=nearest"
    run("collocate", PRODUCT=product, EXO=row, QML=True, OUTPUT_FOLDER=str(folder))
    cover = QgsRasterLayer(str(folder / "cover.tif"), "cover")
    assert "bog" in [one.label for one in cover.renderer().classes()]


def test_style_is_not_written_unasked(run, product, tmp_path):
    run("stack", PRODUCT=product, BANDS="RED", OUTPUT=str(tmp_path / "out.tif"))
    assert not (tmp_path / "out.qml").exists()


def test_finishers_do_not_pile_up(opened, product, tmp_path):
    from exogenous.algorithms import finishing

    before = set(finishing._WAITING)
    for n in range(3):
        out = to_project(tmp_path / f"{n}.tif")
        opened("stack", PRODUCT=product, BANDS="RED", OUTPUT=out)
    assert before == finishing._WAITING


def test_all_nodata_result_is_styled(opened, product, scene, tmp_path, write_raster):
    far = str(tmp_path / "far.tif")
    write_raster(far, [np.ones((4, 4), "float32")], 10, (0, 0))
    layers = opened(
        "collocate", PRODUCT=product, EXO=far, OUTPUT_FOLDER=str(tmp_path / "out")
    )
    assert layers["far"].isValid()
