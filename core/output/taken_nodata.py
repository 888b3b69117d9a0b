# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done where a valid value is the number that was to mean nodata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors.root import number_text
from ..message import say
from .encoding import other_nodata, wider

if TYPE_CHECKING:
    from ..errors import NodataTaken
    from ..request.request import OutputOptions
    from .encoding import Encoding
    from .file_plan import FilePlan


def other_encodings(file: FilePlan, options: OutputOptions) -> tuple[Encoding, ...]:
    """Return encodings in which the nodata value may be no valid value.

    Returns:
        Nothing where the user has chosen the nodata value, or none is left to try.
    """
    if options.nodata is not None:
        return ()
    wide = None if options.dtype is not None else wider(file.encoding)
    if wide is not None:
        return (wide,)
    others = [other_nodata(one) for one in file.encodings]
    return tuple(one for one in others if one is not None)


def told_change(error: NodataTaken, before: Encoding, after: Encoding) -> str:
    """Say what is written otherwise than planned, and why."""
    if before.dtype != after.dtype:
        return say(
            "{layer}: {number} is a valid value, so it cannot mean nodata: the layer "
            "is written as {dtype}.",
            layer=error.layer,
            number=error.number,
            dtype=after.dtype,
        )
    return say(
        "{layer}: {number} is a valid value, so it cannot mean nodata: {other} does in "
        "its place.",
        layer=error.layer,
        number=error.number,
        other=number_text(after.nodata),
    )
