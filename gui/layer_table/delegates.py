# SPDX-License-Identifier: GPL-3.0-or-later
"""The delegates whose lists fill cells of the layer table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsIconUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsSettings,
)
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtCore import QFileInfo
from qgis.PyQt.QtWidgets import QFileDialog, QTableView, QWidget

from ...host.parameter_names import AUTO, BURNS, DOMAINS, TOUCHES
from ...host.text import tr
from ..widgets.choices import Choice, ChoiceDelegate
from ..widgets.project_layers import NamedSource, named_source, source_layers
from .resampler_help import resampler_help
from .row import Link
from .row_display import link_icon, short_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qgis.PyQt.QtCore import QModelIndex

    from .model import LayerTableModel

#: The setting in which QGIS's own dialogs remember the folder of inputs.
_LAST_FOLDER = "Processing/LastInputPath"


class SourceDelegate(ChoiceDelegate):
    """Chooses a layer of the project, a raster inside a file, or another file."""

    is_open = True

    def __init__(self, view: QTableView, links: Callable[[], Sequence[Link]]) -> None:
        """Take the view, and a function that lists the sources of a model."""
        super().__init__(view)
        self._links = links

    def choices(self, index: QModelIndex) -> Sequence[Choice]:
        """Return a model's sources, rasters inside the file, layers, other files."""
        finding = _model_of(index).finding(index.row())
        inside = finding.subdatasets if finding else ()
        return (
            *(
                Choice(label=link.label, value=link, icon=link_icon(link))
                for link in self._links()
            ),
            *(Choice(label=short_path(path), value=path) for path in inside),
            *(
                Choice(
                    label=layer.name(),
                    value=named_source(layer),
                    icon=QgsIconUtils.iconForLayer(layer),
                )
                for layer in source_layers()
            ),
            Choice(
                label=tr("Choose a file…"),
                icon=QgsApplication.getThemeIcon("/mActionFileOpen.svg"),
                ask=partial(_ask_file, folder=_model_of(index).folder_to_ask),
                starts_group=True,
            ),
        )

    def is_current(self, choice: Choice, value: Any) -> bool:
        """Tell whether an entry is the row's source."""
        source = choice.value
        return bool((getattr(source, "path", None) or source) == value)

    def take(self, index: QModelIndex, value: Any) -> None:
        """Put a source into a row."""
        model = _model_of(index)
        if isinstance(value, Link):
            model.set_link(index.row(), value)
        elif isinstance(value, NamedSource):
            model.set_source(index.row(), value)
        else:
            super().take(index, value)


class BandDelegate(ChoiceDelegate):
    """Chooses a band of the row's raster; a band can be typed, too."""

    is_open = True

    def choices(self, index: QModelIndex) -> Sequence[Choice]:
        """Return the bands that the raster lists."""
        finding = _model_of(index).finding(index.row())
        bands = finding.bands if finding else ()
        every = [Choice(label=tr("* (each band)"), value="*")] if bands[1:] else []
        one = (Choice(label=band, value=band.partition(":")[0]) for band in bands)
        has_times = finding is not None and len(finding.times) > 1
        by_time = [Choice(label=tr("by time"), value="")] if has_times else []
        return [*by_time, *one, *every]


class ResamplerDelegate(ChoiceDelegate):
    """Chooses a resampler, with a line of help for each."""

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return `auto` and all resamplers."""
        return [
            Choice(
                label=AUTO,
                value=AUTO,
                help=tr("nearest for classes, else bilinear; the plan says why."),
            ),
            *(
                Choice(label=name, value=name, help=line)
                for name, line in resampler_help().items()
            ),
        ]


class DomainDelegate(ChoiceDelegate):
    """Chooses what is averaged, with a line that says what it is for."""

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return all of them."""
        lines = {
            "linear": tr("The values themselves."),
            "db": tr("The power that decibels stand for: for radar in dB."),
            "angle": tr("Directions, round the circle: for aspect and wind."),
            "flags any": tr("Bits, each set where any has it: for quality bands."),
            "flags all": tr("Bits, each set where all have it."),
        }
        return [Choice(label=one, value=one, help=lines[one]) for one in DOMAINS]


