# SPDX-License-Identifier: GPL-3.0-or-later
"""The text that tells GDAL what to warp holds whatever a file's tags say."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from rasterio.crs import CRS

from exogenous.core.compute import gdal_vrt
from exogenous.core.georeferencing.gcps_rpcs import Rpcs

#: Texts that mean something in XML.
TEXTS = ['a "b" c', "it's", "a & b", "<a>", "]]>", "été ″", "&amp;", "\"'"]


@pytest.mark.parametrize("text", TEXTS)
def test_keys_and_values_of_tags_arrive_as_they_are(text: str) -> None:
    tags = (("LINE_OFF", "1"), (text, text))
    rpcs = Rpcs(crs=CRS.from_epsg(4326), tags=tags, rows=10, cols=10)
    for described in (gdal_vrt.rpcs_xml(rpcs), gdal_vrt.geolocation_xml(tags)):
        items = ET.fromstring(described).iter("MDI")  # noqa: S314  (our own)
        assert [(item.get("key"), item.text) for item in items] == list(tags)
