# SPDX-License-Identifier: GPL-3.0-or-later
"""The operation that leads from one CRS to another, and how accurate PROJ knows it.

rasterio has no word for either; the PROJ that it brings is asked itself.
"""

from __future__ import annotations

import ctypes
import os
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ..proj_folders import grid_folders
from ..rasterio_private import library, own_proj_folder

if TYPE_CHECKING:
    from rasterio.crs import CRS

    #: West, south, east, north in degrees.
    Area = tuple[float, float, float, float]

#: PJ_GRID_AVAILABILITY_USE and PROJ_SPATIAL_CRITERION in proj.h.
_DISCARD_IF_GRID_MISSING: Final = 1
_IGNORE_GRIDS: Final = 2
_PARTLY_INSIDE: Final = 1

#: rasterio's wheels name the functions so that no other PROJ in the process has them.
_PREFIXES: Final = ("internal_", "")

#: What functions return that is no int.
_RETURNED: Final = {
    **dict.fromkeys(
        (
            *("proj_context_create", "proj_create", "proj_create_operations"),
            *("proj_create_operation_factory_context", "proj_list_get"),
            *("proj_crs_get_sub_crs", "proj_crs_demote_to_2D"),
        ),
        ctypes.c_void_p,
    ),
    "proj_get_name": ctypes.c_char_p,
    "proj_coordoperation_get_accuracy": ctypes.c_double,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinateOperation:
    """A way from one CRS to another."""

    name: str
    accuracy_m: float | None
    """None where nobody knows; 0 where nothing is lost."""
    is_ballpark: bool = False
    """The datums are taken for the same, which they are not."""
    grids: tuple[str, ...] = ()
    """The files that it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """The operation that is used, and a better one whose grids are not there."""

    used: CoordinateOperation
    better: CoordinateOperation | None = None


def operations(src_crs: CRS, dst_crs: CRS, area: Area) -> Operations | None:
    """Return what leads from one CRS to another in some area, heights left out.

    Args:
        src_crs: Of a layer.
        dst_crs: Of the product.
        area: West, south, east and north of the product, in degrees.

    Returns:
        None where PROJ cannot be asked, or knows of nothing.
    """
    return _operations(src_crs.to_wkt(), dst_crs.to_wkt(), area)


@lru_cache(maxsize=64)
def _operations(src: str, dst: str, area: Area) -> Operations | None:
    proj = _proj()
    if proj is None:
        return None
    with ExitStack() as undo:
        asked = _Asked(proj, undo)
        start, end = asked.horizontal(src), asked.horizontal(dst)
        if start is None or end is None:
            return None
        used = asked.best(start, end, area, _DISCARD_IF_GRID_MISSING)
        best = asked.best(start, end, area, _IGNORE_GRIDS)
    if used is None:
        return None
    return Operations(used=used, better=best if _is_better(best, used) else None)


def _is_better(best: CoordinateOperation | None, used: CoordinateOperation) -> bool:
    if best is None or best.accuracy_m is None or not best.grids:
        return False
    return used.accuracy_m is None or best.accuracy_m < used.accuracy_m


@lru_cache(maxsize=1)
def _proj() -> _Proj | None:
    """Return PROJ's functions; None where a wheel does not bring them."""
    loaded = library("proj")
    for prefix in _PREFIXES:
        if loaded is not None and hasattr(loaded, f"{prefix}proj_create"):
            return _Proj(loaded, prefix)
    return None


class _Proj:
    """The functions of a PROJ, by the names that they have in proj.h."""

    def __init__(self, loaded: ctypes.CDLL, prefix: str) -> None:
        self._loaded, self._prefix = loaded, prefix

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._loaded, self._prefix + name)
        function.restype = _RETURNED.get(name, ctypes.c_int)
        return function


class _Asked:
    """A context of PROJ's own, and what is made in it, until the stack is closed."""

    def __init__(self, proj: _Proj, undo: ExitStack) -> None:
        self._proj, self._undo = proj, undo
        self._context = ctypes.c_void_p(proj.proj_context_create())
        undo.callback(proj.proj_context_destroy, self._context)
        proj.proj_log_level(self._context, 0)
        folders = [os.fsencode(one) for one in (own_proj_folder(), *grid_folders())]
        paths = (ctypes.c_char_p * len(folders))(*folders)
        proj.proj_context_set_search_paths(self._context, len(folders), paths)

    def horizontal(self, wkt: str) -> ctypes.c_void_p | None:
        """Return a CRS without its heights, None where PROJ does not know it."""
        proj, context = self._proj, self._context
        crs = self._kept(proj.proj_create(context, wkt.encode()))
        if crs is None:
            return None
        whole = self._kept(proj.proj_crs_get_sub_crs(context, crs, 0)) or crs
        flat = self._kept(proj.proj_crs_demote_to_2D(context, None, whole))
        return flat or whole

    def best(
        self, src: ctypes.c_void_p, dst: ctypes.c_void_p, area: Area, grids: int
    ) -> CoordinateOperation | None:
        """Return the first operation of PROJ's list."""
        proj, context = self._proj, self._context
        made = proj.proj_create_operation_factory_context(context, None)
        factory = ctypes.c_void_p(made)
        self._undo.callback(proj.proj_operation_factory_context_destroy, factory)
        bounds = map(ctypes.c_double, area)
        proj.proj_operation_factory_context_set_area_of_interest(
            context, factory, *bounds
        )
        proj.proj_operation_factory_context_set_spatial_criterion(
            context, factory, _PARTLY_INSIDE
        )
        proj.proj_operation_factory_context_set_grid_availability_use(
            context, factory, grids
        )
        listed = proj.proj_create_operations(context, src, dst, factory)
        if not listed:
            return None
        found = ctypes.c_void_p(listed)
        self._undo.callback(proj.proj_list_destroy, found)
        first = self._kept(proj.proj_list_get(context, found, 0))
        return None if first is None else self._described(first)

    def _described(self, operation: ctypes.c_void_p) -> CoordinateOperation:
        proj, context = self._proj, self._context
        accuracy = proj.proj_coordoperation_get_accuracy(context, operation)
        count = proj.proj_coordoperation_get_grid_used_count(context, operation)
        return CoordinateOperation(
            name=(proj.proj_get_name(operation) or b"").decode(),
            accuracy_m=accuracy if accuracy >= 0 else None,
            is_ballpark=bool(
                proj.proj_coordoperation_has_ballpark_transformation(context, operation)
            ),
            grids=tuple(self._grid(operation, index) for index in range(count)),
        )

    def _grid(self, operation: ctypes.c_void_p, index: int) -> str:
        name = ctypes.c_char_p()
        self._proj.proj_coordoperation_get_grid_used(
            *(self._context, operation, index, ctypes.byref(name)), *(None,) * 6
        )
        return (name.value or b"").decode()

    def _kept(self, pointer: int | None) -> ctypes.c_void_p | None:
        """Hold an object of PROJ's until the end; None where there is none."""
        if not pointer:
            return None
        made = ctypes.c_void_p(pointer)
        self._undo.callback(self._proj.proj_destroy, made)
        return made
