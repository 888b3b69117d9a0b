# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations


def get_needed_bands(index: str) -> list[str]:
    return {"NDVI": ["RED", "NIR"]}[index]
