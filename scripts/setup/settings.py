# SPDX-License-Identifier: GPL-3.0-or-later
"""Enable the plugin in QGIS's settings file.

The file is edited as text: Qt's own writer would blank values of types that only a
running QGIS knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECTION = b"[PythonPlugins]"


def enable(plugin: str, settings: Path) -> bool:
    """Enable a plugin in a settings file; return whether that was new.

    Everything else in the file stays byte for byte.
    """
    old = settings.read_bytes() if settings.exists() else b""
    new = _enabled(plugin.encode(), old)
    if new == old:
        return False
    settings.parent.mkdir(parents=True, exist_ok=True)
    aside = settings.with_name(f"{settings.name}.new")
    aside.write_bytes(new)
    if old:
        aside.chmod(settings.stat().st_mode)
    aside.replace(settings)
    return True


def _enabled(plugin: bytes, text: bytes) -> bytes:
    """Return the text of a settings file with the plugin enabled in it."""
    if text and not text.endswith(b"\n"):
        text += b"\n"
    section = re.search(rb"^\[PythonPlugins\]\s*\n(?:(?!\[).*\n)*", text, re.MULTILINE)
    if section is None:
        gap = b"\n" if text else b""
        return text + gap + SECTION + b"\n" + plugin + b"=true\n"
    start, end = section.span()
    body = _without_watchdog(plugin, section.group())
    line = re.compile(rb"^" + re.escape(plugin) + rb"=.*$", re.MULTILINE)
    if line.search(body):
        body = line.sub(plugin + b"=true", body)
    else:
        body = body.replace(b"\n", b"\n" + plugin + b"=true\n", 1)
    return text[:start] + body + text[end:]


def _without_watchdog(plugin: bytes, section: bytes) -> bytes:
    """Drop the note that loading once failed, for which QGIS disables a plugin."""
    line = rb"^watchDog\\" + re.escape(plugin) + rb"=.*\n"
    return re.sub(line, b"", section, flags=re.MULTILINE)
