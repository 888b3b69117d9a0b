# SPDX-License-Identifier: GPL-3.0-or-later
"""What libraries and systems say of files, in words for users.

Their own words stay with the error that ours is raised from.
"""

from __future__ import annotations

import errno
import re
from typing import Final

from ..message import Message, say

#: The server's answer, by its HTTP code.
_ANSWER: Final = re.compile(r"(?i)(?:http|response).{0,20}\b(?P<code>[45]\d\d)\b")

#: What libraries say, and we do; the first that fits.
_WORDS: Final = (
    (
        re.compile(r"(?i)\.shx"),
        say("the files beside it are not all there (.shx, .dbf). Copy them as well."),
    ),
    (
        re.compile("has not answered in time"),
        say("it has not answered in time. Check the connection, or allow more time."),
    ),
    (
        re.compile(
            r"(?i)curl error|failed to connect|could not (?:resolve|connect)"
            r"|timed? ?out"
        ),
        say("no server answers there. Check the address and the connection."),
    ),
    (
        re.compile(
            r"(?i)does not exist|no such file|cannot open file|not found"
            r"|not a directory"
        ),
        say("there is nothing of this name. Check it, letter by letter."),
    ),
    (
        re.compile(r"(?i)permission"),
        say("you may not read it. Change its permissions."),
    ),
    (
        re.compile(r"(?i)not recognized as"),
        say("it is in no format that is known here."),
    ),
    (
        re.compile(
            r"(?i)^\s*$|tiff|ireadblock|code-?stream|jp2|jpeg|png|sqlite|\bh5|hdf5"
            r"|netcdf|parse|xml|lzw|zstd|lerc|inflate|zip|decod|decompress|corrupt"
            r"|truncated|header|grib|missing|checksum|unexpected|invalid|i/o"
            r"|read(?:ing)? (?:error|failed)"
        ),
        say("it is damaged or incomplete. Fetch or make it again."),
    ),
)

#: What systems say of a file that is to be written.
_WRITING: Final = {
    errno.EACCES: say("you may not write there. Choose another place."),
    errno.EPERM: say("you may not write there. Choose another place."),
    errno.EROFS: say("nothing can be written there. Choose another place."),
    errno.EIO: say("the disk or the network failed. Check it, and try again."),
    errno.EMFILE: say("too many files are open. Close other programs."),
    errno.ENFILE: say("too many files are open. Close other programs."),
    errno.EFBIG: say("the file would be larger than allowed. Choose another place."),
    errno.ENOSPC: say("the disk is full. Free some of it, or choose another place."),
    errno.EDQUOT: say("your share of the disk is full. Choose another place."),
    errno.ENAMETOOLONG: say("the name is too long. Choose a shorter one."),
    errno.ENOTDIR: say("a part of the path is no folder. Choose another place."),
}


def own_words(said: str) -> Message:
    """Return what a library says of a file in our words, with what to do about it.

    Args:
        said: The library's; a message of ours stays as it is.
    """
    if isinstance(said, Message):
        return said
    answer = _ANSWER.search(said)
    if answer:
        return say("the server answers {code}. Check the address.", code=answer["code"])
    for pattern, message in _WORDS:
        if pattern.search(said):
            return message
    words = " ".join(said.split())
    return say("GDAL refuses it ({words}). Fetch or make it again.", words=words)


def words_of_system(error: OSError) -> str:
    """Return what a system says of a file that is to be written, in our words."""
    return _WRITING.get(error.errno or 0) or error.strerror or str(error)
