# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user's path means: a local file, an archive member, a URL, a GDAL name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..message import say
from ..packages import require

if TYPE_CHECKING:
    from sertit.types import AnyPathType

#: GDAL reads these itself: virtual files, `NETCDF:"file":variable`, URLs and XML.
_GDAL_NAME: Final = re.compile(r"^(/vsi|[A-Za-z0-9_]{2,}:|<)")

#: What sertit opens through cloudpathlib.
_CLOUD: Final = ("s3://", "gs://", "az://")

#: Azure as Hadoop and fsspec write it; the account comes with the key.
_AZURE: Final = re.compile(
    r"^(?P<scheme>abfss?|wasbs?)://(?P<container>[^@/]+)(?:@[^/]+)?/(?P<file>.+)$"
)


def any_path(path: str) -> AnyPathType:
    """Return a path whose files can be read, in a cloud as well.

    The result is that of sertit's `AnyPath`, whose import takes a fifth of a second,
    which local paths need not wait for.

    Raises:
        MissingPackage: The path leads into a cloud, and sertit is not installed.
    """
    if not path.startswith(_CLOUD):
        return Path(path)
    require("sertit", purpose=say("A product in a cloud"))
    from sertit import AnyPath  # noqa: PLC0415

    return AnyPath(path)


def is_gdal_name(path: str) -> bool:
    """Tell whether a path is a name that only GDAL understands, not a file."""
    return bool(_GDAL_NAME.match(path))


def exists(path: str) -> bool:
    """Tell whether a path may exist; True where only GDAL can look it up."""
    if is_gdal_name(path) or path.startswith(_CLOUD):
        return True
    try:
        return bool(path.strip()) and Path(path).exists()
    except PermissionError:
        return True  # Opening the file reports it.
    except OSError:  # The name is longer than a file's can be.
        return False


def readable(path: str) -> str:
    """Return the name under which GDAL opens a path, cloud paths included."""
    if path.startswith(_CLOUD):
        return "/vsi" + path.replace("://", "/", 1)
    azure = _AZURE.match(path)
    if azure:
        kind = "az" if azure["scheme"].startswith("wasb") else "adls"
        return f"/vsi{kind}/{azure['container']}/{azure['file']}"
    return path


def without_end(path: str) -> str:
    """Return a path without the separators that completion puts behind folders."""
    return path.rstrip("/\\") or path


def stem(path: str) -> str:
    """Return a short name for a path: a file's stem, a subdataset's variable."""
    if "://" in path:  # what is asked of a server may have secrets, and is no name
        path = re.split(r"[?#]", path)[0]
    last = re.split(r"[/\\:]", path.rstrip('/\\:"').replace('"', ""))[-1]
    return last.rsplit(".", 1)[0] or last
