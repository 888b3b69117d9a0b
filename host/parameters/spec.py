# SPDX-License-Identifier: GPL-3.0-or-later
"""The declaration of one parameter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """The kind of value of a parameter, which decides on QGIS's type for it."""

    FILE = auto()
    TEXT = auto()
    LINES = auto()
    NUMBER = auto()
    WHOLE_NUMBER = auto()
    SWITCH = auto()
    CHOICE = auto()
    AREA = auto()
    RASTER_DESTINATION = auto()
    FOLDER_DESTINATION = auto()
    PAGE_DESTINATION = auto()


class Section(Enum):
    """The section of a parameter in dialogs and documents."""

    MAIN = "Main"
    ADVANCED = "Advanced"
    OUTPUT = "Results"


class Setting(Enum):
    """The user's setting that a default comes from."""

    FORMAT = auto()
    CREATION_OPTIONS = auto()
    THREADS = auto()
    MEMORY_MB = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSpec:
    """The declaration of one parameter, with its texts in English."""

    name: str
    kind: Kind
    label: str
    help: str
    """The parameter's meaning, with an example."""
    algorithms: tuple[str, ...]
    """The algorithms that have the parameter, by their names without the provider's."""
    needed_by: tuple[str, ...] = ()
    """The algorithms that do not run without a value."""
    section: Section = Section.MAIN
    choices: tuple[str, ...] = ()
    default: str | bool | None = None
    setting: Setting | None = None
    """The setting from which the default is taken."""
    minimum: float | None = None

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        if not set(self.needed_by) <= set(self.algorithms):
            raise ValueError(f"{self.name} is needed where nobody asks for it")
        if bool(self.choices) != (self.kind is Kind.CHOICE):
            raise ValueError(f"{self.name} is no choice among {self.choices}")
        if self.choices and self.default not in self.choices:
            raise ValueError(f"{self.name} has the default {self.default!r}")
        if "Example" not in self.help:
            raise ValueError(f"the help of {self.name} has no example")
