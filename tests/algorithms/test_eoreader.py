# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python that has EOReader, named in QGIS's settings; a toy stands for it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsSettings

from exogenous.host.settings import EOREADER_PYTHON, key

TOYS = Path(__file__).resolve().parents[1] / "fake_eoreader"


@pytest.fixture
def named(qgis_app, tmp_path):
    path = os.pathsep.join([str(TOYS), *sys.path])
    script = tmp_path / "python with toy"
    python = Path(sys.prefix, "bin", "python3")
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{python}" "$@"\n')
    script.chmod(0o755)
    QgsSettings().setValue(key(EOREADER_PYTHON), str(script))
    yield
    QgsSettings().remove(key(EOREADER_PYTHON))


@pytest.fixture
def toy(tmp_path):
    folder = tmp_path / "TOY"
    folder.mkdir()
    said = {"pixel_size": 10.0, "side_px": 8, "bands": {"CA": 5}}
    (folder / "toy.json").write_text(json.dumps(said))
    for needed in ("RED.tif", "NIR.tif"):
        (folder / needed).touch()
    return str(folder)


@pytest.mark.usefixtures("named")
def test_products_of_eoreader_are_stacked_and_described(run, read, toy, tmp_path):
    described = run("describe", PRODUCT=toy).outputs
    assert described["CONSTELLATION"] == "Toy-1"
    out = str(tmp_path / "stack.tif")
    result = run("stack", PRODUCT=toy, BANDS="ndvi", PIXEL_SIZE=20, OUTPUT=out)
    assert read(out).names == ("NDVI",)
    assert np.nanmax(read(out).values) == 20_015
    assert "EOReader reads NDVI" in result.feedback.infos


def test_without_it_the_error_says_how_to_get_it(run, toy, monkeypatch):
    monkeypatch.delenv("EXOGENOUS_EOREADER_PYTHON", raising=False)
    with pytest.raises(QgsProcessingException, match="pip install eoreader"):
        run("describe", PRODUCT=toy)
