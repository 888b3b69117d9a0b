# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on this machine is asked for nothing that a user did not type.

Files that come from strangers name its address in every way that GDAL knows.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from hit_counter import HitCounter, counting_server
from rasters import make_raster, ramp
from safe_builder import SafeBuilder, counts

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.environment import raster_environment
from exogenous.core.errors import ExogenousError
from exogenous.core.io.remote_names import is_remote
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.preview import make_preview
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLACE = (
    "<SRS>EPSG:32630</SRS><GeoTransform>500000, 10, 0, 5000000, 0, -10</GeoTransform>"
)
AUX = (
    '<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">{address}</MDI>'
    "</Metadata></PAMDataset>"
)


def vrt(source: str, kind: str = "SimpleSource", *, relative: int = 0) -> str:
    return (
        f'<VRTDataset rasterXSize="8" rasterYSize="8">{PLACE}'
        f'<VRTRasterBand dataType="Float32" band="1"><{kind}><SourceFilename '
        f'relativeToVRT="{relative}">{source}</SourceFilename><SourceBand>1'
        f"</SourceBand></{kind}></VRTRasterBand></VRTDataset>"
    )


def wms(address: str) -> str:
    return (
        f'<GDAL_WMS><Service name="WMS"><ServerUrl>{address}/wms?</ServerUrl>'
        "<Layers>a</Layers></Service><DataWindow><SizeX>8</SizeX><SizeY>8</SizeY>"
        "<UpperLeftX>0</UpperLeftX><UpperLeftY>0</UpperLeftY><LowerRightX>1"
        "</LowerRightX><LowerRightY>-1</LowerRightY></DataWindow></GDAL_WMS>"
    )


def wcs(address: str) -> str:
    return (
        f"<WCS_GDAL><ServiceURL>{address}/wcs?</ServiceURL><CoverageName>a"
        "</CoverageName><Version>1.0.0</Version></WCS_GDAL>"
    )


def wmts(address: str) -> str:
    return (
        f"<GDAL_WMTS><GetCapabilitiesUrl>{address}/wmts</GetCapabilitiesUrl>"
        "<Layer>a</Layer></GDAL_WMTS>"
    )


def gti(address: str) -> str:
    return (
        f"<GDALTileIndexDataset><IndexDataset>/vsicurl/{address}/i.gpkg"
        "</IndexDataset></GDALTileIndexDataset>"
    )


def stac(address: str) -> str:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "stac_version": "1.0.0",
            "features": [
                {
                    "type": "Feature",
                    "stac_version": "1.0.0",
                    "properties": {
                        "proj:epsg": 32630,
                        "proj:transform": [10, 0, 500000, 0, -10, 5000000],
                        "proj:shape": [8, 8],
                    },
                    "assets": {"a": {"href": f"{address}/a.tif"}},
                }
            ],
        }
    )


#: Texts that GDAL takes for a raster, by the address in them.
DESCRIPTIONS: dict[str, Callable[[str], str]] = {
    "wms": wms,
    "wcs": wcs,
    "wmts": wmts,
    "gti": gti,
    "stac": stac,
    "vrt curl": lambda address: vrt(f"/vsicurl/{address}/a.tif"),
    "vrt stream": lambda address: vrt(f"/vsicurl_streaming/{address}/a.tif"),
    "vrt http": lambda address: vrt(f"{address}/a.tif"),
    "vrt zip": lambda address: vrt(f"/vsizip//vsicurl/{address}/a.zip/a.tif"),
    "vrt dap": lambda address: vrt(f"NETCDF:{address}/a.nc:v"),
    "vrt entity": lambda address: vrt(f"&#47;vsicurl/{address}/a.tif"),
    "vrt inline": lambda address: vrt(
        wms(address).replace("<", "&lt;").replace(">", "&gt;")
    ),
    "vrt virtual": lambda address: vrt(f"vrt:///vsicurl/{address}/a.tif"),
    "vrt in lower case": lambda address: vrt(f"/vsicurl/{address}/a.tif").replace(
        "SourceFilename", "sourcefilename"
    ),
    "vrt broken": lambda address: vrt(f"/vsicurl/{address}/a.tif").replace(
        'band="1"', "band=1"
    ),
    "vrt declared": lambda address: (
        '<?xml version="1.0" encoding="utf-16"?>' + vrt(f"/vsicurl/{address}/a.tif")
    ),
}


