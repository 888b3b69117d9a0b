# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of the exogenous table: a frozen value that cannot be built invalid."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rasterio.enums import Resampling

from ..errors import InvalidLayer
from ..message import joined, say
from ..resampling import kernels as resampling
from .burning import TOUCHES
from .domains import ANGLE, DOMAINS, FLAGS, domain_of
from .overlaps import OVERLAPS
from .plain_values import path_text
from .time_choice import LINEAR, NO_TIME, WHENS

if TYPE_CHECKING:
    from .band_choice import Several
    from .class_choice import ClassShare, Fractions
    from .nodata_rule import NodataRule
    from .time_choice import Moment, Within
    from .time_chosen import ChosenTime, LayerTime

#: Characters that XML, in which files keep names, cannot hold (XML 1.0, section 2.2).
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: What formats keep of a band's name.
_MOST_CHARACTERS: Final = 1000

#: The keys that say something of features alone.
OF_FEATURES: Final = ("burn", "filter", "touch")

#: What a row says of a mask that is to be ignored.
NO_MASK: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExoLayer:
    """One row of the exogenous table."""

    name: str
    """Any text, unique among the layers and bands of an output."""
    path: str
    """A file, GDAL or subdataset string, or URL; a folder, a pattern, an index or the
    JSON text of a list of tiles. Placeholders of the product may be in it."""
    band: int | str = 1
    """A 1-based number or a band description."""
    is_band_given: bool = False
    """The user named the band: no time is looked for. Any but 1 is a given one."""
    several: Several | None = None
    """The bands, where the row's text or list may mean several."""
    resampler: Resampling | None = None
    """None for `auto`: nearest for classes, else bilinear; a word means it too."""
    nodata: float | NodataRule | None = None
    """In the file's own (unscaled) numbers: a number in place of all that the source
    declares, masks and alpha among it; or a rule."""
    crs: str | None = None
    """Overrides the source's CRS."""
    scale: float | None = None
    """Overrides the source's scale; 1 leaves the numbers as they are."""
    offset: float | None = None
    """Overrides the source's offset; 0 leaves the numbers as they are."""
    mask: str | None = None
    """`none` ignores the source's mask and alpha band; None leaves them as they are."""
    domain: str | None = None
    """What is averaged, one of `DOMAINS`; None for `linear`, as nobody has said so."""

    burn: str | None = None
    """Of features: an attribute, or one of `MEASURES`; None for `share`."""
    filter: str | None = None
    """Of features: which, in OGR's SQL or, in QGIS, in QGIS's words."""
    touch: str | None = None
    """Of features: by what a pixel has something of one, one of `TOUCHES`; None for
    `area`."""

    fractions: Fractions | None = None
    """The classes whose shares of each pixel become layers, in place of the values."""
    share: ClassShare | None = None
    """The class whose share the layer holds: one of the row's, once the plan knows."""

    time: str | Moment | None = None
    """The wanted time: `acquisition`, `none` or a moment; None where nobody says, for
    acquisition where no band is given and the source's times span it."""
    when: str | None = None
    """Which of the times around it, one of `WHENS`; None for nearest."""
    within: Within | None = None
    """How far the source's time may be from the wanted one; None for any."""
    layer_times: tuple[LayerTime, ...] = ()
    """What the user has set of the map layer's times."""
    chosen_time: ChosenTime | None = None
    """What the plan has chosen of the source's times."""
    overlap: str | None = None
    """Which of several tiles counts, one of `OVERLAPS`; None for `first`, as nobody has
    said so."""

    def __post_init__(self) -> None:
        """Refuse a row with an empty name or path, or with an impossible value."""
        self._refuse_texts()
        if self.band != 1 or self.several is not None:
            object.__setattr__(self, "is_band_given", True)
        if isinstance(self.band, int) and self.band < 1:
            raise InvalidLayer(
                self.label,
                say("band {band} cannot be", band=self.band),
                say("Bands count from 1."),
            )
        if self.scale is not None and not (self.scale and math.isfinite(self.scale)):
            raise InvalidLayer(
                self.label,
                say("scale {scale:g} cannot be", scale=self.scale),
                say("1 changes nothing."),
            )
        if self.offset is not None and not math.isfinite(self.offset):
            raise InvalidLayer(
                self.label,
                say("offset {offset:g} cannot be", offset=self.offset),
                say("0 changes nothing."),
            )
        if self.mask not in {None, NO_MASK}:
            raise InvalidLayer(
                self.label,
                say("mask {mask!r} is unknown", mask=self.mask),
                say("Give none, to ignore the file's mask and alpha, or leave it out."),
            )
        if self.domain is not None:
            object.__setattr__(self, "domain", domain_of(self.domain))
        if self.domain is not None and self.domain not in DOMAINS:
            raise InvalidLayer(
                self.label,
                say("domain {domain!r} is unknown", domain=self.domain),
                say("Use one of {known}.", known=", ".join(DOMAINS)),
            )
        self._refuse_unknown_words()
        if self.resampler is not None:
            member = resampling.parse_or_auto(self.resampler, self.label)
            object.__setattr__(self, "resampler", member)
        self._refuse_squared_angles()
        self._refuse_resampled_flags()
        self._refuse_resampled_shares()
        self._refuse_times()

    def _refuse_unknown_words(self) -> None:
        if self.touch is not None and self.touch not in TOUCHES:
            raise InvalidLayer(
                self.label,
                say("touch {touch!r} is unknown", touch=self.touch),
                say("Use one of {known}.", known=", ".join(TOUCHES)),
            )
        if self.overlap is not None and self.overlap not in OVERLAPS:
            raise InvalidLayer(
                self.label,
                say("overlap {overlap!r} is unknown", overlap=self.overlap),
                say("Use one of {known}.", known=", ".join(OVERLAPS)),
            )

    @property
    def key_of_features(self) -> str:
        """The first key of the row that is of features alone; empty for none."""
        return next((key for key in OF_FEATURES if getattr(self, key)), "")

    @property
    def resampler_name(self) -> str:
        """The resampler's name, `auto` where it is left to the plan."""
        return resampling.AUTO if self.resampler is None else self.resampler.name

    @property
    def label(self) -> str:
        """The name of the row in messages."""
        return say("layer {name!r}", name=self.name)

    def _refuse_resampled_shares(self) -> None:
        if self.fractions is None and self.share is None:
            return
        if self.resampler not in {None, Resampling.average}:
            raise InvalidLayer(
                self.label,
                say(
                    "fractions are shares of the pixel, which {name} does not give",
                    name=self.resampler_name,
                ),
                say("Leave the resampler out."),
            )
        if self.domain is not None:
            raise InvalidLayer(
                self.label,
                say("fractions have no domain"),
                say("Leave the domain out."),
            )

    def _refuse_times(self) -> None:
        if self.when not in {None, *WHENS}:
            raise InvalidLayer(
                self.label,
                say("when {when!r} is unknown", when=self.when),
                say("Use one of {known}.", known=", ".join(WHENS)),
            )
        if self.time == NO_TIME and (self.when or self.within):
            raise InvalidLayer(
                self.label,
                say("when and within are of a time, and time is none"),
                say("Leave them out, or give a time."),
            )
        is_shared = self.fractions is not None or self.share is not None
        if self.when == LINEAR and is_shared:
            raise InvalidLayer(
                self.label,
                say("classes of two times have no mean, which linear is"),
                say("Use nearest, previous or next."),
            )

    def _refuse_texts(self) -> None:
        if not self.name.strip():
            raise InvalidLayer(
                f"{self.path!r}", say("the name is empty"), say("Give it a name.")
            )
        if _UNWRITABLE.search(f"{self.name}{self.band}"):
            raise InvalidLayer(
                self.label,
                say("name or band has characters that no file keeps"),
                say("Drop them."),
            )
        if len(self.name) > _MOST_CHARACTERS:
            raise InvalidLayer(
                self.label, say("the name is too long"), say("Shorten it.")
            )
        if not self.path.strip():
            raise InvalidLayer(
                self.label, say("the path is empty"), say("Give a file.")
            )
        path_text(self.path, joined(["EXO", self.label], " "), say("Give a file."))

    def _refuse_resampled_flags(self) -> None:
        if self.domain in FLAGS and self.resampler is not None:
            raise InvalidLayer(
                self.label,
                say(
                    "{domain} combines bits, which {name} does not",
                    domain=self.domain,
                    name=self.resampler_name,
                ),
                say("Leave the resampler out."),
            )

    def _refuse_squared_angles(self) -> None:
        is_squared = self.resampler and resampling.KERNELS[self.resampler].squares
        if self.domain == ANGLE and is_squared:
            raise InvalidLayer(
                self.label,
                say(
                    "resampler {name} has no meaning for angles",
                    name=self.resampler_name,
                ),
                say("Use average."),
            )
