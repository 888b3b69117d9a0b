# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said below a row of the layer table, and the fixes that are offered there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ...host.parameter_names import FOR_CLASSES
from ...host.text import tr
from .row import unique_name
from .row_display import short_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...core.planning.inspect_row import Finding
    from .model import LayerTableModel

#: More rasters of a container are offered in the list of the cell.
_MOST_INSIDE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change that mends a row."""

    label: str
    """The words of the link."""
    puts: Mapping[str, Any] = field(default_factory=dict)
    """The fields to change; none where the user is asked for a file."""


def note_of(model: LayerTableModel, row: int) -> str:
    """Return what is said below a row: a problem, else a warning, else nothing."""
    if model.problem(row):
        return model.problem(row)
    finding = model.finding(row)
    if not (model.rows[row].use and finding and finding.mixes_classes):
        return ""
    words = tr("It holds classes, and {resampler} mixes their codes.")
    return words.format(resampler=model.resampler(row))


def fixes_for(model: LayerTableModel, row: int) -> tuple[Fix, ...]:
    """Return the fixes of what is said below a row, the best one first."""
    this = model.rows[row]
    if not note_of(model, row):
        return ()
    others = [one.name for n, one in enumerate(model.rows) if n != row]
    if this.name and this.name in others:
        name = unique_name(this.name, others)
        return (Fix(label=tr("Call it {name}").format(name=name), puts={"name": name}),)
    finding = model.finding(row)
    if finding is None or not this.path.strip():
        return (Fix(label=tr("Choose a file…")),)
    return tuple(_by_finding(finding, model.product_crs))


def _by_finding(finding: Finding, product_crs: str) -> Iterator[Fix]:
    from ...core import errors

    kind = finding.cause
    if finding.mixes_classes:
        for name in ("mode", FOR_CLASSES):
            yield _take(name, resampler=name)
    elif kind is errors.MissingCrs:
        if product_crs:
            words = tr("Give it the product's CRS, {crs}")
            yield Fix(label=words.format(crs=product_crs), puts={"crs": product_crs})
    elif kind is errors.BandNotFound:
        for band in finding.bands[:1]:
            yield _take(tr("band {band}").format(band=band), band=band.split(":")[0])
    elif kind is errors.UnknownResampler:
        yield _take("auto", resampler="")
    elif kind is errors.SourceMissing:
        yield Fix(label=tr("Choose a file…"))
    for path in finding.subdatasets[:_MOST_INSIDE]:
        yield _take(short_path(path), path=path)


def _take(what: str, **puts: str) -> Fix:
    return Fix(label=tr("Take {what}").format(what=what), puts=puts)