@pytest.fixture(scope="module")
def server() -> Iterator[HitCounter]:
    with counting_server() as counter:
        yield counter


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(8, 8))


def try_all(tmp_path: Path, product: Path, path: str) -> list[str]:
    """Check, preview and run a row; return what each of them says."""
    request = Request(
        product=str(product),
        layers=parse_exo([{"name": "a", "path": path, "resampler": "average"}]),
        pixel_size=40,
    )
    return [
        inspect_row({"name": "a", "path": path, "band": 1}).problem,
        _said_by(lambda: make_preview(request, OutputOptions(), as_stack=True)),
        _said_by(lambda: stack(request, str(tmp_path / "out.tif"))),
    ]


def _said_by(work: Callable[[], object]) -> str:
    try:
        work()
    except ExogenousError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kind", DESCRIPTIONS)
@pytest.mark.parametrize("name", ["a.vrt", "a.tif"])
def test_a_description_leads_to_no_server(
    tmp_path: Path, product: Path, server: HitCounter, kind: str, name: str
) -> None:
    (tmp_path / name).write_text(DESCRIPTIONS[kind](server.address))
    said = try_all(tmp_path, product, str(tmp_path / name))
    assert server.hits == []
    assert all("network" in text for text in said), said


@pytest.mark.parametrize("beside", ["b.tif.ovr", "b.tif.msk", "b.tif"])
def test_what_a_description_names_describes_no_service(
    tmp_path: Path, product: Path, server: HitCounter, beside: str
) -> None:
    make_raster(tmp_path / "b.tif", ramp(8, 8))
    (tmp_path / beside).write_text(wms(server.address))
    (tmp_path / "inner.vrt").write_text(vrt("b.tif", relative=1))
    (tmp_path / "outer.vrt").write_text(vrt("inner.vrt", relative=1))
    said = try_all(tmp_path, product, str(tmp_path / "outer.vrt"))
    assert server.hits == []
    assert all("network" in text for text in said), said


def test_metadata_beside_a_raster_name_no_address(
    tmp_path: Path, product: Path, server: HitCounter
) -> None:
    layer = make_raster(tmp_path / "layer.tif", ramp(64, 64))
    address = f"/vsicurl/{server.address}/a.ovr"
    layer.with_name("layer.tif.aux.xml").write_text(AUX.format(address=address))
    said = try_all(tmp_path, product, str(layer))
    assert server.hits == []
    assert all("network" in text for text in said), said


def test_metadata_in_a_raster_name_no_address(
    tmp_path: Path, product: Path, server: HitCounter
) -> None:
    layer = make_raster(tmp_path / "layer.tif", ramp(64, 64))
    with rasterio.open(layer, "r+") as dst:
        address = f"/vsicurl/{server.address}/a.ovr"
        dst.update_tags(ns="OVERVIEWS", OVERVIEW_FILE=address)
    said = try_all(tmp_path, product, str(layer))
    assert server.hits == []
    assert all("network" in text for text in said), said


