# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said to users is English, and remembers what it was made from."""

from __future__ import annotations

import pickle

import pytest

from exogenous.core import errors
from exogenous.core.message import Message, joined, say


def test_message_is_its_english_text() -> None:
    message = say("{path!r} has {count} bands", path="a.tif", count=2)
    assert message == "'a.tif' has 2 bands"
    assert message.template == "{path!r} has {count} bands"
    assert message.values == {"path": "a.tif", "count": 2}


def test_braces_are_braces_where_no_value_is_given() -> None:
    assert say('Give {"name": {"path": …}}') == 'Give {"name": {"path": …}}'


def test_values_may_look_like_templates() -> None:
    assert say("{name} is taken", name="{0}") == "{0} is taken"


@pytest.mark.parametrize(
    "message",
    [say("plain"), say("{a} and {b:.1f}", a=say("one"), b=2.0), joined(["x", 3])],
)
def test_message_travels_between_processes_whole(message: Message) -> None:
    arrived = pickle.loads(pickle.dumps(message))  # noqa: S301  (our own)
    assert arrived == message
    assert (arrived.template, arrived.values) == (message.template, message.values)


def test_joined_things_keep_their_order_and_kind() -> None:
    first = say("layer {name!r}", name="x")
    together = joined([first, "y", 3], "; ")
    assert together == "layer 'x'; y; 3"
    assert next(iter(together.values.values())) is first
    assert joined([]) == ""


def test_error_tells_its_advice_without_its_label() -> None:
    error = errors.SourceMissing("layer 'x'", "x.tif")
    assert str(error) == "layer 'x': there is no file 'x.tif'. Check the path."
    assert error.advice == "there is no file 'x.tif'. Check the path."
    row = errors.InvalidLayer("layer 'x'", "the path is empty", "Give a file.")
    assert str(row) == "EXO layer 'x': the path is empty. Give a file."
    assert row.advice == "the path is empty. Give a file."