class FractionsDelegate(ChoiceDelegate):
    """Chooses of which classes a row has the shares; their numbers can be typed."""

    is_open = True

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return none and all."""
        return (
            Choice(label=tr("none: the values themselves"), value=""),
            Choice(
                label="all",
                value="all",
                help=tr("A layer for each class: its share of the pixel by area."),
            ),
        )


class BurnDelegate(ChoiceDelegate):
    """Chooses what of features becomes a pixel's value: a measure or an attribute."""

    is_open = True

    def choices(self, index: QModelIndex) -> Sequence[Choice]:
        """Return the measures, and the attributes that the row's features have."""
        finding = _model_of(index).finding(index.row())
        lines = {
            "share": tr("The part of the pixel that they cover, 0 to 1."),
            "presence": tr("1 where they are, 0 elsewhere."),
            "count": tr("How many they are."),
            "distance": tr("Metres to the nearest, 0 inside."),
        }
        measures = [Choice(label=one, value=one, help=lines[one]) for one in BURNS]
        fields = finding.fields if finding else ()
        attributes = [
            Choice(label=one, value=f'"{one}"' if one in lines else one)
            for one in fields
        ]
        return [*measures, *attributes]


class FilterDelegate(ChoiceDelegate):
    """Chooses which features are meant; a condition is typed."""

    is_open = True

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return all of them, and those that are selected."""
        return (
            Choice(label=tr("all features"), value=""),
            Choice(
                label=tr("selected features"),
                value="is_selected()",
                help=tr("Those that are selected in QGIS when the run begins."),
            ),
        )


class TouchDelegate(ChoiceDelegate):
    """Chooses which pixels polygons have."""

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return both."""
        lines = {
            "area": tr("Those of which they cover a part, by the largest."),
            "centre": tr("Those whose centre they contain."),
        }
        return [Choice(label=one, value=one, help=lines[one]) for one in TOUCHES]


class MaskDelegate(ChoiceDelegate):
    """Chooses whether a source's mask and alpha band count."""

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return both."""
        return (
            Choice(label=tr("as the source says"), value=""),
            Choice(
                label="none",
                value="none",
                help=tr("Ignored: for a fourth band of near infrared."),
            ),
        )


class CrsDelegate(ChoiceDelegate):
    """Chooses a coordinate reference system for a source without one."""

    is_open = True

    def choices(self, index: QModelIndex) -> Sequence[Choice]:
        """Return the product's CRS, the project's, recent ones, and QGIS's dialog."""
        return (
            *_usual(_model_of(index).product_crs),
            Choice(label=tr("as the source says"), value="", starts_group=True),
            Choice(label=tr("Choose another…"), ask=_ask_crs),
        )


def _model_of(index: QModelIndex) -> LayerTableModel:
    return index.model()  # type: ignore[return-value]  # the view shows no other model


def _usual(product_crs: str) -> Iterator[Choice]:
    """List each CRS once that a source of this table may well have."""
    project_crs = QgsProject.instance().crs().authid()
    pairs = (
        (product_crs, tr("product: {crs}")),
        (project_crs, tr("project: {crs}")),
        *((code, "{crs}") for code in (*_recent(), "EPSG:4326")),
    )
    known = {""}
    for code, words in pairs:
        if code not in known:
            known.add(code)
            yield Choice(label=words.format(crs=_crs_label(code)), value=code)


def _recent() -> list[str]:
    """List the CRSs that were chosen last in any of QGIS's dialogs."""
    registry = QgsApplication.coordinateReferenceSystemRegistry()
    if hasattr(registry, "recentCrs"):  # where QGIS has moved them
        crss = registry.recentCrs()
    else:
        crss = QgsCoordinateReferenceSystem.recentCoordinateReferenceSystems()
    return [crs.authid() for crs in crss]


def _crs_label(text: str) -> str:
    """Return a CRS's code and name, the name alone where it is written out as WKT."""
    crs = QgsCoordinateReferenceSystem(text)
    return f"{text} - {crs.description()}" if crs.authid() else crs.description()


def _ask_crs(parent: QWidget) -> str | None:
    dialog = QgsProjectionSelectionDialog(parent)
    dialog.setShowNoProjection(False)
    return dialog.crs().authid() if dialog.exec() else None


def _ask_file(parent: QWidget, folder: str) -> str | None:
    paths = ask_files(parent, folder, several=False)
    return paths[0] if paths else None


def ask_files(parent: QWidget, folder: str, *, several: bool = True) -> list[str]:
    """Ask for raster files, in a folder or, where it is empty, in QGIS's last one."""
    folder = folder or str(QgsSettings().value(_LAST_FOLDER, "") or "")
    filters = QgsProviderRegistry.instance().fileRasterFilters()
    if several:
        title = tr("Add raster files")
        paths, _ = QFileDialog.getOpenFileNames(parent, title, folder, filters)
    else:
        title = tr("Choose a raster file")
        path, _ = QFileDialog.getOpenFileName(parent, title, folder, filters)
        paths = [path] if path else []
    if paths:
        QgsSettings().setValue(_LAST_FOLDER, QFileInfo(paths[0]).path())
    return list(paths)
