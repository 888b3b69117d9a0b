# SPDX-License-Identifier: GPL-3.0-or-later
"""Metadata files of untrusted products: a limited size; XML without entities."""

from __future__ import annotations

import math
from typing import IO, TYPE_CHECKING, Final

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeElementTree

from ..errors import ExogenousError, flat
from ..message import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # nosec B405

#: The largest metadata file of a real product has some 15 MB.
MOST_BYTES: Final = 64 * 2**20


class UnreadableFile(ExogenousError):
    """A metadata or mask file inside a product cannot be understood."""

    def __init__(self, name: str, reason: str) -> None:
        """Name the file inside the product and what is wrong with it."""
        self.file = name.rpartition("/")[2]
        self.reason = flat(reason)
        super().__init__(
            say("{file} cannot be read: {reason}", file=self.file, reason=self.reason)
        )


def limited(stream: IO[bytes], name: str) -> bytes:
    """Read a whole stream, up to a limit.

    Raises:
        UnreadableFile: The stream is larger than metadata are.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            name, say("it is larger than {size} MB", size=MOST_BYTES // 2**20)
        )
    return data


def parse(data: bytes, name: str) -> Element:
    """Parse an XML file.

    Raises:
        UnreadableFile: The file is not XML, or declares a document type: products
            have none, and entities can expand a small file into a huge one.
    """
    try:
        root: Element = SafeElementTree.fromstring(data, forbid_dtd=True)
    except SafeElementTree.ParseError as error:
        raise UnreadableFile(name, str(error)) from error
    except DefusedXmlException as error:
        raise UnreadableFile(
            name, say("it declares a document type or entities")
        ) from error
    except (ValueError, LookupError) as error:  # unknown or wrong encodings
        raise UnreadableFile(name, str(error)) from error
    return root


def text_of(root: Element | None, tag: str) -> str | None:
    """Return the text of the first element of a name, None for no text."""
    element = None if root is None else root.find(f".//{{*}}{tag}")
    if element is None or element.text is None:
        return None
    return element.text.strip() or None


def number_of(root: Element | None, tag: str) -> float | None:
    """Return the number in the first element of a name, None for no finite number."""
    return to_number(text_of(root, tag))


def to_number(text: str | None) -> float | None:
    """Return the finite number that a text holds, None for any other text."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None
