# SPDX-License-Identifier: GPL-3.0-or-later
"""The one product among the names in a folder or archive."""

from __future__ import annotations

import pytest

from exogenous.core.errors import UnknownProduct
from exogenous.core.products.sentinel2.roots import is_root, root_of


@pytest.mark.parametrize(
    ("names", "root"),
    [
        (["MTD_MSIL2A.xml", "GRANULE/x/y.jp2"], ""),
        (["A.SAFE/MTD_MSIL1C.xml", "A.SAFE/GRANULE/x/y.jp2"], "A.SAFE/"),
        (["in/A.SAFE/MTD_MSIL2A.xml", "notes.txt"], "in/A.SAFE/"),
        # Metadata may be missing.
        (["A.SAFE/GRANULE/x/y.jp2", "A.SAFE/manifest.safe"], "A.SAFE/"),
        # And may be beside another folder that looks like a product.
        (["A.SAFE/MTD_MSIL2A.xml", "B.SAFE/GRANULE/x/y.jp2"], "A.SAFE/"),
    ],
)
def test_the_folder_with_the_metadata_is_the_product(
    names: list[str], root: str
) -> None:
    assert root_of("a.zip", names) == root


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ([], "no Sentinel-2 product"),
        (["dem.tif"], "no Sentinel-2 product"),
        (["XMTD_MSIL2A.xml"], "no Sentinel-2 product"),
        (["A/MTD_MSIL2A.xml", "B/MTD_MSIL2A.xml"], r"holds 2 products \(A, B"),
        (["MTD_MSIL2A.xml", "B/MTD_MSIL2A.xml"], r"holds 2 products \(\., B"),
        (["A.SAFE/S2A_OPER_MTD_SAFL1C_PDMC_2016.xml"], "before December 2016"),
    ],
)
def test_none_and_several_are_refused(names: list[str], reason: str) -> None:
    with pytest.raises(UnknownProduct, match=rf"a\.zip.*{reason}"):
        root_of("a.zip", names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["GRANULE"], True),
        (["MTD_MSIL1C.xml"], True),
        (["granule", "MTD_TL.xml"], False),
        ([], False),
    ],
)
def test_a_folder_is_a_product_by_its_names(
    names: list[str], *, expected: bool
) -> None:
    assert is_root(names) == expected
