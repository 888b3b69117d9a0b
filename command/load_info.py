# SPDX-License-Identifier: GPL-3.0-or-later
"""What a lazy Dataset is, as plain values; no pixel is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xarray as xr


def load_info(dataset: xr.Dataset) -> dict[str, Any]:
    """Return sizes, bytes, attributes and variables of a Dataset."""
    return {
        "SIZES": {str(name): int(size) for name, size in dataset.sizes.items()},
        "BYTES": int(dataset.nbytes),
        "ATTRIBUTES": _all_plain(dataset.attrs),
        "VARIABLES": {
            str(name): {
                "dtype": str(one.dtype),
                "shape": list(one.shape),
                "attributes": {
                    str(key): _plain(text) for key, text in one.attrs.items()
                },
            }
            for name, one in dataset.data_vars.items()
        },
    }


def _all_plain(attributes: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): _plain(value) for key, value in attributes.items()}


def _plain(value: Any) -> Any:
    """Return a value as JSON can have it."""
    return value if isinstance(value, str | int | float | bool) else str(value)
