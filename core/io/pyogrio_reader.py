# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads vector files with pyogrio, which has a GDAL of its own."""

from __future__ import annotations

import math
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from ..environment import OFFLINE
from ..message import say
from ..packages import require
from .vector_layers import (
    Found,
    LayerFacts,
    Shapes,
    UnreadableFile,
    UnreadableLayer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .vector_layers import Wanted

#: pyogrio's settings are the whole process's.
_LOCK: Final = threading.RLock()


class PyogrioReader:
    """pyogrio, as the core asks for it, see `VectorReader`."""

    def __init__(self) -> None:
        """Import pyogrio, which takes half a second that an extent does not need.

        Raises:
            MissingPackage: pyogrio is not installed.
        """
        require("pyogrio", purpose=say("A vector file"))
        import pyogrio.errors  # noqa: PLC0415
        import pyogrio.raw  # noqa: PLC0415

        self._pyogrio: Any = pyogrio

    def layers(self, path: str) -> list[tuple[str, bool]]:
        """List the layers of a file, see `VectorReader`."""
        with self._told():
            found = self._pyogrio.list_layers(path)
        return [(str(name), kind is not None) for name, kind in found]

    def fields(self, path: str, layer: str | int | None) -> list[str]:
        """List the fields of a layer, see `VectorReader`."""
        info = self._pyogrio.read_info(path, layer=0 if layer is None else layer)
        return [str(one) for one in info["fields"]]

    def shapes(self, path: str, layer: str | int | None, subset: str | None) -> Shapes:
        """Read the geometries of a layer, see `VectorReader`."""
        with self._told():
            meta, _, found, _ = self._pyogrio.raw.read(
                path, layer=layer, where=subset, columns=[], force_2d=True
            )
        return Shapes(crs=meta["crs"], wkb=[] if found is None else list(found))

    def facts(self, path: str, layer: str | int | None) -> LayerFacts:
        """Return what a layer says of itself, see `VectorReader`."""
        with self._told():
            told = self._pyogrio.read_info(path, layer=0 if layer is None else layer)
        dtypes = ["object" if "O" in str(one) else str(one) for one in told["dtypes"]]
        found = told["total_bounds"]
        is_told = found is not None and all(map(math.isfinite, found))
        left, bottom, right, top = found if is_told else (0.0,) * 4
        return LayerFacts(
            crs=told["crs"],
            fields=dict(zip(map(str, told["fields"]), dtypes, strict=True)),
            geometry=told["geometry_type"],
            bounds=(left, bottom, right, top) if is_told else None,
        )

    def features(self, path: str, layer: str | int | None, wanted: Wanted) -> Found:
        """Read some features, see `VectorReader`."""
        with self._told():
            meta, fids, wkb, columns = self._pyogrio.raw.read(
                path,
                layer=0 if layer is None else layer,
                where=wanted.subset,
                columns=list(wanted.columns),
                read_geometry=wanted.has_shapes,
                return_fids=True,
                force_2d=True,
                bbox=wanted.bounds,
                skip_features=wanted.start,
                max_features=wanted.most,
            )
        names = map(str, meta["fields"])
        return Found(
            number=fids,
            wkb=wkb if wanted.has_shapes else [None] * len(fids),
            columns=dict(zip(names, columns, strict=True)),
        )

    def texts(self, path: str) -> list[str]:
        """Return all texts of the first layer, see `VectorReader`."""
        read = self._pyogrio.raw.read
        with self._told():
            _, _, _, columns = read(path, layer=0, read_geometry=False)
        of_texts = [column for column in columns if column.dtype == object]
        return [str(text) for column in of_texts for text in filter(None, column)]

    def values(
        self, path: str, layer: str | int | None, field: str, subset: str | None
    ) -> list[object]:
        """Return what features have in a field, see `VectorReader`."""
        with self._told():
            _, _, _, columns = self._pyogrio.raw.read(
                path, layer=layer, columns=[field], where=subset, read_geometry=False
            )
        return list(columns[0].tolist())

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Ask no server, see `VectorReader`."""
        with _LOCK:
            get = self._pyogrio.get_gdal_config_option
            before = {name: get(name) for name in OFFLINE}
            self._pyogrio.set_gdal_config_options(dict(OFFLINE))
            try:
                yield
            finally:
                self._pyogrio.set_gdal_config_options(before)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raise pyogrio's errors as those of `VectorReader`."""
        errors = self._pyogrio.errors
        try:
            yield
        except errors.DataSourceError as error:
            raise UnreadableFile(str(error)) from error
        except (errors.DataLayerError, errors.FeatureError, ValueError) as error:
            # A filter that is none is either, by the format.
            raise UnreadableLayer(str(error)) from error
