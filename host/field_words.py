# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors in the words of a dialog, which has labels where a command has keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .parameters.declared import PARAMETERS
from .text import told, tr, translated

if TYPE_CHECKING:
    from ..core.errors import ExogenousError

#: What follows the name in a field's label: examples, units.
_AFTER_NAME: Final = re.compile(r"\s*[(,].*")


def told_by_field(error: ExogenousError) -> str:
    """Return an error in the language of QGIS, with the field's name for its key.

    Args:
        error: An error about a parameter, about a row of one, or about anything else,
            which is told as it is.
    """
    labels = [spec.label for spec in PARAMETERS if spec.name == error.parameter]
    if not labels:
        return told(error)
    field = _AFTER_NAME.sub("", translated(labels[0]))
    label = f"{field}, {told(error.label)}" if error.label else field
    return tr("{label}: {advice}").format(label=label, advice=told(error.advice))
