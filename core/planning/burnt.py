# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans rows of features: what is burnt of them, and in which type."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, Final

import numpy as np
from rasterio.enums import Resampling

from ..errors import InvalidLayer, NoOverlap
from ..geometry.antimeridian import circle_of
from ..geometry.crs import parse_crs
from ..geometry.surroundings import surroundings
from ..message import say
from ..request.burning import (
    AREA,
    ATTRIBUTE,
    COUNT,
    DISTANCE,
    PRESENCE,
    SHARE,
    burn_of,
)
from ..secrets import without_secrets
from ..sources.legend import UNKNOWN, Legend
from ..sources.vector.attribute import read_attribute
from ..sources.vector.grid_features import GridFeatures
from ..sources.vector.reading import open_features
from .burnt_method import Burnt
from .plan import LayerPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..request.burning import Burn
    from ..request.exo_layer import ExoLayer
    from ..request.request import Request
    from ..sources.vector.attribute import Attribute
    from ..sources.vector.header import FeatureSource
    from .target import Target

#: The types of what is no attribute.
_DTYPES: Final = {
    SHARE: "float32",
    PRESENCE: "uint8",
    COUNT: "int32",
    DISTANCE: "float32",
}

#: What tags say that a pixel's number is.
_MEANINGS: Final = {
    SHARE: "share of the pixel that features cover, 0 to 1",
    PRESENCE: "1 where a feature is, else 0",
    COUNT: "number of features",
    DISTANCE: "distance to the nearest feature in metres, 0 inside",
}

#: Steps round the circle of hues that keep any few neighbours far apart, as for other
#: classes without colours.
_GOLDEN_ANGLE: Final = 137

#: A palette of bytes has no more.
_MOST_COLOURS: Final = 255

#: Kinds of geometry, as OGR calls them, that enclose nothing.
_WITHOUT_AREA: Final = ("point", "linestring")

#: The keys of a row that say something of rasters alone.
_OF_RASTERS: Final = (
    "resampler",
    "nodata",
    "scale",
    "offset",
    "mask",
    "domain",
    "fractions",
)


def open_row(row: ExoLayer) -> tuple[FeatureSource, Attribute | None]:
    """Open a row of features, and check all that it says.

    Raises:
        ExogenousError: The row cannot be burnt as it is.
    """
    _refuse_of_rasters(row)
    burn = burn_of(row.burn)
    source = open_features(
        row.path,
        row.label,
        where=row.filter or "",
        crs=parse_crs(row.crs, "crs") if row.crs else None,
    )
    if row.touch is not None and not burn.asks:
        raise InvalidLayer(
            row.label,
            say("touch has no meaning for {measure}", measure=burn.measure),
            say("Leave it out."),
        )
    kind = source.header.geometry.casefold()
    if burn.measure == SHARE and any(word in kind for word in _WITHOUT_AREA):
        raise InvalidLayer(
            row.label,
            say("points and lines have no area to give shares of"),
            say("Burn presence, count, distance or an attribute."),
        )
    if burn.measure != ATTRIBUTE:
        return source, None
    return source, read_attribute(source, burn.attribute)


def _refuse_of_rasters(row: ExoLayer) -> None:
    said = [key for key in _OF_RASTERS if getattr(row, key) is not None]
    if row.band != 1 or row.several is not None:
        said.append("band")
    if said:
        raise InvalidLayer(
            row.label,
            say("{key} is of rasters, and these are features", key=said[0]),
            say("Leave it out."),
        )


def plan_features(
    row: ExoLayer, request: Request, target: Target, warnings: list[str]
) -> LayerPlan:
    """Plan the band that a row of features becomes.

    Args:
        row: The row.
        request: What is asked for.
        target: The grid, and the window of it that is asked for.
        warnings: Takes what the user may not have meant.

    Raises:
        ExogenousError: The row cannot be burnt as it is.
    """
    source, attribute = open_row(row)
    burn = burn_of(row.burn)
    features = GridFeatures(
        source, target.grid, attribute, is_everywhere=burn.measure == DISTANCE
    )
    if burn.measure != DISTANCE and not _may_meet(features, target):
        if request.strict:
            raise NoOverlap(row.label, row.path)
        warnings.append(_off(row, burn))
    warnings.extend(_findings(row, attribute))
    dtype = attribute.dtype if attribute else _DTYPES[burn.measure]
    method = Burnt(
        features=features,
        measure=burn.measure,
        touch=row.touch or AREA,
        dtype=dtype,
        legend=_legend(attribute),
    )
    return LayerPlan(
        name=row.name,
        method=method,
        dst_grid=target.grid,
        dtype=_float_of(dtype),
        resampler=Resampling.nearest,
        source=None,
        seen=None,
        tags=_tags(row, method, attribute),
    )


def _float_of(dtype: str) -> str:
    """Return the float type that holds all numbers of another type."""
    is_short = np.can_cast(dtype, "float32") or dtype == "float32"
    return "float32" if is_short else "float64"


def _legend(attribute: Attribute | None) -> Legend:
    if attribute is None or not attribute.is_text:
        return UNKNOWN
    return Legend(
        classes_by=say("texts were burnt"),
        description=attribute.name,
        colormap=_colours(len(attribute.categories)),
        categories=attribute.categories,
    )


def _colours(count: int) -> dict[int, tuple[int, ...]]:
    """Make a colour for each code, those of neighbours far apart; none for many."""
    if count > _MOST_COLOURS:
        return {}
    made = {
        code: colorsys.hsv_to_rgb(code * _GOLDEN_ANGLE % 360 / 360, 0.59, 0.84)
        for code in range(1, count)
    }
    return {
        code: (*(round(255 * one) for one in colour), 255)
        for code, colour in made.items()
    }


def _tags(row: ExoLayer, method: Burnt, attribute: Attribute | None) -> dict[str, str]:
    tags = {"source": without_secrets(row.path)}
    if attribute is None:
        tags["burn"] = method.measure
        is_part = method.measure in {SHARE, PRESENCE}
        tags["measure" if is_part else "meaning"] = _MEANINGS[method.measure]
    else:
        tags["burn"] = attribute.name
    if burn_of(row.burn).asks:
        tags["touch"] = method.touch
    if row.filter:
        tags["filter"] = row.filter
    if method.measure == DISTANCE:
        tags["units"] = "m"
    return tags


def _may_meet(features: GridFeatures, target: Target) -> bool:
    """Tell by the header whether features may lie on what is asked for."""
    bounds, grid = features.source.header.bounds, target.dst_grid
    if bounds is None:
        return True
    if features.crs == grid.crs and circle_of(grid.crs) is None:
        left, bottom, right, top = grid.bounds
    else:
        around = surroundings(grid, features.crs)
        if around.is_empty:
            return True
        left, bottom, right, top = around.bounds
    is_beside = bounds[0] > right or bounds[2] < left
    return not (is_beside or bounds[1] > top or bounds[3] < bottom)


def _off(row: ExoLayer, burn: Burn) -> str:
    if burn.measure == ATTRIBUTE:
        return say(
            "{label} does not overlap the area asked for: it is all nodata. Check its "
            "CRS, or leave the row out.",
            label=row.label,
        )
    return say(
        "{label} does not overlap the area asked for: it is 0 everywhere. Check "
        "its CRS, or leave the row out.",
        label=row.label,
    )


def _findings(row: ExoLayer, attribute: Attribute | None) -> Iterator[str]:
    if attribute is not None and not attribute.levels.size:
        yield say(
            "{label}: no feature has a value of {name!r}: it is all nodata.",
            label=row.label,
            name=attribute.name,
        )
