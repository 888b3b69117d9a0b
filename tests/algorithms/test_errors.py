# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong is said in one line that names it, and leaves all as it was."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsRasterLayer


def row(scene, **changes):
    return {"name": "radar", "path": scene.radar, **changes}


CASES = {
    "text file": (
        lambda s: {"PRODUCT": str(s.folder / "notes.txt")},
        r"PRODUCT: .*notes\.txt.* cannot be opened",
    ),
    "empty folder": (
        lambda s: {"PRODUCT": str(s.folder / "empty")},
        "the folder is empty.* Choose a .SAFE folder",
    ),
    "no file": (
        lambda s: {"PRODUCT": str(s.folder / "none.tif")},
        "PRODUCT: there is no file",
    ),
    "name that no system takes": (
        lambda _: {"PRODUCT": "x" * 5000},
        "PRODUCT: there is no file 'xxx",
    ),
    "no product": (lambda _: {"PRODUCT": ""}, "PRODUCT: '' cannot be used"),
    "a number": (lambda _: {"PRODUCT": 7}, "PRODUCT: 7 cannot be used"),
    "no such band": (
        lambda _: {"BANDS": "GREEN,BLUE"},
        "BANDS: .* has no band 'BLUE'. It has GREEN, RED",
    ),
    "broken list of bands": (
        lambda _: {"BANDS": '["GREEN", '},
        r"BANDS: .* cannot be used\. Give names and commas",
    ),
    "unknown resampler": (
        lambda s: {"EXO": [row(s, resampler="smoothest")]},
        "EXO layer 'radar': resampler 'smoothest' is unknown. Use one of auto, nearest",
    ),
    "one name twice": (
        lambda s: {"EXO": [row(s), row(s)]},
        "The name 'radar' is used more than once",
    ),
    "broken JSON": (
        lambda _: {"EXO": '{"radar": {"path": "x.tif"'},
        "EXO: the JSON text is broken at line 1",
    ),
    "no such layer": (
        lambda s: {"EXO": [row(s, path="nowhere.tif")]},
        r"layer 'radar': there is no file 'nowhere\.tif'",
    ),
    "strict band": (
        lambda s: {"EXO": [row(s, band=9)], "STRICT": True},
        "layer 'radar': .* has no band 9",
    ),
    "no number": (
        lambda _: {"NODATA": "none"},
        "NODATA: 'none' cannot be used. Give a number",
    ),
    "no size": (lambda _: {"PIXEL_SIZE": 0}, "PIXEL_SIZE: 0.0 cannot be used"),
    "options": (
        lambda _: {"CREATION_OPTIONS": "COMPRESS"},
        "CREATION_OPTIONS: 'COMPRESS' cannot be used. Give options like",
    ),
    "mask of nothing": (
        lambda _: {"MASK_AOI": True},
        "MASK_AOI: True .* area of interest",
    ),
    "no GeoTIFF": (
        lambda s: {"OUTPUT": str(s.folder / "stack.jpg")},
        r"OUTPUT: .*stack\.jpg.* Results are GeoTIFF",
    ),
    "type": (lambda _: {"DTYPE": "float16"}, "Incorrect parameter value for DTYPE"),
    "no room": (
        lambda _: {"DTYPE": "uint8", "NODATA": -1},
        "NODATA: -1.0 cannot be used. uint8 takes whole numbers 0 to 255",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_mistake_is_named_and_nothing_written(run, scene, tmp_path, case):
    make, message = CASES[case]
    (scene.folder / "notes.txt").write_text("not a raster")
    (scene.folder / "empty").mkdir()
    before = sorted(scene.folder.rglob("*"))
    out = tmp_path / "out" / "stack.tif"
    values = {
        "PRODUCT": scene.product,
        "BANDS": "GREEN",
        "OUTPUT": str(out),
        **make(scene),
    }
    with pytest.raises(QgsProcessingException, match=message) as caught:
        run("stack", **values)
    said = str(caught.value).removeprefix("Unable to execute algorithm\n")
    assert "\n" not in said
    assert not list(tmp_path.glob("out/*"))
    assert sorted(scene.folder.rglob("*")) == before


@pytest.mark.parametrize("source", ["", "/nowhere/gone.tif"])
@pytest.mark.parametrize("by_name", [False, True])
def test_broken_layer_of_the_project_is_told(run, scene, project, source, by_name):
    layer = QgsRasterLayer(source, "was there")
    project.addMapLayer(layer)
    values = {"PRODUCT": scene.product, "OUTPUT": "TEMPORARY_OUTPUT"}
    broken = r"map layer 'was there': it is empty or broken.*Change Data Source"
    named = "was there" if by_name else layer
    for exo in ([named], [{"name": "a", "path": named}], [layer.id()]):
        with pytest.raises(QgsProcessingException, match=broken):
            run("stack", EXO=exo, **values)
    with pytest.raises(QgsProcessingException, match=f"PRODUCT {broken}"):
        run("stack", **{**values, "PRODUCT": named})


def test_layers_are_needed_to_collocate(run, scene, tmp_path):
    with pytest.raises(QgsProcessingException, match="EXO"):
        run("collocate", PRODUCT=scene.product, OUTPUT_FOLDER=str(tmp_path / "out"))
    assert not list(tmp_path.glob("out/*"))


def test_failed_run_keeps_what_was_there(run, scene, tmp_path):
    out = tmp_path / "stack.tif"
    out.write_bytes(b"of old")
    with pytest.raises(QgsProcessingException):
        run("stack", PRODUCT=scene.product, BANDS="BLUE", OUTPUT=str(out))
    assert out.read_bytes() == b"of old"


@pytest.fixture
def wide(tmp_path, write_raster):
    """A product of two blocks."""
    path = str(tmp_path / "wide.tif")
    write_raster(path, [np.ones((2, 2048), dtype="float32")], 10)
    return path


@pytest.mark.parametrize("cancel_at", [0, 50])
def test_cancelled_stack_keeps_what_was_there(
    run, wide, make_feedback, tmp_path, cancel_at
):
    out = tmp_path / "out" / "stack.tif"
    out.parent.mkdir()
    out.write_bytes(b"of old")
    feedback = make_feedback(cancel_at)
    result = run("stack", feedback, PRODUCT=wide, OUTPUT=str(out))
    assert result.outputs == {}
    assert feedback.progress() == cancel_at
    assert "Cancelled: nothing was written." in feedback.infos
    assert list(out.parent.iterdir()) == [out]
    assert out.read_bytes() == b"of old"


@pytest.mark.parametrize("cancel_at", [0, 50])
def test_cancelled_collocation_keeps_what_was_there(
    run, scene, make_feedback, tmp_path, cancel_at
):
    """Half way the first layer is whole, and still does not replace the old one."""
    folder = tmp_path / "out"
    folder.mkdir()
    old = [folder / "a.tif", folder / "b.tif"]
    for path in old:
        path.write_bytes(b"of old")
    feedback = make_feedback(cancel_at)
    result = run(
        "collocate",
        feedback,
        PRODUCT=scene.product,
        EXO={"a": scene.radar, "b": scene.cover},
        OUTPUT_FOLDER=str(folder),
    )
    assert result.outputs == {}
    assert feedback.progress() == cancel_at
    assert "Cancelled: nothing was written." in feedback.infos
    assert sorted(folder.iterdir()) == old
    assert [path.read_bytes() for path in old] == [b"of old"] * 2
