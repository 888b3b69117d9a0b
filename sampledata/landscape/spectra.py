# SPDX-License-Identifier: GPL-3.0-or-later
"""How each kind of cover looks: to the optical bands, to the radar, and on the map."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from .cover import Cover

BANDS = ("01", "02", "03", "04", "05", "06", "07", "08", "8A", "09", "11", "12")
"""Sentinel-2 bands of a level-2A product, by rising wavelength."""

_REFLECTANCE = {
    # band               01   02   03   04   05   06   07   08   8A   09   11   12
    Cover.SEA: (26, 27, 24, 12, 9, 7, 6, 6, 5, 4, 3, 2),
    Cover.LAKE: (20, 20, 17, 10, 8, 6, 6, 6, 5, 4, 3, 2),
    Cover.RIVER: (32, 36, 42, 34, 30, 24, 23, 22, 20, 18, 14, 10),
    Cover.CONIFER: (14, 17, 32, 21, 47, 128, 160, 176, 186, 188, 84, 38),
    Cover.BIRCH: (24, 31, 62, 66, 118, 198, 228, 242, 258, 260, 168, 86),
    Cover.SCRUB: (24, 30, 54, 60, 104, 162, 186, 200, 216, 220, 186, 104),
    Cover.PASTURE: (26, 31, 74, 42, 116, 325, 405, 424, 442, 440, 214, 108),
    Cover.MEADOW: (34, 43, 92, 78, 148, 280, 330, 348, 366, 366, 272, 162),
    Cover.STUBBLE: (52, 70, 108, 142, 176, 204, 224, 242, 262, 266, 338, 278),
    Cover.SOIL: (42, 54, 78, 102, 124, 142, 156, 170, 184, 188, 252, 222),
    Cover.HEATH: (22, 27, 43, 57, 86, 118, 142, 160, 178, 186, 204, 128),
    Cover.ALPINE_GRASS: (32, 41, 70, 84, 122, 166, 194, 214, 234, 240, 262, 176),
    Cover.BOG: (26, 33, 54, 66, 92, 128, 150, 168, 184, 188, 172, 102),
    Cover.ROCK: (62, 72, 86, 96, 104, 110, 116, 122, 128, 132, 164, 146),
    Cover.GRAVEL: (104, 122, 148, 168, 182, 192, 200, 206, 212, 214, 248, 232),
    Cover.SNOW: (800, 812, 806, 796, 786, 774, 756, 740, 716, 590, 112, 76),
    Cover.ROAD: (74, 84, 96, 104, 110, 116, 122, 128, 134, 138, 156, 146),
    Cover.ROOF_DARK: (62, 68, 76, 82, 88, 94, 100, 106, 112, 116, 150, 150),
    Cover.ROOF_RED: (62, 72, 98, 190, 226, 244, 256, 268, 280, 284, 330, 300),
    Cover.ROOF_BRIGHT: (420, 450, 470, 480, 486, 488, 490, 492, 494, 490, 470, 440),
    Cover.GARDEN: (34, 42, 76, 66, 116, 230, 272, 288, 304, 304, 206, 122),
}

REFLECTANCE = np.array([_REFLECTANCE[cover] for cover in Cover]) / 1000
"""Surface reflectance, (covers, bands) in the order of `Cover` and `BANDS`."""

CLOUD = np.array([720, 710, 700, 695, 695, 700, 700, 700, 695, 520, 480, 360]) / 1000
"""Reflectance of the top of a thick cumulus, by band."""

_VV_DB = {
    Cover.SEA: -19.5,
    Cover.LAKE: -22.5,
    Cover.RIVER: -17.5,
    Cover.CONIFER: -8.0,
    Cover.BIRCH: -8.9,
    Cover.SCRUB: -10.2,
    Cover.PASTURE: -11.8,
    Cover.MEADOW: -12.9,
    Cover.STUBBLE: -13.6,
    Cover.SOIL: -10.6,
    Cover.HEATH: -12.4,
    Cover.ALPINE_GRASS: -13.2,
    Cover.BOG: -11.6,
    Cover.ROCK: -11.0,
    Cover.GRAVEL: -14.0,
    Cover.SNOW: -15.8,
    Cover.ROAD: -15.5,
    Cover.ROOF_DARK: -3.6,
    Cover.ROOF_RED: -3.2,
    Cover.ROOF_BRIGHT: 0.5,
    Cover.GARDEN: -8.2,
}

VV_DB = np.array([_VV_DB[cover] for cover in Cover])
"""Sentinel-1 VV backscatter, decibels, in the order of `Cover`."""

MAP_CLASSES = MappingProxyType(
    {
        1: ("Sealed", (255, 0, 0)),
        2: ("Woody needle leaved trees", (34, 139, 34)),
        3: ("Woody broadleaved deciduous trees", (128, 255, 0)),
        5: ("Low-growing woody plants", (176, 91, 16)),
        6: ("Permanent herbaceous", (230, 230, 77)),
        7: ("Periodically herbaceous", (255, 255, 168)),
        8: ("Lichens and mosses", (196, 164, 196)),
        9: ("Non and sparsely vegetated", (191, 191, 191)),
        10: ("Water", (0, 128, 255)),
        11: ("Snow and ice", (230, 255, 255)),
    }
)
"""Classes of the land-cover map, numbered as in CLC+ Backbone: name and colour."""

_MAP_CLASS = {
    10: (Cover.SEA, Cover.LAKE, Cover.RIVER),
    2: (Cover.CONIFER,),
    3: (Cover.BIRCH,),
    5: (Cover.SCRUB, Cover.HEATH),
    6: (Cover.PASTURE, Cover.MEADOW, Cover.ALPINE_GRASS, Cover.GARDEN),
    7: (Cover.STUBBLE, Cover.SOIL),
    8: (Cover.BOG,),
    9: (Cover.ROCK, Cover.GRAVEL),
    11: (Cover.SNOW,),
    1: (Cover.ROAD, Cover.ROOF_DARK, Cover.ROOF_RED, Cover.ROOF_BRIGHT),
}

MAP_CLASS = np.zeros(len(Cover), dtype=np.uint8)
"""Class of the map, in the order of `Cover`."""
for _number, _covers in _MAP_CLASS.items():
    MAP_CLASS[list(_covers)] = _number
