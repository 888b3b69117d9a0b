# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for resamplers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import rasterio.warp
from rasterio.enums import Resampling

from exogenous.core.errors import UnknownResampler
from exogenous.core.resampling import kernels as resampling


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        (Resampling.cubic, Resampling.cubic),
        ("nearest", Resampling.nearest),
        ("Nearest", Resampling.nearest),
        ("CUBIC_SPLINE", Resampling.cubic_spline),
        (" bilinear ", Resampling.bilinear),
        ("Resampling.lanczos", Resampling.lanczos),
        ("RESAMPLING.MODE", Resampling.mode),
        (0, Resampling.nearest),
        (1, Resampling.bilinear),
        (1.0, Resampling.bilinear),
        (14, Resampling.rms),
        ("14", Resampling.rms),
        (np.int64(5), Resampling.average),
        ("gauss", Resampling.gauss),
    ],
)
def test_a_word_means_a_resampler(word: Any, meant: Resampling) -> None:
    assert resampling.parse(word, "row 1") is meant


@pytest.mark.parametrize(
    "word",
    [
        *("smoothest", "", "near", "nearest neighbour", "1.0", "other.nearest"),
        *(99, -1, 1.5, float("nan"), True, None, [0]),
    ],
)
def test_another_word_is_refused_with_those_that_exist(word: Any) -> None:
    with pytest.raises(UnknownResampler) as caught:
        resampling.parse(word, "layer 'DEM'")
    message = str(caught.value)
    assert message.startswith("EXO layer 'DEM': resampler ")
    assert "Use one of nearest, bilinear, cubic" in message
    assert "gauss" not in message.partition("Use one of")[2]
    assert "\n" not in message


def test_the_names_are_those_that_rasterio_can_warp_with() -> None:
    supported = [Resampling(value) for value in rasterio.warp.SUPPORTED_RESAMPLING]
    assert set(resampling.names()) == {method.name for method in supported}


def test_every_name_is_read_back() -> None:
    for name in resampling.names():
        assert resampling.parse(name, "row 1").name == name
