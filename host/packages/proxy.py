# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS's proxy settings as pip reads them: variables of the environment.

Every user of the machine could see a command line, and a proxy may have a password.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

if TYPE_CHECKING:
    from collections.abc import Iterable


def variables() -> dict[str, str]:
    """Return the variables; none where QGIS uses the system's settings, or no proxy."""
    manager = QgsNetworkAccessManager.instance()
    excluded = [*manager.excludeList(), *manager.noProxyList()]
    return variables_of(manager.fallbackProxy(), excluded)


def variables_of(proxy: QNetworkProxy, excluded: Iterable[str]) -> dict[str, str]:
    """Return the variables for a proxy.

    Args:
        proxy: The proxy.
        excluded: Addresses or hosts that are reached without it.
    """
    kinds = QNetworkProxy.ProxyType
    schemes = {
        kinds.HttpProxy: "http",
        kinds.HttpCachingProxy: "http",
        kinds.Socks5Proxy: "socks5h",
    }
    scheme = schemes.get(proxy.type())
    if scheme is None or not proxy.hostName():
        return {}
    address = f"{scheme}://{_login(proxy)}{proxy.hostName()}:{proxy.port()}"
    hosts = ",".join(filter(None, map(_host, excluded)))
    both = {"http_proxy": address, "https_proxy": address}
    return {**both, "no_proxy": hosts} if hosts else both


def _login(proxy: QNetworkProxy) -> str:
    if not proxy.user():
        return ""
    return f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@"


def _host(address: str) -> str:
    """Return the host of an address as QGIS has it, which may lack the scheme."""
    return address.partition("://")[2].partition("/")[0] or address.partition("/")[0]
