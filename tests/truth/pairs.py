# SPDX-License-Identifier: GPL-3.0-or-later
"""Pairs of CRSs that meet in practice, each with a place in both.

Left out is what versions of PROJ place differently, for the truth of a kernel is not
that of a position: datums that need a grid, and EPSG:4087, which PROJ has taken for one
of the sphere until lately.
"""

from __future__ import annotations

from dataclasses import dataclass

#: CRSs without a code: of MODIS, of HRRR, an oblique Mercator as of Borneo, a rotated
#: pole as of regional climate models, of Meteosat, Mollweide, degrees on a sphere.
SINUSOIDAL = "+proj=sinu +R=6371007.181"
HRRR = "+proj=lcc +lat_1=38.5 +lat_2=38.5 +lat_0=38.5 +lon_0=-97.5 +R=6371229"
OBLIQUE = "+proj=omerc +lat_0=4 +lonc=115 +alpha=53 +gamma=53 +k=1 +datum=WGS84"
ROTATED_POLE = (
    "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=37 +lon_0=10 "
    "+to_meter=0.0174532925199433 +R=6371229"
)
METEOSAT = "+proj=geos +h=35785831 +lon_0=0 +sweep=y +datum=WGS84"
MOLLWEIDE = "+proj=moll +R=6371000"
CYLINDRICAL = "+proj=eqc +R=6371007.181"

_NAMES = {
    SINUSOIDAL: "sinusoidal",
    HRRR: "HRRR",
    OBLIQUE: "oblique Mercator",
    ROTATED_POLE: "rotated pole",
    METEOSAT: "Meteosat",
    MOLLWEIDE: "Mollweide",
    CYLINDRICAL: "equidistant cylindrical",
}


@dataclass(frozen=True)
class Pair:
    """A source's CRS, a target's, and a place in both."""

    src: str
    dst: str
    lon: float
    lat: float

    @property
    def name(self) -> str:
        """The two CRSs, as people call them."""
        return f"{short(self.src)} to {short(self.dst)}"

    @property
    def turned_round(self) -> Pair:
        """The same the other way."""
        return Pair(self.dst, self.src, self.lon, self.lat)


def short(crs: str) -> str:
    """Return a CRS's code, or what it is called."""
    return _NAMES.get(crs, crs.removeprefix("EPSG:"))


PAIRS = (
    Pair("EPSG:32630", "EPSG:32629", -6.5, 53),
    Pair("EPSG:3035", "EPSG:32629", -8, 53),
    Pair("EPSG:3035", "EPSG:32632", 10, 50),
    Pair("EPSG:4326", "EPSG:32629", -8, 53),
    Pair("EPSG:32629", "EPSG:4326", -8, 53),
    Pair("EPSG:3857", "EPSG:32631", 4, 45),
    Pair("EPSG:32631", "EPSG:3857", 1, 45),
    Pair("EPSG:2154", "EPSG:32631", 3, 46.5),
    Pair("EPSG:32631", "EPSG:2154", 5, 44),
    Pair("EPSG:2154", "EPSG:3035", 3, 46.5),
    Pair("EPSG:4326", "EPSG:3035", 12, 55),
    Pair("EPSG:3035", "EPSG:4326", 20, 45),
    Pair("EPSG:3857", "EPSG:4326", 4, 45),
    Pair("EPSG:4326", "EPSG:3857", -3, 58),
    Pair("EPSG:3413", "EPSG:32624", -39, 75),
    Pair("EPSG:3995", "EPSG:32633", 15, 80),
    Pair("EPSG:3031", "EPSG:32736", 33, -75),
    Pair("EPSG:32736", "EPSG:3031", 35, -72),
    Pair("EPSG:3413", "EPSG:3995", -20, 82),
    Pair("EPSG:5070", "EPSG:32614", -99, 38),
    Pair("EPSG:32612", "EPSG:5070", -111, 40),
    Pair("EPSG:5070", "EPSG:4326", -80, 38),
    Pair("EPSG:5070", "EPSG:3857", -96, 38),
    Pair(HRRR, "EPSG:32613", -104, 40),
    Pair(HRRR, "EPSG:5070", -104, 40),
    Pair(SINUSOIDAL, "EPSG:32632", 9, 45),
    Pair(SINUSOIDAL, "EPSG:4326", 5, 20),
    Pair("EPSG:6933", "EPSG:32634", 20, 45),
    Pair("EPSG:32634", "EPSG:6933", 21, 10),
    Pair("EPSG:3577", "EPSG:32753", 136, -25),
    Pair("EPSG:3832", "EPSG:32660", 177.5, 10),
    Pair(OBLIQUE, "EPSG:32650", 115, 4),
    Pair("EPSG:32650", OBLIQUE, 116, 5),
    Pair(ROTATED_POLE, "EPSG:32632", 10, 50),
    Pair(METEOSAT, "EPSG:32632", 8, 20),
    Pair(MOLLWEIDE, "EPSG:4326", 5, 20),
    Pair("EPSG:3034", "EPSG:3035", 15, 48),
    Pair("EPSG:3575", "EPSG:3035", 14, 60),
    Pair("EPSG:6931", "EPSG:3413", -60, 75),
    Pair("EPSG:6932", "EPSG:3031", 60, -70),
    Pair("EPSG:32718", "EPSG:32719", -72, -30),
    Pair("EPSG:8857", "EPSG:4326", 10, 10),
    Pair("EPSG:32661", "EPSG:32633", 12, 83),
    Pair(CYLINDRICAL, "EPSG:32735", 27, -15),
    Pair("EPSG:3395", "EPSG:3857", 10, 40),
    Pair("EPSG:3067", "EPSG:32634", 24, 62),
    Pair("EPSG:25832", "EPSG:32633", 12, 48),
    Pair("EPSG:2193", "EPSG:32759", 171, -43),
)
