# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes GeoTIFFs that appear whole or not at all."""

from __future__ import annotations

import math
import os
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window

from ..errors import Cancelled, OutputNotWritable
from ..errors.library_words import words_of_system
from ..message import say
from ..progress import never
from ..rasterio_private import GdalError
from .band_tags import band_tags, told_crs
from .class_names import write_class_names
from .committing.destination import true_place
from .committing.moves import Move, move_together
from .committing.run_files import UNFINISHED, new_name
from .copying import copy_unless
from .integrity import is_whole
from .lost_tiles import WrittenSquares, is_readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from numpy.typing import NDArray
    from rasterio.io import DatasetWriter
    from typing_extensions import Self

    from ..geometry.grid import Block
    from .file_plan import FilePlan

#: The end of the names of GDAL's own temporary files, which it may fail to remove.
_SCRATCH: Final = ".tmp"

#: Files beside a replaced GeoTIFF, which describe its former pixels.
_SIDECARS: Final = (".aux.xml", ".ovr", ".msk")


def commit(writers: Sequence[RasterWriter]) -> None:
    """Move complete files to their destinations: all of them, or none.

    Raises:
        OutputNotWritable: A destination cannot be replaced; all are as they were.
    """
    for writer in writers:
        writer.finish()
    try:
        move_together([move for writer in writers for move in writer.moves()])
    except OSError as error:
        names = {error.filename, error.filename2}
        refused = [one for one in writers if str(one.place) in names] or writers
        reason = words_of_system(error)
        raise OutputNotWritable(str(refused[0].path), reason) from error


class RasterWriter:
    """A GeoTIFF under a temporary name until `commit` moves it to its destination.

    Leaving the context without a commit removes the GeoTIFF; a file that was at the
    destination before stays.
    """

    def __init__(self, file: FilePlan) -> None:
        """Open the temporary file beside the destination.

        Raises:
            OutputNotWritable: The file cannot be made.
        """
        self.path = file.path
        self.place = true_place(file.path)
        self._file = file
        self._written = WrittenSquares(file.encoding.nodata)
        with ExitStack() as undo:
            self._folders = _make_folders(self.path, self.place)
            undo.callback(_remove_folders, self._folders)
            self._temporary = _reserve(self.path, self.place)
            undo.callback(self._temporary.unlink, missing_ok=True)
            with self._explained():
                self._dataset = _create(self._temporary, file)
                undo.callback(self._dataset.close)
                _describe(self._dataset, file)
            undo.pop_all()

    @property
    def temporary(self) -> str:
        """The path of the file until it is committed."""
        return str(self._temporary)

    def write(self, block: Block, bands: Sequence[int], numbers: NDArray[Any]) -> None:
        """Write encoded numbers.

        Args:
            block: Pixels of the result's own grid.
            bands: Indices of the bands of these numbers.
            numbers: Shape (bands, rows, cols).

        Raises:
            OutputNotWritable: The disk refuses the numbers.
        """
        window = Window(block.col_off, block.row_off, block.cols, block.rows)
        self._written.note(block, bands, numbers)
        with self._explained():
            self._dataset.write(numbers, [band + 1 for band in bands], window=window)

    def finish(self, is_cancelled: Callable[[], bool] = never) -> None:
        """Write the blocks that are still in memory, and check the complete file.

        Args:
            is_cancelled: Asked again and again.

        Raises:
            Cancelled: The run was cancelled.
            OutputNotWritable: The disk refuses the file.
        """
        if self._dataset.closed:
            return
        with self._explained():
            self._dataset.close()
            self._check()
            if self._file.format == "COG":
                self._optimise(is_cancelled)
                self._check()
            write_class_names(self._file, self._temporary)
        if is_cancelled():
            raise Cancelled

    def _check(self) -> None:
        if not (
            is_whole(self._temporary, is_sparse=self._file.is_sparse)
            and is_readable(self._temporary, self._written)
        ):
            raise OutputNotWritable(
                str(self.path),
                say(
                    "not all of it could be stored. Make room on the disk or in "
                    "memory, or choose creation options that suit its type."
                ),
            )

    def _optimise(self, is_cancelled: Callable[[], bool]) -> None:
        """Turn the GeoTIFF into a cloud optimised one, which GDAL makes by copying."""
        plain = self._temporary
        self._temporary = copied = _reserve(self.path, self.place)
        try:
            copy_unless(
                is_cancelled, plain, copied, driver="COG", **self._file.cog_options
            )
        finally:
            _remove(plain)

    def moves(self) -> list[Move]:
        """Return what must be moved once the file is finished.

        Files beside the former one describe its pixels, so they go.
        """
        parts = {
            self._named(part): part
            for part in _beside(self._temporary)
            if part.suffix != _SCRATCH
        }
        former = [path for path in _sidecars(self.place) if path not in parts]
        return [
            Move(self.place, self._temporary),
            *(Move(place, part) for place, part in parts.items()),
            *(Move(path, None) for path in former),
        ]

    def _named(self, part: Path) -> Path:
        """Return the path, beside the result, of a file beside the temporary one."""
        own = self._temporary
        if part.name.startswith(own.name):
            return self.place.with_name(self.place.name + part.name[len(own.name) :])
        return self.place.with_name(self.place.stem + part.name[len(own.stem) :])

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the file unless it was committed."""
        with ExitStack() as undo:
            undo.callback(_remove_folders, self._folders)
            undo.callback(_remove, self._temporary)
            if not self._dataset.closed:
                undo.callback(self._dataset.close)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn rasterio's errors into errors with the destination and GDAL's reason."""
        try:
            yield
        except (RasterioError, GdalError) as error:  # of copying, the latter
            reason = str(error.__cause__ or error)
            reason = reason.replace(self._temporary.name, self.path.name)
            raise OutputNotWritable(str(self.path), reason) from error
        except OSError as error:
            raise OutputNotWritable(str(self.path), words_of_system(error)) from error


