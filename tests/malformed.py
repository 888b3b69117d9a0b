# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes malformed inputs: values of parameters, and files, each with a name.

A value is combined with each place that takes such a value; a file with each reader.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import struct
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Texts that no parameter means.
TEXTS = {
    "blank": " ",
    "nul": "a\0b",
    "surrogate": "a\ud800b",
    "bell": "a\x07b",
    "right to left": "\u202ea.tif",
    "long": "x" * 5000,
    "long path": "/x" * 3000,
    "braces": "{name} {0} {",
    "percent": "%s%n%",
    "quotes": "'\"`;--",
    "html": "<img src=x onerror=alert(1)>",
    "json": '{"a": ',
    "deep list": "[" * 100_000,
    "deep object": '{"a":' * 100_000,
    "digits": "9" * 401,
    "many digits": "9" * 5000,
    "exponent": "1e999",
    "nan": "nan",
    "minus infinity": "-inf",
    "hex": "0x10",
    "other digits": "٣",
    "power": "²",
    "newlines": "a\nb\r\nc",
    "separator": "a\u2028b",
    "s3": "s3://bucket/a.tif",
    "gs": "gs://bucket/a.tif",
    "az": "az://container/a.tif",
    "s3 folder": "s3://bucket",
    "no bucket": "s3://",
    "vsimem": "/vsimem/none.tif",
    "vsizip": "/vsizip/none.zip/a.tif",
    "vsi": "/vsinothing/a",
    "xml": "<VRTDataset",
    "xml bomb": '<!DOCTYPE a [<!ENTITY b "bbbb">]><VRTDataset>&b;</VRTDataset>',
    "subdataset": "NETCDF:none.nc:v",
    "virtual": "vrt://none.tif?bands=99999999999999999999",
    "expression": "[% 1/0 %]",
    "pipes": "||||=|=",
    "commas": ",,,,",
    "extent": "1,0,1,0",
    "extent nan": "nan,nan,nan,nan [EPSG:4326]",
    "extent huge": "-1e308,1e308,-1e308,1e308 [EPSG:4326]",
    "extent crs": "0,1,0,1 [EPSG:99999999]",
    "layername": "a.gpkg|layername=|layerid=x",
    "filter": "a.gpkg|subset=1;DROP TABLE a",
    "home": "~nobody/a.tif",
    "device": "/dev/null",
    "folder": "/",
    "proc": "/proc/self/mem",
}

#: Values that are no texts.
OTHERS: dict[str, Any] = {
    "nothing": None,
    "list of nothing": [None],
    "list of empty": [{}],
    "list of lists": [[[]]],
    "empty tuple": (),
    "set": {1},
    "bytes": b"a\xff",
    "true": True,
    "zero": 0,
    "minus one": -1,
    "huge": 10**400,
    "minus huge": -(10**5000),
    "nan": math.nan,
    "infinity": math.inf,
    "tiny": 5e-324,
    "large": 1e300,
    "complex": 1j,
    "numpy float": np.float64("nan"),
    "numpy int": np.int8(-1),
    "numpy array": np.arange(3),
    "numpy text": np.str_("a"),
    "object": object(),
    "type": int,
    "key of a number": {1: 2},
    "key of nothing": {None: None},
    "dictionary of lists": {"a": [1]},
}

