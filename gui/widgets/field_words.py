# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors in the words of a dialog, which has labels where a command has keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...host.parameters.declared import PARAMETERS
from ...host.text import told, tr, translated

if TYPE_CHECKING:
    from ...core.errors import ExogenousError

#: What follows the name in a field's label: examples, units.
_AFTER_NAME: Final = re.compile(r"\s*[(,].*")


def told_by_field(error: ExogenousError) -> str:
    """Return an error in the language of QGIS, with the field's name for its key.

    Args:
        error: An error about a parameter, `AOI`, about a row of one, `EXO row 2`, or
            about anything else, which is told as it is.
    """
    key, _, row = told(error.label).partition(" ")
    labels = [spec.label for spec in PARAMETERS if spec.name == key]
    if not labels:
        return told(error)
    field = _AFTER_NAME.sub("", translated(labels[0]))
    label = f"{field}, {row}" if row else field
    return tr("{label}: {advice}").format(label=label, advice=told(error.advice))
