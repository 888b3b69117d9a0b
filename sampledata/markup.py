# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds and writes XML elements in few words: the one XML writer of the package."""

from __future__ import annotations

# Nothing is parsed here.
import xml.etree.ElementTree as ET  # nosec B405
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Element = ET.Element
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def root(prefix: str, namespace: str, name: str) -> Element:
    """Begin a document whose root and sections carry a namespace prefix."""
    ET.register_namespace(prefix, namespace)
    ET.register_namespace("xsi", XSI)
    return ET.Element(f"{{{namespace}}}{name}")


def add(
    parent: Element, name: str, text: object = None, **attributes: object
) -> Element:
    """Append an element and return it; a None text makes it a container."""
    words = {key: str(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, name, words)
    if text is not None:
        element.text = str(text)
    return element


def add_known(parent: Element, name: str, text: object, **attributes: object) -> None:
    """Append an element of text; leave it out where the text is None."""
    if text is not None:
        add(parent, name, text, **attributes)


def add_all(parent: Element, values: Mapping[str, object]) -> None:
    """Append an element of text for each name; leave out those whose text is None."""
    for name, text in values.items():
        add_known(parent, name, text)


def to_text(document: Element) -> str:
    """Return a document as it is written, declaration and all."""
    ET.indent(document)
    return ET.tostring(document, encoding="unicode", xml_declaration=True)


def write(document: Element, path: Path, *, declared: bool = True) -> None:
    """Write a document, indented, in UTF-8, with or without an XML declaration."""
    ET.indent(document)
    tree = ET.ElementTree(document)
    tree.write(path, encoding="UTF-8", xml_declaration=declared)
