# SPDX-License-Identifier: GPL-3.0-or-later
"""The processing baseline, from whatever in a product still says it.

It decides whether numbers have an offset. It is an element of the metadata, and part
of the names of the product, the tile and the data strip (PSD, annex), which are
written in most files of a product: a damaged file may say it still.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..metadata_file import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .container import Container
    from .files import ProductFiles
    from .spectral import Level

#: Made by a user with Sen2Cor: has offsets if, and only if, the metadata say so.
USER_BASELINE: Final = 99.99

#: Baselines count from 01.00 and have come to 05 in ten years.
_LEAST, _MOST = 1.0, 20.0

_ELEMENT: Final = r"<PROCESSING_BASELINE>\s*(\d\d\.\d\d)\s*</"
_PRODUCT: Final = (
    r"S2[A-D]_MSI{level}_\d{{8}}T\d{{6}}_N(\d{{4}})_R\d{{3}}_T\d\d\w{{3}}_"
)
_PART: Final = r"S2[A-D]_(?:OPER|USER)_MSI_{level}_(?:TL|DS)_\w+_N(\d\d\.\d\d)"

#: Files that name the product or its parts, beside the metadata of product and tile.
_OTHERS: Final = re.compile(
    r"^(?:DATASTRIP/[^/]+/MTD_DS\.xml|manifest\.safe|INSPIRE\.xml)$"
)


def baseline_of(text: str | None) -> float | None:
    """Return the baseline that a text is, `04.00`; None where it is none."""
    found = re.fullmatch(r"\s*(\d\d)\.?(\d\d)\s*", text or "", re.ASCII)
    if found is None:
        return None
    baseline = float(f"{found[1]}.{found[2]}")
    is_known = _LEAST <= baseline < _MOST or baseline == USER_BASELINE
    return baseline if is_known else None


def find_baseline(
    container: Container, files: ProductFiles, level: Level
) -> float | None:
    """Look for the baseline in all files and names of a product.

    Args:
        container: The product's files.
        files: Which of them is what.
        level: Of the product; the names of its L1C parts say that baseline instead.
    """
    patterns = (
        _ELEMENT,
        _PRODUCT.format(level=level),
        _PART.format(level=level),
    )
    for text in _texts(container, files):
        for pattern in patterns:
            for found in re.finditer(pattern, text, re.ASCII):
                baseline = baseline_of(found[1])
                if baseline is not None:
                    return baseline
    return None


def _texts(container: Container, files: ProductFiles) -> Iterator[str]:
    """Read what may say it, the most telling first, and names last."""
    for name in (files.datatake, files.tile, *_others(container.names)):
        if name is not None:
            yield _text(container, name)
    yield "\n".join((container.path, container.root, *container.names))


def _text(container: Container, name: str) -> str:
    """Read a file: markup and what is looked for are ASCII, whatever else it holds."""
    try:
        return container.read(name).decode("ascii", "ignore")
    except UnreadableFile:
        return ""


def _others(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if _OTHERS.match(name))
