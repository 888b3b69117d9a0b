# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's settings, under Settings, Options, Processing, Exogenous."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from qgis.core import QgsSettings
from qgis.PyQt.QtGui import QIcon

from .parameter_names import FOR_VALUES
from .parameters import advanced
from .resources import ICON
from .text import tr, translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .parameters.spec import ParameterSpec

#: The title of the group of settings: a name, never translated.
GROUP: Final = "Exogenous"

RESAMPLER: Final = "EXO_RESAMPLER"
FORMAT: Final = "EXO_FORMAT"
CREATION_OPTIONS: Final = "EXO_CREATION_OPTIONS"
THREADS: Final = "EXO_THREADS"
MEMORY: Final = "EXO_MEMORY"
EOREADER_PYTHON: Final = "EXO_EOREADER_PYTHON"

_ALL: Final = (
    RESAMPLER,
    FORMAT,
    CREATION_OPTIONS,
    THREADS,
    MEMORY,
    EOREADER_PYTHON,
)


def default_resampler(resamplers: Sequence[str]) -> str:
    """Return the resampler of new rows of the table, unless they are classes.

    Args:
        resamplers: All resamplers, in the order of the setting's list.
    """
    return _choice(RESAMPLER, resamplers, FOR_VALUES)


def default_format(formats: Sequence[str]) -> str:
    """Return the format that dialogs start with."""
    return _choice(FORMAT, formats, formats[0])


def default_creation_options() -> str:
    """Return the creation options that dialogs start with."""
    return _text(CREATION_OPTIONS)


def default_threads() -> int | None:
    """Return how many threads dialogs start with; None for one per processor."""
    return _count(THREADS)


def default_memory_mb() -> int | None:
    """Return the memory limit that dialogs start with; None for no limit."""
    return _count(MEMORY)


def eoreader_python() -> str:
    """Return the Python that has EOReader; an empty text where none is set."""
    return _text(EOREADER_PYTHON)


def add_settings(resamplers: Sequence[str], formats: Sequence[str]) -> None:
    """Add the settings to Processing's options, where that plugin is installed."""
    if find_spec("processing") is None:
        return
    from processing.core.ProcessingConfig import ProcessingConfig, Setting

    ProcessingConfig.setGroupIcon(GROUP, QIcon(str(ICON)))
    for setting in (
        Setting(
            GROUP,
            RESAMPLER,
            tr("Resampler of new layers, unless they are classes"),
            FOR_VALUES,
            valuetype=Setting.SELECTION,
            options=list(resamplers),
        ),
        Setting(
            GROUP,
            FORMAT,
            _of(advanced.FORMAT, tr("{label} of results")),
            formats[0],
            valuetype=Setting.SELECTION,
            options=list(formats),
        ),
        Setting(
            GROUP,
            CREATION_OPTIONS,
            _of(advanced.CREATION_OPTIONS, tr("{label} of results")),
            "",
            valuetype=Setting.STRING,
            placeholder=tr("for example COMPRESS=ZSTD|BIGTIFF=YES"),
        ),
        Setting(
            GROUP,
            THREADS,
            _of(advanced.THREADS, tr("{label} (0: one for each processor)")),
            0,
            valuetype=Setting.INT,
        ),
        Setting(
            GROUP,
            MEMORY,
            _of(advanced.MEMORY, tr("{label} (0: as much as the threads need)")),
            0,
            valuetype=Setting.INT,
        ),
        Setting(
            GROUP,
            EOREADER_PYTHON,
            tr("Python that has EOReader, for more kinds of products"),
            "",
            valuetype=Setting.FILE,
            placeholder=tr("for example /opt/eoreader/bin/python"),
        ),
    ):
        ProcessingConfig.addSetting(setting)
        setting.read()


def remove_settings() -> None:
    """Remove the settings from Processing's options; their values stay."""
    if find_spec("processing") is None:
        return
    from processing.core.ProcessingConfig import ProcessingConfig

    for name in _ALL:
        ProcessingConfig.settings.pop(name, None)
    ProcessingConfig.settingIcons.pop(GROUP, None)


def key(name: str) -> str:
    """Return the key under which QGIS keeps a setting."""
    return f"Processing/Configuration/{name}"


def _of(spec: ParameterSpec, template: str) -> str:
    """Return the label of a parameter's setting, which has the parameter's in it."""
    return template.format(label=translated(spec.label))


def _text(name: str) -> str:
    return str(QgsSettings().value(key(name), "") or "").strip()


def _count(name: str) -> int | None:
    """Return a setting's whole number above 0; None for any other value."""
    text = _text(name)
    return int(text) or None if text.isdecimal() else None


def _choice(name: str, options: Sequence[str], default: str) -> str:
    """Return a setting's choice, which Processing stores as its number in the list."""
    number = _text(name)
    if number.isdecimal() and int(number) < len(options):
        return options[int(number)]
    return default
