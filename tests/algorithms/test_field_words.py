# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors in dialogs name the field they are about."""

from __future__ import annotations

import pytest

from exogenous.core import errors
from exogenous.core.request.request import OutputOptions
from exogenous.host.field_words import told_by_field


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (errors.InvalidRequest("AOI", "x", "Mend it."), "Area of interest: 'x'"),
        (
            errors.InvalidLayer("layer 'AOI'", "no", "Mend it."),
            "Exogenous layers, layer 'AOI': no.",
        ),
        (errors.NodataTaken("AOI", 0, "uint8"), "AOI: 0 is a valid value"),
        (errors.SourceMissing("EXO cover", "x.tif"), "EXO cover: there is no file"),
    ],
)
def test_a_field_is_named_and_a_layer_called_like_a_key_is_not(error, start):
    assert told_by_field(error).startswith(start)


def test_a_creation_option_is_told_of_its_field():
    with pytest.raises(errors.InvalidRequest) as caught:
        OutputOptions(creation={"COMPRESS": "ZIPP"})
    assert told_by_field(caught.value).startswith("Creation options: 'COMPRESS=ZIPP'")
