# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages: one line, what was found, what to do."""

from __future__ import annotations

import inspect
import pickle

import pytest

from exogenous.core import errors

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
        values = {"float": 0.0, "Iterable[object]": [text], "Iterable[str]": [text]}
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
    assert str(error) == "layer 'a': 'x.tif' cannot be read: one two"


def test_a_reader_without_a_word_gets_one() -> None:
    assert "not in a known format" in str(errors.SourceUnreadable("a", "x.tif", " \n"))
