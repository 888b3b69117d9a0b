# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of a row of the exogenous table: declared here, and here alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ..message import Message, say
from ..resampling import kernels
from . import burning, domains, overlaps
from . import schema_patterns as patterns
from .nodata_schema import NODATA_LIST
from .time_choice import NEAREST, WHENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
    meaning: Message
    """What the key says, in words for the docs and the table on the screen."""
    is_needed: bool = field(default=False)


def _text(pattern: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, **more}


def _word(words: Iterable[str]) -> dict[str, Any]:
    """Return the schema of one of some words: in lower case, or in any case."""
    listed = [*words]
    return {"anyOf": [{"enum": listed}, _text(patterns.one_of(listed))]}


_BAND: Final = [
    {"type": "integer", "minimum": 1},
    {"type": "string", "not": {"pattern": patterns.NO_BAND}},
]

_CLASS: Final = [{"type": "number"}, _text(patterns.LISTED)]

#: What text says of whether a row is used.
USE_WORDS: Final = {"true": True, "false": False}

ROW_KEYS: Final = (
    RowKey(
        name="name",
        takes={
            "anyOf": [
                _text(patterns.SAID, **{"not": {"pattern": patterns.UNWRITABLE}}),
                {"type": "number"},
            ]
        },
        default="the layer's or file's name",
        meaning=say(
            "What the layer is called: any text, unique among the results. {layer} in "
            "it stands for the name of the map layer or file, {band} for the band."
        ),
    ),
    RowKey(
        name="path",
        takes={
            "anyOf": [
                _text(patterns.SAID),
                {"type": "array", "items": _text(patterns.SAID), "minItems": 1},
            ]
        },
        meaning=say(
            "A file, a name that GDAL opens, a URL, a map layer, or a product; or the "
            "tiles of one layer: a list of files, a pattern like dem/*.tif (** stands "
            "for folders at any depth), a folder, or an index of tiles. {tile}, "
            "{date:%Y_%m} and {constellation} stand for the product's."
        ),
        is_needed=True,
    ),
    RowKey(
        name="band",
        also=("bandnumber",),
        takes={
            "anyOf": [
                *_BAND,
                {"type": "array", "items": {"anyOf": _BAND}, "minItems": 1},
            ]
        },
        default="1",
        meaning=say(
            "A number, counted from 1, or the band's description; of a product "
            "the band's name or id. Several as a list, a range like 1-3, or a pattern "
            "like B*; each is a layer, named by the band."
        ),
    ),
    RowKey(
        name="resampler",
        also=("resampling",),
        takes={
            "anyOf": [
                {
                    "enum": [
                        kernels.AUTO,
                        *kernels.names(),
                        *kernels.names_of_whole_multiples(),
                    ]
                },
                _text(patterns.RESAMPLER),
                {"type": "integer", "minimum": 0, "maximum": 14},
            ]
        },
        default=kernels.AUTO,
        meaning=say(
            "The resampler, by its name in any case or rasterio's number; auto is "
            "nearest for classes and bilinear for all else, and the plan says why."
        ),
    ),
    RowKey(
        name="nodata",
        takes={
            "anyOf": [
                {"type": "number"},
                {
                    "type": "string",
                    "pattern": patterns.NODATA,
                    "not": {"pattern": patterns.NODATA_BOTH},
                },
                NODATA_LIST,
            ]
        },
        default="the file's",
        meaning=say(
            "The number in the file that says that there is no value, in place of "
            "all that the file declares; none, where no number says so; or several, as "
            "file, 0, 250..255, where file stands for what the file declares."
        ),
    ),
    RowKey(
        name="crs",
        takes={
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "integer", "minimum": 1},
            ]
        },
        default="the file's",
        meaning=say("The CRS, like EPSG:4326 or as WKT."),
    ),
    RowKey(
        name="scale",
        takes={
            "anyOf": [
                {"type": "number", "not": {"const": 0}},
                _text(patterns.FINITE_NUMBER, **{"not": {"pattern": patterns.ZERO}}),
            ]
        },
        default="the file's",
        meaning=say("Values are number * scale + offset; 1 changes nothing."),
    ),
    RowKey(
        name="offset",
        takes={"anyOf": [{"type": "number"}, _text(patterns.FINITE_NUMBER)]},
        default="the file's",
        meaning=say("Added after the scale; 0 changes nothing."),
    ),
    RowKey(
        name="mask",
        takes=_word(["none"]),
        default="the file's",
        meaning=say(
            "none ignores the file's mask and its alpha band: for a fourth band "
            "that is marked as alpha and holds near infrared."
        ),
    ),
    RowKey(
        name="domain",
        takes=_word(domains.DOMAIN_WORDS),
        default=domains.LINEAR,
        meaning=say(
            "What resamplers average: linear, the values; db, the power that "
            "decibels stand for; flags any and flags all, bits, each of its own: set "
            "where any, or all, of the valid pixels below have it, without a resampler "
            "(flags is flags any); angle, directions, round the circle (in degrees, or "
            "in radians where the file's unit says so). Where the negative weights of "
            "cubic or lanczos leave no power, as around a bright target, bilinear's is "
            "taken; where directions cancel each other there is no value."
        ),
    ),
    RowKey(
        name="burn",
        takes=_text(patterns.SAID),
        default="share",
        meaning=say(
            "Of features, what becomes a pixel's value: share, the part of the pixel "
            "that they cover, 0 to 1; presence, 1 or 0; count, how many they are; "
            "distance, metres to the nearest, 0 inside; or an attribute, numbers as "
            "they are and texts as classes with names. In double quotes it is an "
            "attribute's name, whatever it is."
        ),
    ),
    RowKey(
        name="filter",
        takes=_text(patterns.SAID),
        default="all features",
        meaning=say(
            "Of features, which: a condition like \"class\" = 'forest' AND height > 5, "
            "in the SQL of GDAL, and in QGIS any of its expressions; is_selected() "
            "takes those that are selected in QGIS."
        ),
    ),
    RowKey(
        name="touch",
        takes=_word([*burning.TOUCHES, "center"]),
        default=burning.AREA,
        meaning=say(
            "Of polygons, which pixels they have: area, all of which they cover a "
            "part, where the value that covers most of a pixel has it; centre, those "
            "whose centre they contain. Lines and points have the pixels that they "
            "touch."
        ),
    ),
    RowKey(
        name="fractions",
        takes={
            "anyOf": [
                *_CLASS,
                {"type": "array", "items": {"anyOf": _CLASS}, "minItems": 1},
            ]
        },
        default="none: the values themselves",
        meaning=say(
            "The share of each pixel by area, 0 to 1, in place of classes: a layer "
            "for each class, all that the file names or a list of numbers and names. "
            "{class} in the name stands for the class."
        ),
    ),
    RowKey(
        name="time",
        takes={
            "anyOf": [
                _text(patterns.TIME),
                {"type": "integer", "minimum": 1000, "maximum": 99991231},
            ]
        },
        default="acquisition, where no band is given and the file's times span it",
        meaning=say(
            "The wanted time of a file with several: acquisition, the product's; a "
            "date like 2022-10-05T11:54Z, in UTC where it has no zone; or none, for "
            "the first band. A band that is given wins."
        ),
    ),
    RowKey(
        name="when",
        takes=_word(WHENS),
        default=NEAREST,
        meaning=say(
            "Which of the file's times: nearest, previous or next to the wanted one; "
            "or linear, which weighs the two around it. Sums and means over intervals "
            "are taken by the interval that holds the time, and never weighed."
        ),
    ),
    RowKey(
        name="within",
        takes=_text(patterns.DURATION),
        default="no bound",
        meaning=say(
            "How far the file's time may be, as an ISO 8601 duration: PT3H, P1D. What "
            "is farther is refused."
        ),
    ),
    RowKey(
        name="overlap",
        takes=_word(overlaps.OVERLAPS),
        default=overlaps.FIRST,
        meaning=say(
            "Which tile counts where several have a value: first or last in the order "
            "of the tiles (of a list as given, else by name), the mean of all, or "
            "nearest in time, the tile whose date in its name is nearest to the "
            "product's."
        ),
    ),
    RowKey(
        name="use",
        takes={"anyOf": [{"type": "boolean"}, _text(patterns.one_of(USE_WORDS))]},
        default="true",
        meaning=say("false leaves the row out of the run; the table keeps it."),
    ),
)
