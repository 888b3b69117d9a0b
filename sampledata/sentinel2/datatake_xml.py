# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of the product (MTD_MSIL2A.xml, MTD_MSIL1C.xml): identity, units.

Element names as in the Sentinel-2 Products Specification Document, issue 14.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markup import Element, add, add_all, add_known, root
from .bands import ALL_BANDS, NATIVE_M
from .metadata import GENERATED, RELATIVE_ORBIT, START

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .metadata import Metadata

_NOMINAL_NM = {
    "01": (443, 20),
    "02": (490, 65),
    "03": (560, 35),
    "04": (665, 30),
    "05": (705, 15),
    "06": (740, 15),
    "07": (783, 20),
    "08": (842, 115),
    "8A": (865, 20),
    "09": (945, 20),
    "10": (1375, 30),
    "11": (1610, 90),
    "12": (2190, 180),
}
"""Centre and width by design of the instrument."""

_IRRADIANCE = (1874, 1959, 1824, 1513, 1425, 1287, 1162, 1042, 955, 813, 367, 246, 85)
"""Sunlight above the air, W/m2/um, rounded, in the order of `ALL_BANDS`."""


def physical(band: str) -> str:
    """Name a band as `physicalBand` does: B1, B8A, B12."""
    return f"B{band.lstrip('0')}"


def datatake_document(
    meta: Metadata, images: Iterable[str], outline: Sequence[tuple[float, float]]
) -> Element:
    """Describe the product.

    Args:
        meta: What to say of it.
        images: Paths of the images below the product folder, without extension.
        outline: Longitude and latitude of the corners of what was seen.
    """
    level = f"Level-{meta.level[1:]}"
    namespace = f"https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_{level}.xsd"
    document = root("n1", namespace, f"{level}_User_Product")
    general = add(document, f"{{{namespace}}}General_Info")
    _product_info(add(general, "Product_Info"), meta, images)
    _characteristics(add(general, "Product_Image_Characteristics"), meta)
    geometry = add(document, f"{{{namespace}}}Geometric_Info")
    _outline(add(geometry, "Product_Footprint"), outline)
    reference = add(geometry, "Coordinate_Reference_System")
    add(reference, "GEO_TABLES", "EPSG", version=1)
    add(reference, "HORIZONTAL_CS_TYPE", "GEOGRAPHIC")
    quality = add(document, f"{{{namespace}}}Quality_Indicators_Info")
    add_known(quality, "Cloud_Coverage_Assessment", meta.cloud_cover)
    add_all(add(quality, "Image_Content_QI"), meta.image_content)
    return document


def _product_info(info: Element, meta: Metadata, images: Iterable[str]) -> None:
    add_all(
        info,
        {
            "PRODUCT_START_TIME": START,
            "PRODUCT_STOP_TIME": START,
            "PRODUCT_URI": meta.uri or f"{meta.name}.SAFE",
            "PROCESSING_LEVEL": f"Level-{meta.level[1:]}",
            "PRODUCT_TYPE": f"S2MSI{meta.level[1:]}",
            "PROCESSING_BASELINE": meta.baseline,
            "GENERATION_TIME": GENERATED,
            "PREVIEW_IMAGE_URL": "Not applicable",
            "PREVIEW_GEO_INFO": "Not applicable",
        },
    )
    datatake = add(info, "Datatake", datatakeIdentifier=meta.datatake)
    add_all(
        datatake,
        {
            "SPACECRAFT_NAME": "Sentinel-2C",
            "DATATAKE_TYPE": "INS-NOBS",
            "DATATAKE_SENSING_START": START,
            "SENSING_ORBIT_NUMBER": RELATIVE_ORBIT,
            "SENSING_ORBIT_DIRECTION": meta.orbit_direction,
        },
    )
    options = add(info, "Query_Options", completeSingleTile="true")
    add(options, "PRODUCT_FORMAT", "SAFE_COMPACT")
    granules = add(add(info, "Product_Organisation"), "Granule_List")
    granule = add(
        granules,
        "Granule",
        datastripIdentifier=meta.datastrip,
        granuleIdentifier=meta.granule,
        imageFormat="JPEG2000",
    )
    for path in images:
        add(granule, "IMAGE_FILE", path)


def _characteristics(image: Element, meta: Metadata) -> None:
    for text, value in (("NODATA", 0), ("SATURATED", 65_535)):
        special = add(image, "Special_Values")
        add_all(special, {"SPECIAL_VALUE_TEXT": text, "SPECIAL_VALUE_INDEX": value})
    order = {"RED_CHANNEL": 3, "GREEN_CHANNEL": 2, "BLUE_CHANNEL": 1}
    add_all(add(image, "Image_Display_Order"), order)
    _quantification(image, meta)
    conversion = add(image, "Reflectance_Conversion")
    add(conversion, "U", 1.005)
    suns = add(conversion, "Solar_Irradiance_List")
    for number, power in enumerate(_IRRADIANCE):
        add(suns, "SOLAR_IRRADIANCE", power, bandId=number, unit="W/m²/µm")
    spectra = add(image, "Spectral_Information_List")
    for number, band in enumerate(ALL_BANDS):
        _spectrum(spectra, number, band)


def _quantification(image: Element, meta: Metadata) -> None:
    """Write what stored numbers are divided by, and what is added to them."""
    if meta.level == "L1C":
        divisor, offset = "QUANTIFICATION_VALUE", "RADIO_ADD_OFFSET"
        add_known(image, divisor, meta.quantification, unit="none")
        offsets = add(image, "Radiometric_Offset_List")
    else:
        offset = "BOA_ADD_OFFSET"
        units = add(image, "QUANTIFICATION_VALUES_LIST")
        for quantity, value, unit in (
            ("BOA", meta.quantification, "none"),
            ("AOT", meta.aot_quantification, "none"),
            ("WVP", meta.wvp_quantification, "cm"),
        ):
            add_known(units, f"{quantity}_QUANTIFICATION_VALUE", value, unit=unit)
        offsets = add(image, "BOA_ADD_OFFSET_VALUES_LIST")
    for number, value in meta.offsets.items():
        add(offsets, offset, value, band_id=number)


def _spectrum(spectra: Element, number: int, band: str) -> None:
    one = add(
        spectra, "Spectral_Information", bandId=number, physicalBand=physical(band)
    )
    add(one, "RESOLUTION", NATIVE_M[band])
    centre, width = _NOMINAL_NM[band]
    waves = add(one, "Wavelength")
    add(waves, "MIN", centre - width / 2, unit="nm")
    add(waves, "MAX", centre + width / 2, unit="nm")
    add(waves, "CENTRAL", centre, unit="nm")


def _outline(parent: Element, corners: Sequence[tuple[float, float]]) -> None:
    """Write the footprint: latitude before longitude, first corner again at the end."""
    footprint = add(parent, "Product_Footprint")
    numbers = [f"{lat:.8f} {lon:.8f}" for lon, lat in (*corners, corners[0])]
    outer = add(footprint, "Global_Footprint")
    add(outer, "EXT_POS_LIST", " ".join(numbers) + " ")
    add(parent, "RASTER_CS_TYPE", "POINT")
    add(parent, "PIXEL_ORIGIN", 1)
