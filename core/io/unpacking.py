# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's archives raise where they are damaged, cut off, or packed oddly."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from typing import Final

#: RuntimeError is for a password, NotImplementedError for an unknown method, ValueError
#: for a name that is no text, KeyError for a member that is not there.
DAMAGE: Final = (
    *(OSError, EOFError, RuntimeError, NotImplementedError, ValueError, KeyError),
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
)
