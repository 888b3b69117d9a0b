# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands that EOReader reads or computes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import rasterio
from affine import Affine
from rasterio.crs import CRS

from ...geometry.grid import Grid
from ...message import say
from ...sources.deferred_files import DeferredFile
from ...sources.source import open_source
from ..product import BandFile, BandGroup, ProductBand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...progress import Progress
    from ...request.cleaning import Cleaning
    from ...sources.source import Source
    from .session import Session

_MADE: Final = say("clouds, made by EOReader from the masks")
_OWN: Final = say("a mask of the product")


@dataclass(frozen=True, slots=True, kw_only=True)
class EoreaderBands:
    """The bands of one product, and the producer of their files."""

    session: Session
    cleaning: Cleaning

    @property
    def remedy(self) -> str:
        """No remedy: EOReader has been asked already."""
        return ""

    def groups(self) -> tuple[BandGroup, ...]:
        """List clouds and masks, but not the hundreds of indices that EOReader has.

        Raises:
            EoreaderFailed: EOReader cannot open the product.
            EoreaderUnusable: The interpreter does not run EOReader.
        """
        said = self.session.product() or {"groups": ()}
        return tuple(
            BandGroup(
                kind=each["name"],
                meaning=_MADE if each["is_made"] else _OWN,
                names=(each["name"],),
            )
            for each in said["groups"]
        )

    def find(self, key: str) -> ProductBand | None:
        """Ask EOReader for the band that a word stands for, see `MoreBands`.

        Raises:
            EoreaderFailed: EOReader cannot open the product.
            EoreaderUnusable: The interpreter does not run EOReader.
        """
        if self.session.product() is None:
            return None
        what = say("find the band {key!r}", key=key)
        facts = self.session.ask("find", what=what, word=key)
        return None if facts is None else self.band(facts)

    def grid(self) -> Grid:
        """Ask EOReader for the product's own grid, which may take long to find."""
        return grid_of(self.session.ask("grid", what=say("find the grid")))

    def band(self, facts: dict[str, Any]) -> ProductBand:
        """Turn EOReader's facts about a band into a product band."""
        return ProductBand(
            name=facts["name"],
            id=facts["id"],
            aliases=tuple(facts.get("aliases", ())),
            is_classes=facts["is_classes"],
            radiometry=facts["radiometry"],
            files=tuple(
                BandFile(path=file["path"], pixel_size=file["pixel_size"])
                for file in facts.get("files", ())
            ),
            origin=self,
        )

    def source(self, band: ProductBand, pixel_size: float | None) -> Source:
        """Return the header of the file that EOReader will make, see `Origin`."""
        file = self.session.new_file()
        promise = self.session.ask(
            "promise",
            what=say("find the pixels of {name}", name=band.name),
            word=band.name,
            pixel_size=pixel_size,
            cleaning=self.cleaning.value,
            file=file,
        )
        grid, is_made = grid_of(promise["grid"]), promise["is_made"]
        if not is_made:
            _write_header(file, grid)
        size = None if is_made else grid.pixel_size
        deferred_file = DeferredFile(
            producer=self, path=file, what=band.name, pixel_size=size
        )
        label = say("band {name!r}", name=band.name)
        return replace(open_source(file, 1, label=label), deferred_file=deferred_file)

    def make(self, files: Sequence[DeferredFile], progress: Progress) -> None:
        """Have EOReader read or compute bands, see `FileProducer`.

        Raises:
            EoreaderFailed: EOReader cannot read or compute a band.
            Cancelled: The progress said to stop.
        """
        names = ", ".join(deferred_file.what for deferred_file in files)
        progress.info(say("EOReader reads {names}", names=names))
        self.session.ask(
            "load",
            what=say("read {names}", names=names),
            is_cancelled=progress.is_cancelled,
            cleaning=self.cleaning.value,
            bands=[
                {"word": o.what, "pixel_size": o.pixel_size, "file": o.path}
                for o in files
            ],
        )

    def close(self) -> None:
        """Remove the files and end EOReader, see `FileProducer`."""
        self.session.close()


def grid_of(said: dict[str, Any]) -> Grid:
    """Turn EOReader's facts about a grid into a grid."""
    return Grid(
        crs=CRS.from_wkt(said["crs"]),
        transform=Affine(*said["transform"]),
        rows=said["rows"],
        cols=said["cols"],
    )


def _write_header(path: str, grid: Grid) -> None:
    """Write a raster without pixels, whose header is enough for a plan."""
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=grid.cols,
        height=grid.rows,
        count=1,
        dtype="float32",
        crs=grid.crs,
        transform=grid.transform,
        tiled=True,
        sparse_ok=True,
        bigtiff="IF_SAFER",
    ):
        """Nothing is written: GDAL leaves the tiles out."""
