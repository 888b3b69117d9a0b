# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of a row of the exogenous table: declared here, and here alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ..resampling import kernels
from . import domains, nodata_rule

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKey:
    """A key of a row: its value, its default and its meaning."""

    name: str
    also: tuple[str, ...] = ()
    """Other words for the key."""
    takes: Mapping[str, Any]
    """The JSON schema of the key's value (JSON Schema 2020-12)."""
    default: str = ""
    """The value where the key is left out, in words."""
    meaning: str
    is_needed: bool = field(default=False)


ROW_KEYS: Final = (
    RowKey(
        name="name",
        takes={"type": "string", "minLength": 1},
        default="the layer's or file's name",
        meaning="What the layer is called: any text, unique among the results.",
    ),
    RowKey(
        name="path",
        takes={"type": "string", "minLength": 1},
        meaning="A file, a name that GDAL opens, a URL, a map layer, or a product.",
        is_needed=True,
    ),
    RowKey(
        name="band",
        also=("bandnumber",),
        takes={"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string"}]},
        default="1",
        meaning="A number, counted from 1, or the band's description; of a product "
        "the band's name or id.",
    ),
    RowKey(
        name="resampler",
        also=("resampling",),
        takes={
            "anyOf": [
                {"enum": [kernels.AUTO, *kernels.names(), "gauss"]},
                {"type": "integer", "minimum": 0, "maximum": 14},
            ]
        },
        default=kernels.AUTO,
        meaning="The resampler, by its name in any case or rasterio's number; auto is "
        "nearest for classes and bilinear for all else, and the plan says why.",
    ),
    RowKey(
        name="nodata",
        takes={
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": nodata_rule.PATTERN},
                {
                    "type": "array",
                    "items": {
                        "anyOf": [
                            {"type": "number"},
                            {"enum": ["file", "none"]},
                            {
                                "type": "array",
                                "items": {"type": "number"},
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        ]
                    },
                },
            ]
        },
        default="the file's",
        meaning="The number in the file that says that there is no value, in place of "
        "all that the file declares; none, where no number says so; or several, as "
        "file, 0, 250..255, where file stands for what the file declares.",
    ),
    RowKey(
        name="crs",
        takes={"type": "string", "minLength": 1},
        default="the file's",
        meaning="The CRS, like EPSG:4326 or as WKT.",
    ),
    RowKey(
        name="scale",
        takes={"type": "number", "not": {"const": 0}},
        default="the file's",
        meaning="Values are number * scale + offset; 1 changes nothing.",
    ),
    RowKey(
        name="offset",
        takes={"type": "number"},
        default="the file's",
        meaning="Added after the scale; 0 changes nothing.",
    ),
    RowKey(
        name="mask",
        takes={"enum": ["none"]},
        default="the file's",
        meaning="none ignores the file's mask and its alpha band: for a fourth band "
        "that is marked as alpha and holds near infrared.",
    ),
    RowKey(
        name="domain",
        takes={"enum": [*domains.DOMAINS]},
        default=domains.LINEAR,
        meaning="What resamplers average: linear, the values; db, the power that "
        "decibels stand for; angle, directions, round the circle (in degrees, or in "
        "radians where the file's unit says so).",
    ),
)
