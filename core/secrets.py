# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes secrets out of paths, addresses and whatever quotes them."""

from __future__ import annotations

import re
from typing import Final

#: Without any of these, a text has no secret: most have none.
_MAY_HAVE: Final = re.compile(r"(?i)[=:]|%3d|\b(?:bearer|basic)\b")

_HIDDEN: Final = "…"

#: Whoever may enter, before the host of an address (RFC 3986, section 3.2.1).
_USER: Final = re.compile(r"(?P<before>://)[^/?#@\s'\"]+(?=@)")

#: Names of what lets one in, in the words of libpq, QGIS, GDAL and signed addresses.
_KEYS: Final = (
    r"[\w.-]*(?:passw(?:or)?d|passphrase|pwd|authcfg|secret|signature|credential|token"
    r"|session|api[_-]?key|account[_-]?key|access[_-]?key|shared[_-]?key|key[_-]?id"
    r"|user(?:name)?|policy)(?:[_-]?id)?|sig|key|auth|code|skoid|sktid|hmac|hdnea|jwt"
)

_VALUE: Final = r"(?:'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s'\"&|@,;<>)\]}]+)"

_SAID: Final = re.compile(
    rf"(?P<before>(?<![\w.-])(?:{_KEYS})(?:=|%3D)){_VALUE}", re.IGNORECASE
)

#: The same in JSON and in Python's dictionaries.
_IN_JSON: Final = re.compile(
    rf"(?P<before>(?P<quote>['\"])(?:{_KEYS})(?P=quote)\s*:\s*)"
    rf"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")",
    re.IGNORECASE,
)

_BEARER: Final = re.compile(r"(?P<before>\b(?:Bearer|Basic)(?:\s|%20)+)[\w+/=.~-]{8,}")

#: A long value in an address, of letters and digits, is a signature by any name.
_SIGNATURE: Final = re.compile(
    r"(?P<before>[?&][\w.-]+=)(?=[^&\s'\"]*\d)[A-Za-z0-9%+/=_~-]{24,}(?![:.\w])"
)


def without_secrets(text: str) -> str:
    """Return a text without users, passwords, keys and signatures.

    Args:
        text: A path, an address, a connection, or a sentence with some of them.
    """
    if not _MAY_HAVE.search(text):
        return text
    for pattern in (_USER, _SAID, _IN_JSON, _BEARER, _SIGNATURE):
        text = pattern.sub(rf"\g<before>{_HIDDEN}", text)
    return text
