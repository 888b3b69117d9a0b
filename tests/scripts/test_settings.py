# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin is enabled as Qt reads it, and the rest of the file stays."""

from __future__ import annotations

import pytest

QtCore = pytest.importorskip("qgis.PyQt.QtCore")

OTHERS = b'[UI]\nblob=@ByteArray(\\0\\0\\xff"x")\nvalue=@Variant(\\0\\0\\0\\x7f\\0)\n'


def read(file):
    settings = QtCore.QSettings(str(file), QtCore.QSettings.Format.IniFormat)
    return {key: settings.value(key) for key in settings.allKeys() if "/" in key}


@pytest.fixture
def enable(script):
    return script("setup.settings").enable


def test_enable_makes_the_file(enable, tmp_path):
    file = tmp_path / "QGIS" / "QGIS3.ini"
    assert enable("exogenous", file)
    assert read(file) == {"PythonPlugins/exogenous": "true"}


@pytest.mark.parametrize(
    "text",
    [
        b"[qgis]\nx=1",
        b"[qgis]\nx=1\n",
        b"[PythonPlugins]\n\n[qgis]\nx=1\n",
        b"[PythonPlugins]\nexogenous=false\n\n[qgis]\nx=1\n",
        b"[PythonPlugins]\r\nexogenous=false\r\n\r\n[qgis]\r\nx=1\r\n",
        b"[qgis]\nx=1\n\n[PythonPlugins]",
        b"[PythonPlugins]\nexogenous=true\nwatchDog\\exogenous=true\n[qgis]\nx=1\n",
    ],
)
def test_enable_adds_to_a_file_once(enable, tmp_path, text):
    file = tmp_path / "QGIS3.ini"
    file.write_bytes(text)
    assert enable("exogenous", file)
    assert read(file) == {"qgis/x": "1", "PythonPlugins/exogenous": "true"}
    assert not enable("exogenous", file)


def test_enable_keeps_the_bytes_of_all_else(enable, tmp_path):
    file = tmp_path / "QGIS3.ini"
    file.write_bytes(b"[PythonPlugins]\nother=false\n\n" + OTHERS)
    file.chmod(0o600)
    enable("exogenous", file)
    kept = file.read_bytes().replace(b"exogenous=true\n", b"")
    assert kept == b"[PythonPlugins]\nother=false\n\n" + OTHERS
    assert file.stat().st_mode & 0o777 == 0o600


def test_enable_leaves_a_plugin_of_a_longer_name_alone(enable, tmp_path):
    file = tmp_path / "QGIS3.ini"
    file.write_bytes(b"[PythonPlugins]\nexogenous_more=false\n")
    enable("exogenous", file)
    assert read(file)["PythonPlugins/exogenous_more"] == "false"