def test_a_member_of_an_archive_leads_to_no_server(
    tmp_path: Path, product: Path, server: HitCounter
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.vrt", vrt(f"/vsicurl/{server.address}/a.tif"))
    said = try_all(tmp_path, product, f"/vsizip/{tmp_path}/a.zip/a.vrt")
    assert server.hits == []
    assert all("network" in text for text in said), said


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize("kind", [*DESCRIPTIONS, "aux"])
def test_no_image_of_a_product_leads_to_a_server(
    tmp_path: Path, server: HitCounter, kind: str, form: str
) -> None:
    images = {("04", 10): counts(10), ("SCL", 20): counts(20), ("PVI", 60): counts(60)}
    builder = SafeBuilder(images=images)
    safe = builder.write(tmp_path)
    for image in safe.rglob("*.jp2"):
        if kind == "aux":
            address = f"/vsicurl/{server.address}/a.ovr"
            image.with_name(f"{image.name}.aux.xml").write_text(
                AUX.format(address=address)
            )
        else:
            image.write_text(DESCRIPTIONS[kind](server.address))
    path = str(safe)
    if form == "zip":
        path = shutil.make_archive(str(safe), "zip", safe.parent, safe.name)
    for work in (
        lambda: describe(open_product(path), with_quicklook=True),
        lambda: stack(Request(product=path), str(tmp_path / "out.tif")),
    ):
        with raster_environment(), pytest.raises(ExogenousError):
            work()
    assert server.hits == []


@pytest.mark.parametrize("name", ["a.vrt", "a.gml", "a.geojson", "a.xml"])
def test_an_area_leads_to_no_server(
    tmp_path: Path, server: HitCounter, name: str
) -> None:
    texts = {
        "a.vrt": '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>'
        f"/vsicurl/{server.address}/a.geojson</SrcDataSource></OGRVRTLayer>"
        "</OGRVRTDataSource>",
        "a.gml": '<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs='
        '"http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
        f'"http://x {server.address}/wfs?request=DescribeFeatureType"><gml:'
        "featureMember/></wfs:FeatureCollection>",
        "a.geojson": stac(server.address),
        "a.xml": f"<OGRWFSDataSource><URL>{server.address}/wfs</URL>"
        "</OGRWFSDataSource>",
    }
    (tmp_path / name).write_text(texts[name])
    with pytest.raises(ExogenousError):
        from_text(str(tmp_path / name))
    assert server.hits == []


def test_what_a_user_types_is_asked_for(
    tmp_path: Path, product: Path, server: HitCounter
) -> None:
    with counting_server() as asked:
        try_all(tmp_path, product, f"/vsicurl/{asked.address}/a.tif")
        assert asked.hits
    assert server.hits == []


def test_a_setting_allows_files_to_name_addresses(
    tmp_path: Path, product: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXOGENOUS_NETWORK", "yes")
    with counting_server() as asked:
        (tmp_path / "a.vrt").write_text(vrt(f"/vsicurl/{asked.address}/a.tif"))
        try_all(tmp_path, product, str(tmp_path / "a.vrt"))
        assert asked.hits


@pytest.mark.parametrize("outside", ["../secret.bin", "link.bin", "/etc/passwd"])
def test_raw_bytes_come_from_beside_a_virtual_raster(
    tmp_path: Path, product: Path, outside: str
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.bin").write_bytes(bytes(64))
    (inside / "link.bin").symlink_to(tmp_path / "secret.bin")
    text = (
        f'<VRTDataset rasterXSize="8" rasterYSize="8">{PLACE}<VRTRasterBand '
        'dataType="Byte" band="1" subClass="VRTRawRasterBand"><SourceFilename '
        f'relativeToVRT="{int(not outside.startswith("/"))}">{outside}'
        "</SourceFilename><ImageOffset>0</ImageOffset></VRTRasterBand></VRTDataset>"
    )
    (inside / "a.vrt").write_text(text)
    said = try_all(tmp_path, product, str(inside / "a.vrt"))
    assert all("byte by byte" in one for one in said), said
    (inside / "own.bin").write_bytes(bytes(range(64)))
    (inside / "a.vrt").write_text(text.replace("subClass", "SUBCLASS"))
    assert try_all(tmp_path, product, str(inside / "a.vrt")) == said
    beside = text.replace(outside, "own.bin").replace('VRT="0"', 'VRT="1"')
    (inside / "a.vrt").write_text(beside)
    assert try_all(tmp_path, product, str(inside / "a.vrt")) == ["", "", ""]


def test_a_virtual_raster_of_files_anywhere_is_read(
    tmp_path: Path, product: Path
) -> None:
    (tmp_path / "deep").mkdir()
    make_raster(tmp_path / "b.tif", np.full((8, 8), 7.0, "float32"))
    (tmp_path / "deep/a.vrt").write_text(vrt("../b.tif", relative=1))
    assert try_all(tmp_path, product, str(tmp_path / "deep/a.vrt")) == ["", "", ""]
    with rasterio.open(tmp_path / "out.tif") as src:
        assert (src.read() == 7).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("/vsicurl/https://host/a.tif", True),
        ("https://host/a.tif", True),
        ("s3://bucket/a.tif", True),
        ("/vsizip//vsis3/bucket/a.zip/a.tif", True),
        ("WMS:https://host", True),
        ("PG:dbname=a", True),
        ("QGIS_RASTER:wcs:url=https://x", True),
        ("/data/https/a.tif", False),
        ("C:\\data\\a.tif", False),
        ("C:/data//a.tif", False),
        ('NETCDF:"/data/a.nc":v', False),
        ("/vsizip/{/data/a.zip}/a.tif", False),
        ("vrt:///data/a.tif?bands=1", False),
        ("GTI:/data/index.gpkg", False),
    ],
)
def test_an_address_is_told_from_a_file(name: str, *, expected: bool) -> None:
    assert is_remote(name) is expected