def _remove(temporary: Path) -> None:
    for part in (temporary, *_beside(temporary)):
        with suppress(OSError):  # A later run removes what this one may not.
            part.unlink(missing_ok=True)


def _beside(temporary: Path) -> list[Path]:
    """Return the files that creation options made GDAL write beside a temporary file.

    Such are world files, and `.aux.xml` for metadata that a profile's tags cannot hold.
    """
    files = temporary.parent.glob(f"{temporary.stem}.*")
    return [path for path in files if path != temporary]


def _sidecars(path: Path) -> list[Path]:
    names = [f"{path}{suffix}" for suffix in _SIDECARS]
    # Not Path.exists, which fails where the name is too long for a file.
    return [Path(name) for name in names if os.path.exists(name)]  # noqa: PTH110


def _make_folders(path: Path, place: Path) -> tuple[Path, ...]:
    """Make the folder of a file; return the folders made for it, deepest first."""
    try:
        made = tuple(folder for folder in place.parents if not folder.exists())
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritable(str(path), words_of_system(error)) from error
    return made


def _remove_folders(folders: tuple[Path, ...]) -> None:
    """Remove folders that were made for a file, unless they hold files."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _reserve(path: Path, place: Path) -> Path:
    """Find an unused name beside the file's place, by trying to make a file of it.

    The trial file is removed: closing an existing file that was emptied, ext4 waits
    until all of it is on the disk, which takes as long as writing it did.
    """
    temporary = new_name(place.parent, UNFINISHED)
    try:
        temporary.touch(exist_ok=False)
        temporary.unlink()
    except OSError as error:
        _remove(temporary)
        raise OutputNotWritable(str(path), words_of_system(error)) from error
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
        crs=told_crs(grid, file.layers),
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
        dataset.update_tags(index, **band_tags(layer), nodata=tag)
        if layer.facts.imagery:
            dataset.update_tags(index, ns="IMAGERY", **layer.facts.imagery)
    dataset.scales = [one.packing.scale for one in file.encodings]
    dataset.offsets = [one.packing.offset for one in file.encodings]
    if any(layer.facts.unit for layer in file.layers):
        dataset.units = [layer.facts.unit for layer in file.layers]
    if file.colormap:
        dataset.write_colormap(1, file.colormap)
