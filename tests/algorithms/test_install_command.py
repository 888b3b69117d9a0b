# SPDX-License-Identifier: GPL-3.0-or-later
"""The command as a line of a terminal, and what it runs with behind a proxy."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from qgis.PyQt.QtNetwork import QNetworkProxy

from exogenous.host.packages.command import (
    command_line,
    environment,
    install_command,
)
from exogenous.host.packages.proxy import variables, variables_of

KIND = QNetworkProxy.ProxyType


def test_the_line_is_what_is_run():
    folder = Path("/home/Ève O'Hara/a b/3.11")
    command = install_command(folder, ("rasterio>=1.4.2,<1.6",), Path("/my wheels"))
    words = shlex.split(command.line())
    assert words == [command.python, *command.arguments()]
    assert words[words.index("--into") + 1] == str(folder)
    assert words[words.index("--wheels") + 1] == "/my wheels"


def test_windows_takes_no_bound_for_a_file():
    line = command_line(
        [r"C:\Program Files\QGIS\python.exe", "--into", r"C:\a", "affine>=2.4,<3"],
        "win32",
    )
    assert line == r'"C:\Program Files\QGIS\python.exe" --into C:\a "affine>=2.4,<3"'


@pytest.mark.parametrize(
    ("kind", "login", "address"),
    [
        (KIND.HttpProxy, ("", ""), "http://proxy.org:3128"),
        (KIND.HttpCachingProxy, ("", ""), "http://proxy.org:3128"),
        (
            KIND.HttpProxy,
            ("me", "p@ss:w/rd"),
            "http://me:p%40ss%3Aw%2Frd@proxy.org:3128",
        ),
        (KIND.Socks5Proxy, ("", ""), "socks5h://proxy.org:3128"),
        (KIND.NoProxy, ("", ""), None),
        (KIND.DefaultProxy, ("", ""), None),
    ],
)
def test_a_proxy_of_qgis_is_pips(kind, login, address):
    found = variables_of(QNetworkProxy(kind, "proxy.org", 3128, *login), [])
    expected = {"http_proxy": address, "https_proxy": address} if address else {}
    assert found == expected


def test_what_needs_no_proxy():
    proxy = QNetworkProxy(KIND.HttpProxy, "proxy.org", 3128)
    excluded = ["https://pypi.mirror.org/simple", "localhost", "", "10.0.0.1/x"]
    found = variables_of(proxy, excluded)
    assert found["no_proxy"] == "pypi.mirror.org,localhost,10.0.0.1"


def test_qgis_own_settings_are_read(qgis_app):
    from qgis.core import QgsNetworkAccessManager

    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy()
    proxy = QNetworkProxy(KIND.HttpProxy, "proxy.org", 3128, "me", "secret")
    manager.setFallbackProxyAndExcludes(proxy, ["https://here.org"], ["there.org"])
    try:
        found = variables()
        told = environment(found)
    finally:
        manager.setFallbackProxyAndExcludes(before, [], [])
    assert found["https_proxy"] == "http://me:secret@proxy.org:3128"
    assert found["no_proxy"] == "here.org,there.org"
    assert told["https_proxy"] == found["https_proxy"]
    assert told["PATH"] == os.environ["PATH"]


def test_no_secret_is_in_the_line(qgis_app):
    command = install_command(Path("/p"), ("affine",))
    assert "secret" not in command.line()
    assert not any("proxy" in word for word in command.arguments())
