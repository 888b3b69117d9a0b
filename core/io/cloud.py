# SPDX-License-Identifier: GPL-3.0-or-later
"""Storage in a cloud: what its libraries raise, and how to get in."""

from __future__ import annotations

import re
import sys
from typing import Final

from ..message import Message, say

#: How paths to a storage begin, and which variables let one in; behind the stroke those
#: for what is public.
_STORAGES: Final = (
    (
        re.compile(r"^(?:s3://|/vsis3(?:_streaming)?/)"),
        "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY / AWS_NO_SIGN_REQUEST=YES",
    ),
    (
        re.compile(r"^(?:gs://|/vsigs(?:_streaming)?/)"),
        "GOOGLE_APPLICATION_CREDENTIALS / GS_NO_SIGN_REQUEST=YES",
    ),
    (
        re.compile(r"^(?:(?:az|abfss?|wasbs?)://|/vsi(?:az|adls)(?:_streaming)?/)"),
        "AZURE_STORAGE_CONNECTION_STRING",
    ),
    (
        re.compile(r"^/vsioss(?:_streaming)?/"),
        "OSS_ENDPOINT, OSS_ACCESS_KEY_ID, OSS_SECRET_ACCESS_KEY",
    ),
    (
        re.compile(r"^/vsiswift(?:_streaming)?/"),
        "SWIFT_STORAGE_URL, SWIFT_AUTH_TOKEN",
    ),
)

#: How GDAL says that it is not let in.
_REFUSED: Final = re.compile(
    r"(?i)credential|not defined|configuration options|access.?denied|forbidden"
    r"|\b40[13]\b|signature"
)

#: The roots of what the libraries raise that reach a storage, by module.
_ROOTS: Final = (
    ("cloudpathlib.exceptions", "CloudPathException"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("google.api_core.exceptions", "GoogleAPIError"),
    ("azure.core.exceptions", "AzureError"),
)


def access_errors() -> tuple[type[BaseException], ...]:
    """List what the libraries raise that are in use: none of them need be there."""
    loaded = ((sys.modules.get(module), name) for module, name in _ROOTS)
    return tuple(getattr(module, name) for module, name in loaded if module is not None)


def how_to_get_in(path: str) -> Message | None:
    """Say which variables give access to a storage; None where a path is in none."""
    variables = (needed for start, needed in _STORAGES if start.match(path))
    needed = next(variables, None)
    if needed is None:
        return None
    return say(
        "Set {variables} in the environment (in QGIS: Settings, Options, System, "
        "Environment; for a command: in its shell).",
        variables=needed,
    )


def no_access(path: str, reason: str) -> tuple[Message, Message] | None:
    """Tell from GDAL's words that a storage did not let it in.

    Returns:
        That, to follow "cannot be read:", and what to do, as a sentence; None where
        it is something else.
    """
    way_in = how_to_get_in(path)
    if way_in is None or not _REFUSED.search(reason):
        return None
    return say("the storage in the cloud does not let you in"), way_in
