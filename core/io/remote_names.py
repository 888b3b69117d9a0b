# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that reach out to the network, by their looks alone."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Allows files to name what is read from the network.
ENVIRONMENT_VARIABLE: Final = "EXOGENOUS_NETWORK"

#: Drivers of services and databases.
REMOTE_DRIVERS: Final = frozenset(
    {
        *("AmigoCloud", "Carto", "CSW", "DAAS", "EEDA", "EEDAI", "Elasticsearch"),
        *("GeoRaster", "HANA", "HTTP", "MongoDBv3", "MSSQLSpatial", "MySQL", "NGW"),
        *("OAPIF", "OCI", "ODBC", "OGCAPI", "PLMOSAIC", "PLSCENES", "PostGISRaster"),
        *("PostgreSQL", "STACIT", "STACTA", "WCS", "WFS", "WMS", "WMTS"),
    }
)

#: What the names of those drivers begin with, as far as that is not the driver's name.
_OTHER_PREFIXES: Final = ("ES", "MYSQL", "OAPIF_COLLECTION", "PG", "PLScenes")

_REMOTE: Final = re.compile(
    # A drive of Windows has a single letter; `vrt://` and `file://` stay here.
    r"(?<![a-z0-9])(?!vrt:|file:)[a-z][a-z0-9+.-]+://"
    r"|/vsi(?:curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs)(?:_streaming)?[/?]"
    rf"|^\s*[\"']?(?:{'|'.join((*sorted(REMOTE_DRIVERS), *_OTHER_PREFIXES))}):",
    re.IGNORECASE,
)


def is_remote(name: str) -> bool:
    """Tell whether GDAL would ask a server for what has this name."""
    return bool(_REMOTE.search(name))


def may_ask(name: str) -> bool:
    """Tell whether what a user typed may be read from the network."""
    return is_remote(name) or is_network_allowed()


def any_remote(names: Iterable[str]) -> bool:
    """Tell whether one of the names that a user typed may be, or lead, there."""
    return any(map(is_remote, names)) or is_network_allowed()


def is_network_allowed() -> bool:
    """Tell whether the user allows files to name what is read from the network."""
    said = os.environ.get(ENVIRONMENT_VARIABLE, "")
    return said.strip().casefold() in {"yes", "on", "true", "1"}
