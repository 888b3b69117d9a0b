# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
from pathlib import Path

from .products import Product, SarProduct


class Reader:
    def open(self, path: str, output_path: str) -> Product | None:
        toy = Path(path) / "toy.json"
        if not toy.is_file():
            return None
        kind = SarProduct if json.loads(toy.read_text()).get("late") else Product
        return kind(path, output_path)
