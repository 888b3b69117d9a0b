# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages: one line, what was found, what to do."""

from __future__ import annotations

import errno
import inspect
import pickle

import pytest

from exogenous.core import errors
from exogenous.core.errors.library_words import words_of_system

LEAVES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.ExogenousError) and kind is not errors.ExogenousError
]

#: Text that could break a line, by every means there is.
LINES = "a\nb\r\nc\vd\fe\x1cf\x85g\u2028h\u2029i"


def built(kind: type[errors.ExogenousError], text: str) -> errors.ExogenousError:
    """Build an error with the same text in every place that takes one."""
    arguments = []
    for parameter in inspect.signature(kind).parameters.values():
        hint = str(parameter.annotation)
        values = {
            "bool": False,
            "float": 0.0,
            "Iterable[object]": [text],
            "Iterable[str]": [text],
        }
        arguments.append(values.get(hint, text))
    return kind(*arguments)


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_message_is_one_line(kind: type[errors.ExogenousError]) -> None:
    message = str(built(kind, LINES))
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_message_shows_what_was_found(kind: type[errors.ExogenousError]) -> None:
    if inspect.signature(kind).parameters:
        assert "the-text-found" in str(built(kind, "the-text-found"))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_error_travels_between_processes(
    kind: type[errors.ExogenousError],
) -> None:
    error = built(kind, "text")
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301  (our own)
    assert type(arrived) is kind
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)


def test_long_lists_are_cut() -> None:
    bands = [str(number) for number in range(1, 101)]
    message = str(errors.BandNotFound("layer 'a'", "x.tif", 200, bands))
    assert "40, and 60 more" in message
    assert "41" not in message


def test_empty_lists_say_so() -> None:
    assert "It has none." in str(errors.BandNotFound("BANDS", "x", "RED", []))


def test_reasons_of_other_programs_lose_their_line_breaks() -> None:
    error = errors.SourceUnreadable("layer 'a'", "x.tif", "one\n   two\n")
    assert "'x.tif' cannot be read: GDAL refuses it (one two)." in str(error)


def test_a_reader_without_a_word_gets_one() -> None:
    assert "it is damaged" in str(errors.SourceUnreadable("a", "x.tif", " \n"))


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("IReadBlock failed at X offset 1: TIFFReadEncodedTile() failed.", "damaged"),
        ("HDF5-DIAG: Error detected in HDF5 (1.14.3) thread 0", "damaged"),
        ("sqlite3_prepare_v2(SELECT COUNT(*) FROM x) failed: file is not", "damaged"),
        ("CURL error: Failed to connect to 127.0.0.1 port 9", "no server answers"),
        ("HTTP response code: 404", "the server answers 404"),
        ("'/vsizip/a.zip/b.tif' does not exist in the file system", "of this name"),
        ("'a' not recognized as being in a supported file format.", "no format"),
        ("Unable to open a.shx or a.SHX. Set SHAPE_RESTORE_SHX", "Copy them"),
    ],
)
def test_words_of_libraries_become_ours(said: str, ours: str) -> None:
    message = str(errors.SourceUnreadable("a", "x.tif", said))
    assert ours in message
    assert said[:20] not in message


def test_a_system_that_refuses_to_write_is_understood() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/x")
    assert "the disk is full. Free" in words_of_system(full)
    assert words_of_system(OSError(errno.EXDEV, "Invalid link")) == "Invalid link"


@pytest.mark.parametrize(
    ("error", "parameter", "label"),
    [
        (errors.InvalidRequest("AOI", "x", "Give another."), "AOI", ""),
        (errors.InvalidLayer("layer 'a'", "no", "Mend it."), "EXO", "layer 'a'"),
        (errors.SourceMissing(errors.Parameter("PRODUCT"), "x.tif"), "PRODUCT", ""),
        (errors.SourceMissing("layer 'a'", "x.tif"), "", "layer 'a'"),
        # A layer may be called like a parameter.
        (errors.NodataTaken("AOI", 0, "uint8"), "", "AOI"),
    ],
)
def test_an_error_carries_its_parameter(
    error: errors.ExogenousError, parameter: str, label: str
) -> None:
    assert (error.parameter, error.label) == (parameter, label)
    words = f"{parameter} {label}".strip()
    assert str(error) == f"{words}: {error.advice}"


def test_an_error_is_said_of_another_parameter() -> None:
    error = errors.InvalidLayer("map layer 'a'", "it is broken", "Mend it.")
    product = errors.about(error, error.label, "PRODUCT")
    assert str(product) == "PRODUCT map layer 'a': it is broken. Mend it."
    assert product.parameter == "PRODUCT"
