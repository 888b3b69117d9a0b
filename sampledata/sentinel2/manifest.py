# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory of the product (manifest.safe): every file, its size and checksum.

SAFE is described in the Sentinel-SAFE control book; the checksums are SHA3-256, as in
Sentinel-2 products since 2021.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..markup import Element, add, root
from .metadata import ABSOLUTE_ORBIT, RELATIVE_ORBIT, START

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

XFDU = "urn:ccsds:schema:xfdu:1"
SAFE = "http://www.esa.int/safe/sentinel/1.1"
GML = "http://www.opengis.net/gml"
_TYPES = {
    ".xml": "text/xml",
    ".gml": "text/xml",
    ".jp2": "application/octet-stream",
}


def manifest_document(
    folder: Path, level: str, outline: Sequence[tuple[float, float]]
) -> Element:
    """List what lies in the product folder; call it when all else is written.

    Args:
        folder: The product's.
        level: `L1C` or `L2A`.
        outline: Longitude and latitude of the corners of what was seen.
    """
    root("safe", SAFE, "processing")
    root("gml", GML, "coordinates")
    document = root("xfdu", XFDU, "XFDU")
    kind = f"archive_{level.lower()}_user_product"
    document.set("version", f"esa/safe/sentinel/1.1/sentinel-2/msi/{kind}")
    units = add(document, "informationPackageMap")
    package = add(
        units,
        f"{{{XFDU}}}contentUnit",
        textInfo=f"SENTINEL-2 MSI Level-{level[1:]} User Product",
        unitType=f"Product_Level-{level[1:]}",
    )
    _metadata(add(document, "metadataSection"), outline)
    objects = add(document, "dataObjectSection")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        href = path.relative_to(folder).as_posix()
        name = href.replace("/", "_").rpartition(".")[0]
        unit = add(package, f"{{{XFDU}}}contentUnit", ID=f"{name}_Unit")
        add(unit, "dataObjectPointer", dataObjectID=name)
        _data_object(add(objects, "dataObject", ID=name), path, href)
    return document


def _data_object(parent: Element, path: Path, href: str) -> None:
    content = path.read_bytes()
    kind = _TYPES[path.suffix]
    stream = add(parent, "byteStream", mimeType=kind, size=len(content))
    add(stream, "fileLocation", href=f"./{href}", locatorType="URL")
    digest = hashlib.sha3_256(content).hexdigest()
    add(stream, "checksum", digest, checksumName="SHA3-256")


def _metadata(section: Element, outline: Sequence[tuple[float, float]]) -> None:
    period = _wrapped(section, "acquisitionPeriod", "acquisitionPeriod")
    add(period, f"{{{SAFE}}}startTime", START)
    orbit = _wrapped(section, "measurementOrbitReference", "orbitReference")
    add(
        orbit,
        f"{{{SAFE}}}orbitNumber",
        f"{ABSOLUTE_ORBIT:06}",
        groundTrackDirection="descending",
        type="start",
    )
    relative = f"{{{SAFE}}}relativeOrbitNumber"
    add(orbit, relative, f"{RELATIVE_ORBIT:03}", type="start")
    platform = _wrapped(section, "platform", "platform")
    add(platform, f"{{{SAFE}}}familyName", "SENTINEL")
    add(platform, f"{{{SAFE}}}number", "2C")
    instrument = add(platform, f"{{{SAFE}}}instrument")
    name = "Multi-Spectral Instrument"
    add(instrument, f"{{{SAFE}}}familyName", name, abbreviation="MSI")
    frames = _wrapped(section, "measurementFrameSet", "frameSet")
    srs = "http://www.opengis.net/gml/srs/epsg.xml#4326"
    outlined = add(frames, f"{{{SAFE}}}footPrint", srsName=srs)
    corners = (f"{lat:.8f} {lon:.8f}" for lon, lat in (*outline, outline[0]))
    add(outlined, f"{{{GML}}}coordinates", " ".join(corners))


def _wrapped(section: Element, identifier: str, name: str) -> Element:
    keys = {"ID": identifier, "category": "DMD", "classification": "DESCRIPTION"}
    item = add(section, "metadataObject", **keys)
    words = {"mimeType": "text/xml", "vocabularyName": "Sentinel-SAFE"}
    wrap = add(item, "metadataWrap", **words)
    return add(add(wrap, "xmlData"), f"{{{SAFE}}}{name}")
