# SPDX-License-Identifier: GPL-3.0-or-later
"""All parameters, in the order in which algorithms ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .advanced import ADVANCED
from .destinations import DESTINATIONS
from .inputs import INPUTS

if TYPE_CHECKING:
    from .spec import ParameterSpec

PARAMETERS: Final = (*INPUTS, *ADVANCED, *DESTINATIONS)


def parameters_of(algorithm: str) -> tuple[ParameterSpec, ...]:
    """Return the parameters of an algorithm, by its name without the provider's."""
    return tuple(spec for spec in PARAMETERS if algorithm in spec.algorithms)
