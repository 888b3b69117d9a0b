# SPDX-License-Identifier: GPL-3.0-or-later
"""Which stacks the demo makes: three of the sample, or one of the user's product."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import qgis_process

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sample import SampleFiles

RADAR = "Sentinel-1_2025/11_mosaic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of `exo:stack`."""

    title: str
    values: Mapping[str, str]
    """Parameters of the algorithm, `OUTPUT` among them."""

    @property
    def output(self) -> Path:
        """Return where the stack goes."""
        return Path(self.values["OUTPUT"])

    @property
    def command(self) -> list[str]:
        """Return the command that makes the stack."""
        return qgis_process.command("exo:stack", self.values)


def of_sample(sample: SampleFiles, folder: Path) -> tuple[Job, ...]:
    """Return the demo's own: one layer at 100 m, an area of interest, all at 10 m."""
    product, mosaic = str(sample.product), str(sample.mosaic)
    nearest = {"bandnumber": 1, "path": mosaic, "resampler": "nearest"}
    bilinear = {"path": mosaic, "resampler": "bilinear"}
    layers = {
        RADAR: bilinear,
        "DEM": {"path": str(sample.dem), "resampler": "bilinear"},
        "land cover": {"path": str(sample.land_cover), "resampler": "nearest"},
    }
    return (
        Job(
            title="GREEN and the Sentinel-1 mosaic, 100 m",
            values={
                "PRODUCT": product,
                "BANDS": "GREEN",
                "PIXEL_SIZE": "100",
                "EXO": json.dumps({RADAR: nearest}),
                "OUTPUT": str(folder / "stack_100m.tif"),
            },
        ),
        Job(
            title="RED, SWIR_1 and the mosaic over an area of interest, 100 m",
            values={
                "PRODUCT": product,
                "BANDS": "RED,SWIR_1",
                "PIXEL_SIZE": "100",
                "AOI": str(sample.aoi),
                "EXO": json.dumps({RADAR: bilinear}),
                "OUTPUT": str(folder / "stack_exo.tif"),
            },
        ),
        Job(
            title="five bands, the mosaic, a DEM and a land-cover map, 10 m",
            values={
                "PRODUCT": product,
                "BANDS": "BLUE,GREEN,RED,NIR,SWIR_1",
                "PIXEL_SIZE": "10",
                "EXO": json.dumps(layers),
                "OUTPUT": str(folder / "stack_10m.tif"),
            },
        ),
    )


def of_product(
    product: str, exo: str, bands: str, pixel_size: str, folder: Path
) -> Job:
    """Return the stack of a product of the user's; an empty text is not given.

    Without bands, a Sentinel-2 product is stacked with its GREEN and RED, another
    with none of its bands if there are layers, else with all.
    """
    if not bands and _constellation(product) == "Sentinel-2":
        bands = "GREEN,RED"
    name = re.sub(r"[^\w.+-]+", "_", Path(product).stem).strip("._") or "product"
    values = {
        "PRODUCT": product,
        "BANDS": bands,
        "PIXEL_SIZE": pixel_size,
        "EXO": exo,
        "OUTPUT": str(folder / f"stack_{name}.tif"),
    }
    given = {key: value for key, value in values.items() if value}
    return Job(title=f"{Path(product).name}, with what was asked for", values=given)


def _constellation(product: str) -> object:
    words = qgis_process.command("exo:describe", {"PRODUCT": product})
    return qgis_process.results(words)["CONSTELLATION"]
