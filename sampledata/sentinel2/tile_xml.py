# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of the tile (MTD_TL.xml): its grids, angles and quality masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markup import Element, add, add_all, root
from ..place import SUN_AZIMUTH_DEG, SUN_ZENITH_DEG, Area
from .bands import ALL_BANDS
from .swath import INNER, OUTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .metadata import Metadata

_VIEW_ZENITH_DEG, _VIEW_AZIMUTH_DEG = 9.6, 286.4
_STEP_M = 5_000
_ORBIT_M = 786_000


def tile_document(
    area: Area, meta: Metadata, masks: Sequence[tuple[str, str]]
) -> Element:
    """Describe the tile.

    Args:
        area: Its grid, the same for the 10, 20 and 60 m images.
        meta: What else to say of it.
        masks: Name (`DETFOO_B02`) and path below the product of each mask.
    """
    level = f"Level-{meta.level[1:]}"
    schema = f"S2_PDI_{level}_Tile_Metadata.xsd"
    namespace = f"https://psd-14.sentinel2.eo.esa.int/PSD/{schema}"
    document = root("n1", namespace, f"{level}_Tile_ID")
    general = add(document, f"{{{namespace}}}General_Info")
    add(general, "TILE_ID", meta.granule, metadataLevel="Brief")
    add(general, "DATASTRIP_ID", meta.datastrip, metadataLevel="Standard")
    add(general, "DOWNLINK_PRIORITY", "NOMINAL", metadataLevel="Standard")
    sensed = "2025-10-17T11:11:01.025000Z"
    add(general, "SENSING_TIME", sensed, metadataLevel="Standard")
    geometry = add(document, f"{{{namespace}}}Geometric_Info")
    _geocoding(add(geometry, "Tile_Geocoding", metadataLevel="Brief"), area)
    _angles(add(geometry, "Tile_Angles", metadataLevel="Standard"), area)
    name = f"{{{namespace}}}Quality_Indicators_Info"
    quality = add(document, name, metadataLevel="Standard")
    add_all(add(quality, "Image_Content_QI"), meta.image_content)
    _masks(quality, masks)
    return document


def _geocoding(parent: Element, area: Area) -> None:
    add(parent, "HORIZONTAL_CS_NAME", "WGS84 / UTM zone 32N")
    add(parent, "HORIZONTAL_CS_CODE", "EPSG:32632")
    for pixel_m in (10, 20, 60):
        count = area.size_m // pixel_m
        size = add(parent, "Size", resolution=pixel_m)
        add_all(size, {"NROWS": count, "NCOLS": count})
    for pixel_m in (10, 20, 60):
        corner = {"ULX": round(area.left), "ULY": round(area.top)}
        steps = {"XDIM": pixel_m, "YDIM": -pixel_m}
        position = add(parent, "Geoposition", resolution=pixel_m)
        add_all(position, {**corner, **steps})


def _angles(parent: Element, area: Area) -> None:
    sun = add(parent, "Sun_Angles_Grid")
    _grid(add(sun, "Zenith"), area, SUN_ZENITH_DEG, east=-0.001, south=-0.045)
    _grid(add(sun, "Azimuth"), area, SUN_AZIMUTH_DEG, east=0.088, south=0.003)
    _pair(add(parent, "Mean_Sun_Angle"), SUN_ZENITH_DEG, SUN_AZIMUTH_DEG)
    per_step = 57.2958 * _STEP_M / _ORBIT_M
    for number in range(len(ALL_BANDS)):
        for detector in (INNER, OUTER):
            keys = {"bandId": number, "detectorId": detector}
            view = add(parent, "Viewing_Incidence_Angles_Grids", **keys)
            zenith, azimuth = add(view, "Zenith"), add(view, "Azimuth")
            _grid(zenith, area, _VIEW_ZENITH_DEG, east=per_step, south=per_step / 3)
            _grid(azimuth, area, _VIEW_AZIMUTH_DEG, east=-0.05, south=0.02)
    views = add(parent, "Mean_Viewing_Incidence_Angle_List")
    for number in range(len(ALL_BANDS)):
        mean = add(views, "Mean_Viewing_Incidence_Angle", bandId=number)
        _pair(mean, _VIEW_ZENITH_DEG, _VIEW_AZIMUTH_DEG)


def _pair(parent: Element, zenith_deg: float, azimuth_deg: float) -> None:
    add(parent, "ZENITH_ANGLE", zenith_deg, unit="deg")
    add(parent, "AZIMUTH_ANGLE", azimuth_deg, unit="deg")


def _grid(
    parent: Element, area: Area, middle_deg: float, *, east: float, south: float
) -> None:
    """Write an angle at nodes 5 km apart from the corner; changes are per step."""
    add(parent, "COL_STEP", _STEP_M, unit="m")
    add(parent, "ROW_STEP", _STEP_M, unit="m")
    rows = add(parent, "Values_List")
    count = -(-area.size_m // _STEP_M) + 1
    half = area.size_m / 2 / _STEP_M
    for row in range(count):
        start = middle_deg + (row - half) * south
        values = [start + (column - half) * east for column in range(count)]
        add(rows, "VALUES", " ".join(f"{value:.4f}" for value in values))


def _masks(quality: Element, masks: Sequence[tuple[str, str]]) -> None:
    pixel_level = add(quality, "Pixel_Level_QI", geometry="FULL_RESOLUTION")
    for name, path in masks:
        kind, _, suffix = name.partition("_")
        if name == "PVI":
            add(quality, "PVI_FILENAME", path)
        elif suffix[1:] in ALL_BANDS:
            keys = {"bandId": ALL_BANDS.index(suffix[1:]), "type": f"MSK_{kind}"}
            add(pixel_level, "MASK_FILENAME", path, **keys)
        else:
            add(pixel_level, "MASK_FILENAME", path, type=f"MSK_{kind}")
