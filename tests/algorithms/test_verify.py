# SPDX-License-Identifier: GPL-3.0-or-later
"""Describe product compares the files with the product's checksums where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_builder import SafeBuilder, counts

if TYPE_CHECKING:
    from pathlib import Path


def test_files_that_differ_are_warned_of(plugin: None, tmp_path: Path) -> None:
    import processing

    safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
    (image,) = safe.rglob("*_B04_10m.jp2")
    parameters = {"PRODUCT": str(safe), "VERIFY": True}
    assert "checksums" not in processing.run("exo:describe", parameters)["WARNINGS"]
    image.write_bytes(image.read_bytes() + b"\0")
    said = processing.run("exo:describe", parameters)["WARNINGS"]
    assert image.name in said
    assert "checksums" in said
