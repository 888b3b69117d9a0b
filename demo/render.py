# SPDX-License-Identifier: GPL-3.0-or-later
"""Draw the bands of a stack: a PNG of each, and one of all side by side.

    python demo/render.py STACK.tif OUT_DIR

Measurements go from black (2 % of the values are darker) to white (2 % are brighter),
with the midtones lifted where a few bright pixels, clouds or snow, leave the rest dark.
Classes have the colours of the map they come from. No data is transparent, and small
rasters are enlarged by whole pixels.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioIOError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.io import DatasetReader

SHEET_NAME = "all_bands.png"
_WIDTH_PX = 1_000
_GAP_PX = 8
_MOST_CLASSES = 40
_MIDTONE = 0.4


def render(stack: Path, folder: Path) -> list[Path]:
    """Draw every band of a raster; return the pictures' paths, the sheet last."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, panels = [], []
    with rasterio.open(stack) as dataset:
        columns = _columns(dataset.count)
        panel_px = (_WIDTH_PX - _GAP_PX * (columns - 1)) // columns
        for band in dataset.indexes:
            path = folder / _file_name(band, dataset.descriptions[band - 1])
            _write(path, _draw(dataset, band, _WIDTH_PX))
            paths.append(path)
            panels.append(_draw(dataset, band, panel_px))
    sheet = folder / SHEET_NAME
    _write(sheet, _arranged(panels, columns))
    return [*paths, sheet]


def _file_name(band: int, description: str | None) -> str:
    """Make a file name any system takes; the number keeps it unique."""
    name = re.sub(r"[^\w.+-]+", "_", description or "band").strip("._")
    return f"{band:02}_{name[:80]}.png"


def _columns(count: int) -> int:
    """Put up to four bands in one row, more in rows of about equal length."""
    return count if count <= 4 else math.ceil(count / math.ceil(count / 4))


def _draw(dataset: DatasetReader, band: int, width_px: int) -> NDArray[np.uint8]:
    """Draw a band at most `width_px` wide."""
    times = max(1.0, dataset.width / width_px)
    shape = (max(1, int(dataset.height / times)), max(1, int(dataset.width / times)))
    values = dataset.read(band, out_shape=shape, masked=True)
    classes = _classes(values)
    if classes is None:
        averaged = Resampling.average if times > 1 else Resampling.nearest
        values = dataset.read(band, out_shape=shape, masked=True, resampling=averaged)
        colours = np.stack([_stretched(values)] * 3)
    else:
        colours = _coloured(values, classes, _palette(dataset, band))
    opacity = np.where(_valid(values), 255, 0)[np.newaxis]
    picture = np.concatenate([colours, opacity]).astype(np.uint8)
    larger = max(1, width_px // dataset.width)
    return picture.repeat(larger, axis=1).repeat(larger, axis=2)


def _valid(values: np.ma.MaskedArray[Any, Any]) -> NDArray[np.bool_]:
    valid: NDArray[np.bool_] = ~np.ma.getmaskarray(values) & np.isfinite(values.data)
    return valid


def _classes(values: np.ma.MaskedArray[Any, Any]) -> NDArray[np.int64] | None:
    """Return the classes, if all values are whole numbers and there are few."""
    found = np.unique(values.data[_valid(values)])
    if not 0 < found.size <= _MOST_CLASSES or np.any(found != np.rint(found)):
        return None
    return found.astype(np.int64)


def _stretched(values: np.ma.MaskedArray[Any, Any]) -> NDArray[np.float64]:
    valid = _valid(values)
    if not valid.any():
        return np.zeros(values.shape)
    low, high = np.percentile(values.data[valid], (2, 98))
    filled = np.where(valid, values.data, low).astype(np.float64)
    stretched = np.clip((filled - low) / max(high - low, 1e-12), 0, 1)
    middle = np.clip(np.median(stretched[valid]), 0.01, 0.99)
    lifted: NDArray[np.float64] = stretched ** np.clip(
        np.log(_MIDTONE) / np.log(middle), 0.35, 1
    )
    return 255 * lifted


def _palette(dataset: DatasetReader, band: int) -> dict[int, tuple[int, ...]]:
    """Return the colours of a band: its own, or those of the map its tags name."""
    if dataset.colorinterp[band - 1] == ColorInterp.palette:
        return dict(dataset.colormap(band))
    tags = dataset.tags(band)
    try:
        with rasterio.open(tags.get("source", "")) as source:
            return dict(source.colormap(int(tags.get("source_band", "1"))))
    except (RasterioIOError, ValueError):
        return {}  # No map, a moved one, or one without a palette: make colours up.


def _coloured(
    values: np.ma.MaskedArray[Any, Any],
    classes: NDArray[np.int64],
    palette: dict[int, tuple[int, ...]],
) -> NDArray[np.float64]:
    colours = np.zeros((3, *values.shape))
    for number, code in enumerate(classes.tolist()):
        colour = palette.get(code, _made_up(number))[:3]
        colours[:, values.data == code] = np.array(colour)[:, np.newaxis]
    return colours


def _made_up(number: int) -> tuple[int, ...]:
    """Return a colour far from those of the numbers before: steps of golden angle."""
    hue = 2.399963 * number
    thirds = (0.0, 2.0944, 4.1888)
    return tuple(int(140 + 100 * math.cos(hue - third)) for third in thirds)


def _arranged(panels: list[NDArray[np.uint8]], columns: int) -> NDArray[np.uint8]:
    """Put pictures of one size side by side, in rows, on a transparent sheet."""
    _, height, width = panels[0].shape
    rows = math.ceil(len(panels) / columns)
    size = (height + _GAP_PX) * rows - _GAP_PX, (width + _GAP_PX) * columns - _GAP_PX
    sheet = np.zeros((4, *size), dtype=np.uint8)
    for number, panel in enumerate(panels):
        row, column = divmod(number, columns)
        top, left = row * (height + _GAP_PX), column * (width + _GAP_PX)
        sheet[:, top : top + height, left : left + width] = panel
    return sheet


def _write(path: Path, picture: NDArray[np.uint8]) -> None:
    count, height, width = picture.shape
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(
            path,
            "w",
            driver="PNG",
            count=count,
            height=height,
            width=width,
            dtype="uint8",
        ) as dataset:
            dataset.write(picture)


def main() -> int:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stack", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    try:
        paths = render(options.stack, options.folder)
    except RasterioIOError as error:
        print(f"render: {error}", file=sys.stderr)
        return 1
    print("\n".join(str(path) for path in paths))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
