# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings resources/i18n/*.ts up to date with the texts in the code.

New texts come in as unfinished, texts that are no more go. With `--check` nothing is
written: exit 1, and what is missing, where a file is not up to date or not finished.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..root import ROOT, SetupError
from . import ts
from .strings import Text, texts

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "resources" / "i18n"

#: How many forms texts with a number have, by language (Qt, "Translation Rules for
#: Plurals"). Another language is a line here and an empty file beside the others.
FORMS = {"en": 2, "fr": 2}


def main() -> None:
    """Update or check every file."""
    found = texts()
    problems = []
    for language, forms in FORMS.items():
        path = FOLDER / f"exogenous_{language}.ts"
        wanted = tuple(text for text in found if text.is_counted or language != "en")
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        known = ts.read(path) if before else {}
        if "--check" in sys.argv:
            problems += _problems(path, wanted, known)
        else:
            ts.write(path, language, wanted, known, forms)
            left = _problems(path, wanted, ts.read(path))
            print(f"{path}: {len(wanted)} texts, {len(left)} to translate")
    if problems:
        sys.exit("\n".join(problems))


def _problems(
    path: Path, wanted: tuple[Text, ...], known: dict[str, ts.Translation]
) -> list[str]:
    sources = {text.source for text in wanted}
    finished = {source for source, one in known.items() if one.is_finished}
    return [
        *(f"{path.name}: not translated: {one!r}" for one in sources - finished),
        *(f"{path.name}: not in the code: {one!r}" for one in known.keys() - sources),
    ]


if __name__ == "__main__":
    try:
        main()
    except SetupError as error:
        sys.exit(f"translations: {error}")
