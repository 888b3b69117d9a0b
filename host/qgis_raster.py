# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads through QGIS's raster providers what rasterio's GDAL has no driver for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from affine import Affine
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsDataProvider,
    QgsProviderRegistry,
    QgsRasterDataProvider,
    QgsRasterInterface,
    QgsRectangle,
)
from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..core.environment import OFFLINE
from ..core.errors import SourceUnreadable
from ..core.io.remote_names import may_ask
from ..core.message import say
from ..core.secrets import without_secrets
from ..core.sources.other_reader import Header, use_reader
from .layer_source import PROVIDER_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..core.geometry.grid import Block

#: numpy's names for QGIS's types; the others are pictures, or complex.
_DTYPES: Final = {
    Qgis.DataType.Byte: "uint8",
    Qgis.DataType.UInt16: "uint16",
    Qgis.DataType.Int16: "int16",
    Qgis.DataType.UInt32: "uint32",
    Qgis.DataType.Int32: "int32",
    Qgis.DataType.Float32: "float32",
    Qgis.DataType.Float64: "float64",
}

#: How far QGIS's scaled values may be off, in parts of them: it counts in float32.
_ROUNDING: Final = 2.0**-22


class QgisReader:
    """QGIS's providers, as the core asks for them."""

    def open(self, path: str) -> QgisRaster | None:
        """Open a raster; None where QGIS cannot either, or has no numbers of it.

        Args:
            path: A file, a name for GDAL, or what `layer_source.gdal_name` makes.
        """
        named = PROVIDER_NAME.match(path)
        provider = named["provider"] if named else "gdal"
        uri = path[named.end() :] if named else path
        with _network_of(path):
            opened = _opened(uri, provider)
            header = _header(opened) if opened is not None else None
        if header is None:
            return None
        return QgisRaster(path=path, uri=uri, provider=provider, header=header)

    def inside(self, path: str) -> tuple[str, ...]:
        """List the rasters in a container that GDAL opens, as HDF4; no pixel is read.

        Args:
            path: A file, or a name for GDAL.
        """
        if PROVIDER_NAME.match(path):
            return ()
        parts = QgsProviderRegistry.instance().querySublayers(path)
        rasters = [part.uri() for part in parts if part.providerKey() == "gdal"]
        return tuple(uri for uri in rasters if uri != path)


#: The one that is registered.
READER: Final = QgisReader()


def register() -> None:
    """Have the core ask QGIS for rasters that it cannot open."""
    use_reader(READER)


@dataclass(frozen=True, kw_only=True)
class QgisRaster:
    """A raster that QGIS reads; it is open only while a part of it is read.

    What QGIS opens has to go before QGIS does, and belongs to one thread.
    """

    path: str
    uri: str
    provider: str
    header: Header

    def read(self, band: int, block: Block) -> NDArray[Any]:
        """Read a band's numbers, see `OtherRaster`.

        Raises:
            SourceUnreadable: QGIS has none.
        """
        place = self.header.transform
        left, top = place * (block.col_off, block.row_off)
        right, bottom = place * (block.col_end, block.row_end)
        extent = QgsRectangle(left, bottom, right, top)
        with _network_of(self.path):
            provider = _opened(self.uri, self.provider)
            if provider is None:
                raise self._unreadable(say("QGIS no longer opens it"))
            # Numbers that mean nodata would not be scaled, and be taken for values.
            provider.setUseSourceNoDataValue(band, False)
            found = provider.block(band, extent, block.cols, block.rows)
        dtype = _DTYPES.get(found.dataType())
        if not found.isValid() or dtype is None:
            raise self._unreadable(
                say("QGIS reads no pixels of band {band}", band=band)
            )
        values = np.frombuffer(bytes(found.data()), dtype=dtype)
        return self._numbers(band, values.reshape(block.rows, block.cols))

    def _numbers(self, band: int, values: NDArray[Any]) -> NDArray[Any]:
        """Return the file's numbers, of which QGIS gives scaled values.

        QGIS does not say whether they were whole; those that may be, become so.
        """
        dtype = np.dtype(self.header.dtype)
        scale, offset = (self.header.packings or {band - 1: (1.0, 0.0)})[band - 1]
        if (scale, offset) == (1.0, 0.0):
            return values.astype(dtype)
        scaled = values.astype(np.float64)
        numbers = (scaled - offset) / scale
        slack = np.maximum(np.abs(scaled), abs(offset)) * (_ROUNDING / abs(scale))
        whole = np.rint(numbers)
        is_whole = np.abs(numbers - whole) <= slack
        return np.where(is_whole, whole, numbers).astype(dtype)

    def _unreadable(self, reason: str) -> SourceUnreadable:
        return SourceUnreadable("QGIS", without_secrets(self.path), reason)


@contextmanager
def _network_of(path: str) -> Iterator[None]:
    """Let QGIS's GDAL ask servers on this thread only if a path is an address."""
    if may_ask(path):
        yield
        return
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in OFFLINE}
    for name, value in OFFLINE.items():
        gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)


def _opened(uri: str, name: str) -> QgsRasterDataProvider | None:
    """Open a raster by itself; a layer reads it all and leaves statistics beside it."""
    options = QgsDataProvider.ProviderOptions()
    provider = QgsProviderRegistry.instance().createProvider(name, uri, options)
    if isinstance(provider, QgsRasterDataProvider) and provider.isValid():
        return provider
    return None


def _header(provider: QgsRasterDataProvider) -> Header | None:
    """Read what a raster says of itself; None where it gives pictures, or complex."""
    bands = range(1, provider.bandCount() + 1)
    packings = tuple(_packing(provider, band) for band in bands)
    is_packed = any(packing != (1.0, 0.0) for packing in packings)
    dtypes = [_DTYPES.get(provider.dataType(band)) for band in bands]
    known = [dtype for dtype in dtypes if dtype is not None]
    has_size = provider.capabilities() & QgsRasterInterface.Size
    if not has_size or not known or len(known) < len(dtypes):
        return None
    nodata = next(
        (
            provider.sourceNoDataValue(band)
            for band in bands
            if provider.sourceHasNoDataValue(band)
        ),
        None,
    )
    extent, cols, rows = provider.extent(), provider.xSize(), provider.ySize()
    x, y = extent.width() / cols, extent.height() / rows
    return Header(
        crs=_crs(provider),
        transform=Affine(x, 0, extent.xMinimum(), 0, -y, extent.yMaximum()),
        rows=rows,
        cols=cols,
        dtype=str(np.result_type(*known)),
        nodata=nodata,
        descriptions=tuple(_description(provider, band) for band in bands),
        packings=packings if is_packed else (),
    )


def _packing(provider: QgsRasterDataProvider, band: int) -> tuple[float, float]:
    return provider.bandScale(band), provider.bandOffset(band)


def _crs(provider: QgsRasterDataProvider) -> CRS | None:
    crs = provider.crs()
    try:
        return CRS.from_wkt(crs.toWkt()) if crs.isValid() else None
    except CRSError:
        return None


def _description(provider: QgsRasterDataProvider, band: int) -> str:
    """Return a band's own description, which QGIS puts behind its number."""
    _, colon, text = provider.generateBandName(band).partition(":")
    return text.strip() if colon else ""
