# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes GeoTIFFs that appear whole or not at all."""

from __future__ import annotations

import math
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import rasterio
import rasterio.shutil
from rasterio.errors import RasterioError
from rasterio.windows import Window

from .errors import OutputNotWritable

if TYPE_CHECKING:
    from types import TracebackType

    from numpy.typing import NDArray
    from rasterio.io import DatasetWriter
    from typing_extensions import Self

    from .file_plan import FilePlan
    from .grid import Block

#: Files beside a GeoTIFF that describe the pixels it had before.
_SIDECARS: Final = (".aux.xml", ".ovr", ".msk")


class RasterWriter:
    """A GeoTIFF under a temporary name until `commit` gives it its own.

    Leaving the context without a commit removes it; what was at the destination
    before stays.
    """

    def __init__(self, file: FilePlan) -> None:
        """Open the temporary file beside the destination.

        Raises:
            OutputNotWritable: The file cannot be made there.
        """
        self.path = file.path
        self._file = file
        self._temporary = _reserve(self.path)
        try:
            self._dataset = _create(self._temporary, file)
            _describe(self._dataset, file)
        except RasterioError as error:
            self._temporary.unlink(missing_ok=True)
            raise OutputNotWritable(file.destination, str(error)) from error

    @property
    def temporary(self) -> str:
        """Where the pixels are until they are committed."""
        return str(self._temporary)

    def write(self, block: Block, bands: NDArray[Any]) -> None:
        """Write encoded numbers.

        Args:
            block: Pixels of the result's own grid.
            bands: Shape (bands, rows, cols).

        Raises:
            OutputNotWritable: The disk refuses them.
        """
        window = Window(block.col_off, block.row_off, block.cols, block.rows)
        try:
            self._dataset.write(bands, window=window)
        except RasterioError as error:
            raise OutputNotWritable(str(self.path), str(error)) from error

    def finish(self) -> None:
        """Write what is still in memory; the file is complete after it.

        Raises:
            OutputNotWritable: The disk refuses it.
        """
        if self._dataset.closed:
            return
        try:
            self._dataset.close()
            if self._file.format == "COG":
                self._optimise()
        except RasterioError as error:
            raise OutputNotWritable(str(self.path), str(error)) from error

    def _optimise(self) -> None:
        """Turn the GeoTIFF into a cloud optimised one, which GDAL makes by copying."""
        plain = self._temporary
        self._temporary = _reserve(self.path)
        try:
            rasterio.shutil.copy(
                plain, self._temporary, driver="COG", **self._file.cog_options
            )
        finally:
            plain.unlink()

    def commit(self) -> None:
        """Put the file in its place.

        Raises:
            OutputNotWritable: The destination cannot be replaced.
        """
        self.finish()
        try:
            self._temporary.replace(self.path)
            for suffix in _SIDECARS:
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise OutputNotWritable(str(self.path), str(error)) from error

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove what was not committed."""
        if not self._dataset.closed:
            self._dataset.close()
        self._temporary.unlink(missing_ok=True)
        Path(f"{self._temporary}.aux.xml").unlink(missing_ok=True)


def _reserve(path: Path) -> Path:
    """Take a name of our own beside the destination, with a new file's usual rights."""
    temporary = path.with_name(f".{path.stem[:80]}.{uuid.uuid4().hex}.part.tif")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch(exist_ok=False)
    except OSError as error:
        raise OutputNotWritable(str(path), str(error)) from error
    return temporary


def _create(path: Path, file: FilePlan) -> DatasetWriter:
    grid = file.plan.target.dst_grid
    return rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=grid.cols,
        height=grid.rows,
        count=len(file.layers),
        dtype=file.encoding.dtype,
        crs=grid.crs,
        transform=grid.transform,
        nodata=file.encoding.nodata,
        **file.tiff_options,
    )


def _describe(dataset: DatasetWriter, file: FilePlan) -> None:
    dataset.update_tags(**file.attributes)
    nodata = file.encoding.nodata
    for index, layer in enumerate(file.layers, 1):
        dataset.set_band_description(index, layer.name)
        tag = "nan" if math.isnan(nodata) else f"{nodata:g}"
        dataset.update_tags(index, **{**layer.tags, "nodata": tag})
    dataset.scales = [one.packing.scale for one in file.encodings]
    dataset.offsets = [one.packing.offset for one in file.encodings]
    if file.colormap:
        dataset.write_colormap(1, file.colormap)