#: The keys of a row.
KEYS = ("name", "path", "band", "resampler", "nodata", "crs", "scale", "offset")
MORE_KEYS = ("mask", "domain", "use", "nothing known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """A value for a parameter."""

    name: str
    parameter: str
    """A word for where the value goes: `exo`, `aoi`, `threads` and so on."""
    value: Any


def values(raster: str, *, every_key: bool = False) -> Iterator[Malformed]:
    """Yield malformed values of all parameters.

    Args:
        raster: The path of a raster that is as it should be.
        every_key: Combine each value with each key of a row, not with one of them.
    """
    every = {**TEXTS, **OTHERS}
    parameters = ("exo", "product", "bands", "aoi", "pixel_size", "output", "folder")
    for parameter in (*parameters, "threads", "memory", "nodata"):
        for name, value in every.items():
            yield Malformed(name=name, parameter=parameter, value=value)
    keys = (*KEYS, *MORE_KEYS)
    for number, (name, value) in enumerate(every.items()):
        for key in keys if every_key else [keys[number % len(keys)]]:
            row = {"name": "a", "path": raster, key: value}
            yield Malformed(name=f"{key}: {name}", parameter="exo", value=[row])
    for name, value in _rows(raster):
        yield Malformed(name=name, parameter="exo", value=value)
    for size in (1e-300, 1e-9, 1e7, 1e30, 1e300, 1e-5):
        yield Malformed(name=f"{size:g}", parameter="pixel_size", value=size)


def _rows(raster: str) -> Iterator[tuple[str, Any]]:
    cyclic: dict[str, Any] = {"name": "a", "path": raster}
    cyclic["band"] = cyclic
    yield "cyclic row", [cyclic]
    yield "cyclic table", {"a": cyclic}
    own: list[Any] = []
    own.append(own)
    yield "cyclic list", own
    deep: Any = {}
    for _ in range(5000):
        deep = [deep]
    yield "deep list", deep
    yield "path and PATH", [{"path": raster, "PATH": raster}]
    yield "band twice", [{"path": raster, "band": 1, "bandnumber": 2}]
    yield "path twice", json.dumps({"path": raster})[:-1] + ', "path": "b"}'
    yield "no JSON number", f'[{{"path": "{raster}", "scale": NaN}}]'
    yield "JSON digits", f'[{{"path": "{raster}", "band": {"9" * 5000}}}]'
    yield "vertical CRS", [{"path": raster, "crs": "EPSG:5773"}]
    yield "engineering CRS", [{"path": raster, "crs": 'ENGCRS["a",EDATUM["b"]]'}]
    yield "scale is true", [{"path": raster, "scale": True}]
    yield "offset is false", [{"path": raster, "offset": False}]
    yield "names alike", {" a": raster, "a ": raster}


def files() -> Iterator[tuple[str, bytes]]:
    """Yield malformed files: a name, which may end as the format does, and bytes."""
    yield "empty.tif", b""
    yield "text.tif", b"nothing"
    yield "header.tif", b"II*\0\x08\0\0\0"
    yield "endless.tif", b"II*\0\x08\0\0\0\xff\xff" + bytes(64)
    yield "big.tif", b"II+\0\x08\0\0\0" + b"\xff" * 64
    yield "empty.zip", b""
    yield "end.zip", b"PK\5\6" + bytes(18)
    yield "many.zip", b"PK\5\6" + b"\xff" * 18
    for name, method in (("lzma", 14), ("bzip2", 12)):
        yield f"{name}.zip", _archive(method)
    yield (
        "unknown.zip",
        _archive(0).replace(
            b"PK\1\2\x14\3\x14\0\0\0\0\0", b"PK\1\2\x14\3\x14\0\0\0\x63\0"
        ),
    )
    yield "latin.zip", _archive(0).replace(b"MTD_MSIL2A", b"MTD\xe9MSIL2A")
    yield "marked.zip", _marked(_archive(0))
    yield "nul.zip", _archive(0).replace(b"MTD_MSIL2A", b"MTD\0MSIL2A")
    yield "nameless.zip", _nameless()
    yield "spoilt.zip", _spoilt(_archive(14))
    yield "cut.zip", _archive(8)[:-30]
    yield "flipped.zip", _archive(8).replace(b"PK\3\4", b"PK\3\5")
    yield "tape.tar", _tape()
    yield "tape.tar.gz", b"\x1f\x8b\x08\0" + bytes(20)
    yield "cut.tif.gz", gzip.compress(_tape())[:-30]
    yield "odd.tif.gz", b"\x1f\x8b\x08\0" + b"\xff" * 20
    yield "cut.tgz", gzip.compress(_tape())[:-30]
    yield "a.vrt", b"<VRTDataset"
    yield "latin.vrt", b"<E\xf6<VRTDatasets\x87t>et>"
    yield "size.vrt", b'<VRTDataset rasterXSize="2147483647" rasterYSize="2147483647"/>'
    yield (
        "self.vrt",
        (
            b'<VRTDataset rasterXSize="8" rasterYSize="8"><SRS>EPSG:32630</SRS>'
            b"<GeoTransform>500000,10,0,5000000,0,-10</GeoTransform>"
            b'<VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename '
            b'relativeToVRT="1">self.vrt</SourceFilename><SourceBand>1</SourceBand>'
            b"</SimpleSource></VRTRasterBand></VRTDataset>"
        ),
    )
    yield (
        "flat.asc",
        (b"ncols 0\nnrows 0\nxllcorner 0\nyllcorner 0\ncellsize 0\nNODATA_value x\n"),
    )
    yield (
        "nan.asc",
        (b"ncols 2\nnrows 2\nxllcorner nan\nyllcorner inf\ncellsize 1e308\n1 2 3 4\n"),
    )
    yield "signature.h5", b"\x89HDF\r\n\x1a\n" + bytes(8)
    yield "classic.nc", b"CDF\1" + b"\xff" * 40
    yield "signature.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(32)
    yield "stream.jp2", b"\xff\x4f\xff\x51" + b"\xff" * 60
    yield "signature.png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 20
    yield "none.geojson", b"{"
    yield "deep.geojson", b'{"type":"FeatureCollection","features":' + b"[" * 100_000
    yield (
        "nan.geojson",
        (
            b'{"type":"Feature","properties":{},"geometry":{"type":"Polygon",'
            b'"coordinates":[[[1e999,0],[0,1],[1,1],[1e999,0]]]}}'
        ),
    )
    yield (
        "open.geojson",
        (
            b'{"type":"Feature","properties":{},"geometry":{"type":"Polygon",'
            b'"coordinates":[[[0,0]]]}}'
        ),
    )
    yield "null.geojson", b'{"type":"Feature","properties":null,"geometry":null}'
    yield "words.kml", b"<kml><Document><Placemark><Polygon>"
    yield "header.gpkg", b"SQLite format 3\0" + bytes(84)
    yield "header.shp", b"\0\0\x27\x0a" + bytes(96)
    yield "table.csv", b'WKT,id\n"POLYGON((0 0",1\n'
    yield "\udce9.tif", b"II*\0"


def _archive(method: int) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        root = "S2A_MSIL2A_20200101T000000_N0500_R001_T32TPT_20200101T000000.SAFE"
        archive.writestr(f"{root}/MTD_MSIL2A.xml", "<a/>" * 20)
        image = "T32TPT_20200101T000000_B04_10m.jp2"
        archive.writestr(f"{root}/GRANULE/a/IMG_DATA/R10m/{image}", bytes(2000))
    return memory.getvalue()


def _spoilt(archive: bytes) -> bytes:
    """Return an archive whose first member cannot be unpacked."""
    data = bytearray(archive)
    (name,) = struct.unpack_from("<H", archive, 26)
    data[30 + name + 9] ^= 0xFF  # the header of LZMA is before
    return bytes(data)


def _nameless() -> bytes:
    """Return an archive with a member whose name is empty (found by the fuzzer)."""
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 0, 0)
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, *[0] * 7
    )
    sizes = (0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + struct.pack("<4s4H2LH", b"PK\5\6", *sizes)


def _marked(archive: bytes) -> bytes:
    """Mark names as UTF-8 that are none."""
    data = bytearray(archive.replace(b"MTD_MSIL2A", b"MTD\xff\xfeSIL2A"))
    for start, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        place = data.find(start)
        while place >= 0:
            data[place + at + 1] |= 8
            place = data.find(start, place + 4)
    return bytes(data)


def _tape() -> bytes:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as tape:
        member = tarfile.TarInfo("../outside")
        member.size = 3
        tape.addfile(member, io.BytesIO(b"abc"))
    return memory.getvalue()


def write_files(folder: Path) -> list[Path]:
    """Write all malformed files; return their paths."""
    paths = []
    for name, data in files():
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    return paths
