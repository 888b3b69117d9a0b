# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes GeoTIFFs that appear whole or not at all."""

from __future__ import annotations

import math
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window

from .encoding import Encoding, needs_range
from .errors import InvalidRequest, OutputNotWritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from numpy.typing import NDArray
    from rasterio.io import DatasetWriter
    from typing_extensions import Self

    from .grid import Block
    from .plan import LayerPlan, Plan

#: The edge of a GeoTIFF tile.
TIFF_TILE_PX: Final = 512

#: Files beside a GeoTIFF that describe the pixels it had before.
_SIDECARS: Final = (".aux.xml", ".ovr", ".msk")

_UNSAFE: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """One file that is to be written."""

    destination: str
    """Ends in .tif or .tiff."""
    plan: Plan
    layers: tuple[LayerPlan, ...]
    """The bands, in order: all layers of the plan, or one."""
    encodings: tuple[Encoding, ...]
    """One per band; type and nodata value are the same in all."""
    creation: Mapping[str, str]
    """GeoTIFF creation options over the defaults."""

    def __post_init__(self) -> None:
        """Refuse a name that is not a GeoTIFF's, and bands that do not agree."""
        if self.path.suffix.lower() not in {".tif", ".tiff"}:
            raise InvalidRequest(
                "OUTPUT", self.destination, "Results are GeoTIFF: end it in .tif."
            )
        if len(self.encodings) != len(self.layers) or len(self._types) != 1:
            raise ValueError(f"{len(self.layers)} bands cannot be {self._types}")

    @property
    def _types(self) -> set[tuple[str, str]]:
        return {(one.dtype, str(one.nodata)) for one in self.encodings}

    @property
    def encoding(self) -> Encoding:
        """What all the bands share: the type and the nodata value."""
        return self.encodings[0]

    @property
    def float_dtype(self) -> str:
        """The float type that holds every band's values."""
        return self.plan.stack_dtype if len(self.layers) > 1 else self.layers[0].dtype

    @property
    def path(self) -> Path:
        """The destination."""
        return Path(self.destination)

    @property
    def attributes(self) -> dict[str, str]:
        """The dataset's tags: the product's, and the names of the bands."""
        names = " ".join(layer.name for layer in self.layers)
        own = {key: str(value) for key, value in self.plan.attributes.items()}
        return {"long_name": names, **own}


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
        try:
            self._dataset.close()
        except RasterioError as error:
            raise OutputNotWritable(str(self.path), str(error)) from error

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


def safe_file_names(names: Iterable[str]) -> tuple[str, ...]:
    """Turn layer names into file names that every system takes, all different.

    Letters of any language stay; what some system forbids becomes `_`.
    """
    taken: set[str] = set()
    safe = []
    for name in names:
        stem = _UNSAFE.sub("_", name).strip(" .")[:120] or "_"
        stem = f"{stem}_" if _DEVICES.match(stem) else stem
        number, unique = 1, stem
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}_{number}"
        taken.add(unique.casefold())
        safe.append(unique)
    return tuple(safe)


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
        **_creation_options(file),
    )


def _creation_options(file: FilePlan) -> dict[str, str]:
    """Put what the user asks for over the defaults."""
    is_float = np.dtype(file.encoding.dtype).kind == "f"
    options = {
        "TILED": "YES",
        "BLOCKXSIZE": str(TIFF_TILE_PX),
        "BLOCKYSIZE": str(TIFF_TILE_PX),
        "COMPRESS": "DEFLATE",
        "ZLEVEL": "1",
        "PREDICTOR": "3" if is_float else "2",
        "INTERLEAVE": "BAND",
        "BIGTIFF": "IF_SAFER",
        "NUM_THREADS": "ALL_CPUS",
    }
    asked = {key.upper(): value for key, value in file.creation.items()}
    if "COMPRESS" in asked:
        # The defaults that belong to DEFLATE mean nothing to another method.
        options = {k: v for k, v in options.items() if k not in {"ZLEVEL", "PREDICTOR"}}
    return {**options, **asked}


def _describe(dataset: DatasetWriter, file: FilePlan) -> None:
    dataset.update_tags(**file.attributes)
    nodata = file.encoding.nodata
    for index, layer in enumerate(file.layers, 1):
        dataset.set_band_description(index, layer.name)
        tag = "nan" if math.isnan(nodata) else f"{nodata:g}"
        dataset.update_tags(index, **{**layer.tags, "nodata": tag})
    dataset.scales = [one.packing.scale for one in file.encodings]
    dataset.offsets = [one.packing.offset for one in file.encodings]
    colormap = _colormap(file)
    if colormap:
        dataset.write_colormap(1, colormap)


def _colormap(file: FilePlan) -> dict[int, tuple[int, ...]]:
    """Return the palette of a file of classes, empty where it has none."""
    first, *others = file.layers
    has_codes = first.keeps_values and file.encoding.dtype in {"uint8", "uint16"}
    has_codes = has_codes and not needs_range(first, file.encoding)
    if others or first.source is None or not has_codes:
        return {}
    return dict(first.source.colormap)
