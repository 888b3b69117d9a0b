# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin as qgis_process finds it, in a profile of its own."""

from __future__ import annotations

import json

import pytest
from numpy.testing import assert_array_equal

from exogenous.host.packages.folder import own_folder


def test_stack_is_made(qgis_process, scene, read, tmp_path):
    out = tmp_path / "stack.tif"
    exo = {
        "zeta": {"path": scene.radar, "bandnumber": 2, "resampler": "nearest"},
        "alpha": {"path": scene.cover, "resampler": "NEAREST"},
    }
    done = qgis_process(
        "run",
        "exo:stack",
        f"--PRODUCT={scene.product}",
        "--BANDS=RED",
        f"--EXO={json.dumps(exo)}",
        "--AOI=600051,600109,6649921,6649969",
        f"--OUTPUT={out}",
    )
    assert done.returncode == 0, done.stderr
    stack = read(str(out))
    assert stack.names == ("RED", "zeta", "alpha")
    window = (slice(3, 8), slice(5, 11))
    assert_array_equal(stack.values[0], scene.red[window])
    assert_array_equal(stack.values[1], scene.nearest(scene.vh)[window])
    assert 'BAND_NAMES:\t["RED", "zeta", "alpha"]' in done.stdout
    assert "WIDTH:\t6" in done.stdout


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("--EXO={", "EXO: the JSON text is broken"),
        ("--BANDS=BLUE", "has no band 'BLUE'. It has GREEN, RED."),
        ("--AOI=0,1,0,1", "(0, 0, 1, 1) lies outside the product"),
    ],
)
def test_mistake_is_said_without_traceback(
    qgis_process, scene, tmp_path, mistake, message
):
    out = tmp_path / "stack.tif"
    done = qgis_process(
        "run", "exo:stack", f"--PRODUCT={scene.product}", mistake, f"--OUTPUT={out}"
    )
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_missing_packages_are_said(qgis_process, scene, profile, tmp_path):
    folder = own_folder(profile / "profiles" / "default")
    if not folder.exists():
        pytest.skip("the core's packages came with QGIS")
    folder.unlink()
    out = tmp_path / "stack.tif"
    done = qgis_process(
        "run", "exo:stack", f"--PRODUCT={scene.product}", f"--OUTPUT={out}"
    )
    assert done.returncode != 0
    assert "Exogenous needs Python packages that this QGIS lacks: " in done.stderr
    assert f"program.py --into {folder} --python 3." in done.stderr
    assert "Traceback" not in done.stderr


def test_help_is_in_the_language_of_the_user(profile, qgis_process):
    ini = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    ini.write_text(ini.read_text() + "[locale]\noverrideFlag=true\nuserLocale=fr\n")
    done = qgis_process("help", "exo:collocate")
    assert done.returncode == 0, done.stderr
    assert "Colocaliser des couches exogènes" in done.stdout
    assert "Zone d'intérêt" in done.stdout
