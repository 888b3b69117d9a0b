# SPDX-License-Identifier: GPL-3.0-or-later
"""Which texts name a place on this machine that a result can be written to."""

from __future__ import annotations

import os
from typing import Final

from ...errors import InvalidRequest, OutputNotWritable
from ...io.paths import is_gdal_name
from ...message import say
from ...request.plain_values import path_text

_GIVE_A_PATH: Final = say("Give the path of a file or folder.")


def local_place(destination: object) -> str:
    """Return the path that a user gave for a result.

    Raises:
        OutputNotWritable: The text is empty, has characters that no name has, or means
            something that is in no file system.
    """
    try:
        path = path_text(destination, "OUTPUT", _GIVE_A_PATH)
    except InvalidRequest as error:
        shown = destination if isinstance(destination, str) else error.advice
        raise OutputNotWritable(
            shown, say("it is no path of a file or folder")
        ) from error
    if not path.strip():
        raise OutputNotWritable(path, say("it is no path of a file or folder"))
    if is_gdal_name(path) and not os.path.lexists(path):
        raise OutputNotWritable(
            path, say("it is no place in a file system. Give the path of a file")
        )
    return path
