# SPDX-License-Identifier: GPL-3.0-or-later
"""The program takes the parameters of the algorithms, and prints JSON."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasters import make_raster

from exogenous.command.main import main
from exogenous.command.parameters import CALLS, OPTIONS

CRS = {"crs": "EPSG:32632", "transform": Affine(10, 0, 600_000, 0, -10, 5_000_000)}


@pytest.fixture
def product(tmp_path):
    pixels = np.arange(16, dtype="uint8").reshape(4, 4)
    return make_raster(tmp_path / "product.tif", pixels, **CRS)


@pytest.fixture
def run(capsys):
    """Run the program; return its exit code, its JSON and its messages."""

    def run(*words):
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def test_stack_with_parameters_of_the_algorithm(run, product, tmp_path):
    exo = json.dumps({"Sentinel-1_2025/11_mosaic": {"path": str(product)}})
    out = tmp_path / "stack.tif"
    code, said, told = run(
        *("stack", "--PRODUCT", product, "--BANDS", "1", f"--EXO={exo}"),
        *("--AOI", "600010,600030,4999970,4999990", "--DTYPE=int16", "--NODATA=-1"),
        *("--CREATION_OPTIONS", "COMPRESS=ZSTD|ZSTD_LEVEL=1", "--OUTPUT", out),
    )
    assert code == 0, told
    assert said["OUTPUT"] == str(out)
    assert said["BANDS"][1] == "Sentinel-1_2025/11_mosaic"
    with rasterio.open(out) as made:
        assert made.read(1).tolist() == [[5, 6], [9, 10]]
        assert (made.dtypes[0], made.nodata) == ("int16", -1)
        assert made.profile["compress"] == "zstd"
    assert "100 %" in told


def test_small_letters_and_quiet(run, product, tmp_path):
    out = tmp_path / "a.tif"
    words = ("--product", product, "--bands", "1", "--output", out, "--quiet")
    code, _, told = run("stack", *words)
    assert (code, told) == (0, "")


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_as_of_qgis_process(run, product, tmp_path, monkeypatch, wrapped):
    out = str(tmp_path / "out")
    inputs = {
        "PRODUCT": str(product),
        "EXO": [{"name": "my layer", "path": str(product)}],
        "OUTPUT_FOLDER": out,
        "STRICT": True,
    }
    text = json.dumps({"inputs": inputs} if wrapped else inputs)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    code, said, told = run("collocate", "--json", "-")
    assert code == 0, told
    assert said["OUTPUT_FOLDER"] == out
    assert said["BANDS"] == ["my layer"]


def test_what_is_typed_wins_over_json(run, product, tmp_path):
    (tmp_path / "p.json").write_text(json.dumps({"PRODUCT": "nowhere.tif"}))
    code, said, _ = run("describe", "--json", tmp_path / "p.json", "--PRODUCT", product)
    assert code == 0
    assert (said["NAME"], said["WIDTH"]) == ("product", 4)


def test_load_info(run, product):
    code, said, told = run("load-info", "--PRODUCT", product, "--BANDS", "[1]")
    assert code == 0, told
    assert said["SIZES"] == {"band": 1, "y": 4, "x": 4}
    ((_, variable),) = said["VARIABLES"].items()
    assert variable["shape"] == [1, 4, 4]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("stack", "--PRODUCT", "{p}", "--BANDS", "1"), "OUTPUT"),
        (("describe",), "PRODUCT"),
        (("describe", "--PRODUCT", "nowhere.tif"), "nowhere.tif"),
        (("stack", "--PRODUCT", "{p}", "--OUTPUT", "{o}", "--PIXEL_SIZE=wide"), "wide"),
        (
            ("stack", "--PRODUCT", "{p}", "--OUTPUT", "{o}", "--STRICT=maybe"),
            "yes or no",
        ),
        (("stack", "--PRODUCT", "{p}", "--OUTPUT", "{o}", "--THREADS=1.5"), "1.5"),
        (("stack", "--PRODUCT", "{p}", "--OUTPUT", "{o}", "--BANDS=[1"), "Give names"),
        (("stack", "--PRODUCT", "{p}", "--OUTPUT", "{o}", "--EXO={bad"), "EXO"),
        (("stack", "--PRODUCT", "{p}", "--OUTPUT", "{o}", "--DTYPE=text"), "text"),
        (("describe", "--json", "nowhere.json"), "nowhere.json"),
    ],
)
def test_errors_are_sentences(run, product, tmp_path, words, sentence):
    out = tmp_path / "out.tif"
    filled = [
        one.replace("{p}", str(product)).replace("{o}", str(out)) for one in words
    ]
    code, said, told = run(*filled)
    assert (code, said) == (1, None)
    assert told.startswith("ERROR: ")
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert not out.exists()


@pytest.mark.parametrize(
    "text", ["[]", "3", "{", '{"inputs": []}', '{"PRODUCTS": "a"}']
)
def test_malformed_json_is_a_sentence(run, tmp_path, text):
    (tmp_path / "p.json").write_text(text)
    code, _, told = run("describe", "--json", tmp_path / "p.json")
    assert code == 1
    assert told.startswith("ERROR: ")


def test_parameters_are_those_of_the_algorithms():
    names = pytest.importorskip("exogenous.host.parameter_names")
    known = {one for one in vars(names) if one.isupper()}
    for parameters in CALLS.values():
        assert set(parameters) | set(OPTIONS) <= known
