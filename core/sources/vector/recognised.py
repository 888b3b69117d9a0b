# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a row's path names features, not pixels."""

from __future__ import annotations

from ...errors import ExogenousError, InvalidLayer, SubdatasetNeeded
from ...io.foreign import VECTOR
from ...io.packed import is_archive
from ...io.paths import without_end
from ...io.raster import open_raster
from ...message import say
from ...request.vector_file import names_a_layer
from ..tiles.index_file import may_be_index, tiles_of_index
from .other_features import QGIS_NAME


def holds_features(path: str, label: str, said: str = "") -> bool:
    """Tell whether a row is one of features.

    It is where it says what to burn, where its path names a layer as QGIS writes it,
    and where its file is one of a vector format that is no raster as well.

    Args:
        path: The row's.
        label: The row, for messages.
        said: A key of the row that is of features alone; empty where it has none.

    Raises:
        InvalidLayer: The row says what to burn of a raster.
    """
    path = without_end(path)
    if path.startswith(QGIS_NAME) or names_a_layer(path):
        return True
    is_vector = VECTOR.search(path) is not None and not is_archive(path)
    if not said and not is_vector:
        return False
    if not said and may_be_index(path) and tiles_of_index(path, label) is not None:
        return False
    is_raster = _opens_as_raster(path, label)
    if said and is_raster and not is_vector:
        raise InvalidLayer(
            label,
            say("{key} is of features, and {path!r} is a raster", key=said, path=path),
            say("Leave it out."),
        )
    return bool(said) or not is_raster


def _opens_as_raster(path: str, label: str) -> bool:
    try:
        open_raster(path, label).close()
    except SubdatasetNeeded:
        return True
    except ExogenousError:
        return False
    return True
