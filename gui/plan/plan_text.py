# SPDX-License-Identifier: GPL-3.0-or-later
"""A preview in words: a line for the result, one for each layer, and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...host.text import told, tr
from ..product.product_text import crs_name, number, pixel_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...core.geometry.grid import Grid
    from ...core.preview import LayerPreview, Preview


def head_line(preview: Preview) -> str:
    """Return a line on the result: size, pixel size, CRS, bands, bytes."""
    grid, bands = preview.grid, len(preview.layers)
    words = tr("{cols} x {rows} px at {size}, {crs}, %n band(s), about {bytes}", bands)
    return words.format(
        cols=grid.cols,
        rows=grid.rows,
        size=pixel_size(grid),
        crs=crs_name(grid),
        bytes=byte_size(preview.output_bytes),
    )


def layer_line(layer: LayerPreview, dst: Grid) -> str:
    """Return a line on how and why a layer comes onto the grid, without its name."""
    line = _method_line(layer, dst)
    if not layer.reason:
        return line
    return tr("{line} ({reason})").format(line=line, reason=told(layer.reason))


def _method_line(layer: LayerPreview, dst: Grid) -> str:
    covered = share(layer.covered)
    if layer.is_derived:
        return tr("made from the other bands")
    if layer.burnt:
        return tr("{what} of features").format(what=layer.burnt)
    if layer.is_empty:
        return tr("nothing to read, all nodata")
    if not layer.resampler:
        return tr("copied as it is, covers {share}").format(share=covered)
    if layer.src_grid is None:
        words = tr("placed by its points, {resampler}, covers {share}")
        return words.format(resampler=layer.resampler, share=covered)
    words = tr("{source} to {result}, {resampler}, covers {share}")
    if layer.shrink > 1:
        words = tr("{source} to {result}, {resampler} of an overview, covers {share}")
    return words.format(
        source=pixel_size(layer.src_grid),
        result=pixel_size(dst),
        resampler=layer.resampler,
        share=covered,
    )


def warning_lines(preview: Preview) -> Iterator[str]:
    """Yield each warning that the run will write into its log, once."""
    yield from dict.fromkeys(map(told, preview.warnings))


def share(value: float) -> str:
    """Return a share in percent; only a whole is shown as 100 %."""
    percent = 100 * value
    if 99.5 <= percent < 99.95:
        return tr("{number} %").format(number=number(percent, 1))
    digits = 0 if percent >= 1 or not percent else 1
    return tr("{number} %").format(number=number(percent, digits))


def byte_size(count: int) -> str:
    """Return a size with the unit that suits it."""
    for size, words in _units():
        if count >= size:
            digits = 0 if count >= 10 * size else 1
            return words.format(size=number(count / size, digits))
    return tr("%n byte(s)", count)


def _units() -> tuple[tuple[float, str], ...]:
    return (
        (1e12, tr("{size} TB")),
        (1e9, tr("{size} GB")),
        (1e6, tr("{size} MB")),
        (1e3, tr("{size} kB")),
    )
