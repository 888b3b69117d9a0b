# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of outputs: what can keep a result from being written."""

from __future__ import annotations

from ..message import say
from .root import ExogenousError, number_text


class OutputNotWritable(ExogenousError):
    """An output cannot be written where it is asked for."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the destination and what the system said."""
        super().__init__(
            say("{path!r} cannot be written: {reason}", path=path, reason=reason),
            parameter="OUTPUT",
        )


class NodataTaken(ExogenousError):
    """A valid pixel has the value that is the output's nodata value."""

    def __init__(self, layer: str, nodata: float, dtype: str) -> None:
        """Name the layer, the nodata value and the type of the output."""
        self.layer, self.number = layer, number_text(nodata)
        super().__init__(
            say(
                "{nodata} is a valid value there, so it cannot mean nodata "
                "in a {dtype} output. Choose another number or type: in the dialog in "
                "Nodata value or Data type, in a command by NODATA or DTYPE.",
                nodata=self.number,
                dtype=dtype,
            ),
            layer,
        )


class Cancelled(ExogenousError):
    """The user stopped the run."""

    def __init__(self) -> None:
        """Say that nothing was written."""
        super().__init__(say("Cancelled: nothing was written."))
