# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns of names: `{layer}_{band}` for `cover_2`."""

from __future__ import annotations

from typing import Final

_LAYER: Final = "{layer}"
_BAND: Final = "{band}"
_CLASS: Final = "{class}"


def named(pattern: str, layer: str, band: int | str) -> str:
    """Return the name that a pattern stands for; all other braces are plain text.

    Args:
        pattern: The name of a row, as the user gave it.
        layer: The name of the row's map layer, or of its file without the ending.
        band: The band, as the row has it.
    """
    # Band first: a layer's own name may look like a pattern.
    return pattern.replace(_BAND, str(band)).replace(_LAYER, layer)


def with_layer(pattern: str, layer: str) -> str:
    """Return the pattern with the layer filled in, and the band left open."""
    return pattern.replace(_LAYER, layer)


def named_of_several(pattern: str, layer: str, band: int | str) -> str:
    """Return the name of one of a row's several layers.

    Where the pattern leaves the band out, the band follows it after `_`.

    Args:
        pattern: As for `named`.
        layer: As for `named`.
        band: The band's name, or its number where it has none.
    """
    open_pattern = pattern if _BAND in pattern else f"{pattern}_{_BAND}"
    return named(open_pattern, layer, band)


def named_of_class(name: str, word: str) -> str:
    """Return the name of the layer of one class.

    Where the name leaves `{class}` out, the class follows it after `_`.

    Args:
        name: The row's name, band and layer filled in.
        word: The class's name, or its number where it has none.
    """
    pattern = name if _CLASS in name else f"{name}_{_CLASS}"
    return pattern.replace(_CLASS, word)
