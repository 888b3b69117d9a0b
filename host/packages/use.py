# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets QGIS's Python use what is installed, when the plugin starts and afterwards."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

from .. import own_libraries
from . import folder as places
from . import search_order
from .needed import MORE, RUN, lack, name_of

if TYPE_CHECKING:
    from pathlib import Path


def use_packages(folder: Path) -> None:
    """Find the packages of the plugin's folder from now on.

    What was left to do at QGIS's start is done before, see `folder.settle`.

    Args:
        folder: The plugin's folder of packages, which need not be there.
    """
    places.settle(folder)
    if not folder.is_dir():
        return
    search_order.append(folder)
    search_order.forget()
    wanted = [one for group in (RUN, *MORE) for one in group.requirements]
    unfit = [name_of(one) for one in wanted if lack(one)]
    search_order.prefer(folder, [name for name in unfit if _has(folder, name)])
    own_libraries.load.cache_clear()


def own_packages(folder: Path) -> dict[str, str]:
    """Return the versions of those packages of all groups that the folder has."""
    wanted = [name_of(one) for group in (RUN, *MORE) for one in group.requirements]
    return {
        name: search_order.in_folder(name, folder)
        for name in wanted
        if _has(folder, name)
    }


def to_install(folder: Path, groups: tuple[str, ...]) -> tuple[str, ...]:
    """List the requirements that an installation has to put into the folder.

    They are those that no other folder of QGIS meets: what another tool has put there
    is used, and what the folder has already is made anew with the rest.

    Args:
        folder: The plugin's folder of packages.
        groups: The keys of the groups that are wanted beside those of a run.
    """
    here = own_packages(folder)
    chosen = [RUN, *(group for group in MORE if group.key in groups)]
    asked = [one for group in chosen for one in group.requirements]
    every = [one for group in (RUN, *MORE) for one in group.requirements]
    return tuple(
        one for one in every if name_of(one) in here or (one in asked and lack(one))
    )


def _has(folder: Path, name: str) -> bool:
    try:
        search_order.in_folder(name, folder)
    except PackageNotFoundError:
        return False
    return True
