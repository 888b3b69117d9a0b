# SPDX-License-Identifier: GPL-3.0-or-later
"""x coordinates that go round the Earth: how far round, and where x jumps."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import rasterio.warp
from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..rasterio_private import GdalError

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Radians in a degree, as CRSs state their unit.
_DEGREE: Final = math.radians(1)

#: Projections in which x is proportional to the longitude, as WKT 1 names them.
_CYLINDRICAL: Final = (
    "Mercator_1SP",
    "Mercator_2SP",
    "Equirectangular",
    "Cylindrical_Equal_Area",
    "Miller_Cylindrical",
)

#: The central meridian in WKT 1, and in the PROJ string that some carry.
_CENTRAL: Final = re.compile(
    r'((?:central_meridian|longitude_of_center)",|lon_0=)([-+.\de]+)', re.IGNORECASE
)

#: The name and the authority code in a WKT, by which PROJ would know the CRS and bring
#: its own central meridian back.
_IDENTITY: Final = re.compile(r'(?<=^PROJCS\[)"[^"]*"|,AUTHORITY\["\w+","\w+"\](?=\]$)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The circle round the Earth along which a CRS's x coordinates run."""

    length: float
    """The circumference, in the CRS's unit."""
    middle: float
    """x at the central meridian; half way round from here, x jumps by `length`."""

    def unwrap(self, x: NDArray[np.float64], centre: float) -> NDArray[np.float64]:
        """Shift coordinates by whole turns to within half a turn of a centre."""
        moved: NDArray[np.float64] = x + self.length * np.round(
            (centre - x) / self.length
        )
        return moved

    def together(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shift coordinates by whole turns so that none jumps away from the others."""
        return self.unwrap(x, self.arc(x).centre)

    def arc(self, x: NDArray[np.float64]) -> Arc:
        """Return the shortest arc that holds all coordinates."""
        round_once = np.sort(np.mod(x, self.length))
        gaps = np.diff(round_once, append=round_once[0] + self.length)
        widest = int(np.argmax(gaps))
        extent = self.length - float(gaps[widest])
        start = float(round_once[(widest + 1) % x.size])
        # Stay in the turn of most coordinates, so that most need not be shifted.
        turns = round((float(np.median(x)) - start - extent / 2) / self.length)
        centre = start + extent / 2 + turns * self.length
        return Arc(circle=self, centre=centre, extent=extent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A part of a circle."""

    circle: Circle
    centre: float
    extent: float
    """From end to end, in the CRS's unit."""

    @property
    def is_round(self) -> bool:
        """Whether the arc goes most of the way round, as around a pole."""
        return self.extent > 0.75 * self.circle.length

    @property
    def is_wide(self) -> bool:
        """Whether the arc is so wide that its points may surround a pole."""
        return self.extent > 0.4 * self.circle.length

    @property
    def nears_the_cut(self) -> bool:
        """Whether x may jump within the arc, or a little beyond its ends."""
        length = self.circle.length
        off = abs((self.centre - self.circle.middle + length / 2) % length - length / 2)
        return off + self.extent / 2 > 0.45 * length


@lru_cache(maxsize=64)
def circle_of(crs: CRS) -> Circle | None:
    """Return the circle along which a CRS's x coordinates go round the Earth.

    Returns:
        None where x does not go round, or the circumference is not known: for all
        projections but cylindrical ones in their normal aspect, and for longitudes
        in another unit than degrees.
    """
    if crs.is_geographic:
        in_degrees = math.isclose(crs.units_factor[1], _DEGREE, rel_tol=1e-9)
        return Circle(length=360.0, middle=0.0) if in_degrees else None
    wkt = crs.to_wkt()
    if not any(f'PROJECTION["{name}"]' in wkt for name in _CYLINDRICAL):
        return None
    return _measured(crs, wkt)


def recentred(crs: CRS, degrees: float) -> CRS:
    """Return a cylindrical CRS with its central meridian moved to the east.

    Args:
        crs: A projected CRS that has a circle.
        degrees: How far east; the x of every point becomes smaller by as much.
    """
    turned = _CENTRAL.sub(
        lambda found: f"{found[1]}{math.remainder(float(found[2]) + degrees, 360)!r}",
        crs.to_wkt(),
    )
    nameless = _IDENTITY.sub(
        lambda found: '"turned"' if found[0].startswith('"') else "", turned
    )
    return CRS.from_wkt(nameless)


def _measured(crs: CRS, wkt: str) -> Circle | None:
    """Measure a projection's circle; None where x does not follow a moved meridian."""
    geographic = CRS.from_wkt(_part(wkt, "GEOGCS"))
    central = float(_CENTRAL.findall(wkt)[0][1])
    try:
        west, middle, east = _xs(geographic, crs, central)
        turned = _xs(geographic, recentred(crs, 45.0), central)
    except (CRSError, GdalError):  # what rasterio's transforms raise
        return None
    eighth = east - middle
    moved = np.allclose(turned, np.array([west, middle, east]) - eighth, atol=1e-3)
    even = math.isclose(middle - west, eighth, rel_tol=1e-9)
    return Circle(length=8 * eighth, middle=middle) if even and moved else None


def _xs(geographic: CRS, crs: CRS, central: float) -> list[float]:
    longitudes = [central - 45.0, central, central + 45.0]
    xs: list[float] = rasterio.warp.transform(geographic, crs, longitudes, [0.0] * 3)[0]
    return xs


def _part(wkt: str, keyword: str) -> str:
    """Cut a keyword with its brackets out of a WKT."""
    start = wkt.index(f"{keyword}[")
    depth = 0
    for end in range(start, len(wkt)):
        depth += (wkt[end] == "[") - (wkt[end] == "]")
        if wkt[end] == "]" and depth == 0:
            return wkt[start : end + 1]
    return wkt
