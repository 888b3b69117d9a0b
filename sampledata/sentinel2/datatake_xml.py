# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of the product (MTD_MSIL2A.xml): identity, images, units, quality.

Element names as in the Sentinel-2 Products Specification Document, issue 14.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markup import Element, add, add_all, root
from ..place import PRODUCT_NAME
from .scene import CLOUD_COVER_PERCENT
from .scene_images import ALL_BANDS, NATIVE_M, OFFSET, QUANTIFICATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAMESPACE = "https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd"
ABSOLUTE_ORBIT, RELATIVE_ORBIT = 5815, 137
START = "2025-10-17T11:11:01.025Z"
GENERATED = "2025-10-17T15:13:00.000000Z"
DATASTRIP = "S2C_OPER_MSI_L2A_DS_2CPS_20251017T151300_S20251017T111101_N05.11"
GRANULE = f"S2C_OPER_MSI_L2A_TL_2CPS_20251017T151300_A{ABSOLUTE_ORBIT:06}_T32VLM_N05.11"

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


def product_document(
    image_files: Iterable[str],
    outline: Sequence[tuple[float, float]],
    percent: Mapping[str, float],
) -> Element:
    """Describe the product.

    Args:
        image_files: Paths below the product folder, without extension.
        outline: Longitude and latitude of the corners of what was seen.
        percent: Elements of Image_Content_QI, in percent.
    """
    document = root("n1", NAMESPACE, "Level-2A_User_Product")
    general = add(document, f"{{{NAMESPACE}}}General_Info")
    _product_info(add(general, "Product_Info"), image_files)
    _characteristics(add(general, "Product_Image_Characteristics"))
    geometry = add(document, f"{{{NAMESPACE}}}Geometric_Info")
    _outline(add(geometry, "Product_Footprint"), outline)
    reference = add(geometry, "Coordinate_Reference_System")
    add(reference, "GEO_TABLES", "EPSG", version=1)
    add(reference, "HORIZONTAL_CS_TYPE", "GEOGRAPHIC")
    quality = add(document, f"{{{NAMESPACE}}}Quality_Indicators_Info")
    add(quality, "Cloud_Coverage_Assessment", CLOUD_COVER_PERCENT)
    content = add(quality, "Image_Content_QI")
    add_all(content, {name: f"{value:.6f}" for name, value in percent.items()})
    return document


def _product_info(info: Element, image_files: Iterable[str]) -> None:
    add_all(
        info,
        {
            "PRODUCT_START_TIME": START,
            "PRODUCT_STOP_TIME": START,
            "PRODUCT_URI": PRODUCT_NAME,
            "PROCESSING_LEVEL": "Level-2A",
            "PRODUCT_TYPE": "S2MSI2A",
            "PROCESSING_BASELINE": "05.11",
            "GENERATION_TIME": GENERATED,
            "PREVIEW_IMAGE_URL": "Not applicable",
            "PREVIEW_GEO_INFO": "Not applicable",
        },
    )
    identifier = f"GS2C_20251017T111101_{ABSOLUTE_ORBIT:06}_N05.11"
    datatake = add(info, "Datatake", datatakeIdentifier=identifier)
    add_all(
        datatake,
        {
            "SPACECRAFT_NAME": "Sentinel-2C",
            "DATATAKE_TYPE": "INS-NOBS",
            "DATATAKE_SENSING_START": START,
            "SENSING_ORBIT_NUMBER": RELATIVE_ORBIT,
            "SENSING_ORBIT_DIRECTION": "DESCENDING",
        },
    )
    options = add(info, "Query_Options", completeSingleTile="true")
    add(options, "PRODUCT_FORMAT", "SAFE_COMPACT")
    granules = add(add(info, "Product_Organisation"), "Granule_List")
    granule = add(
        granules,
        "Granule",
        datastripIdentifier=DATASTRIP,
        granuleIdentifier=GRANULE,
        imageFormat="JPEG2000",
    )
    for path in image_files:
        add(granule, "IMAGE_FILE", path)


def _characteristics(image: Element) -> None:
    for text, value in (("NODATA", 0), ("SATURATED", 65_535)):
        special = add(image, "Special_Values")
        add_all(special, {"SPECIAL_VALUE_TEXT": text, "SPECIAL_VALUE_INDEX": value})
    order = {"RED_CHANNEL": 3, "GREEN_CHANNEL": 2, "BLUE_CHANNEL": 1}
    add_all(add(image, "Image_Display_Order"), dict(order))
    units = add(image, "QUANTIFICATION_VALUES_LIST")
    add(units, "BOA_QUANTIFICATION_VALUE", QUANTIFICATION, unit="none")
    add(units, "AOT_QUANTIFICATION_VALUE", 1000.0, unit="none")
    add(units, "WVP_QUANTIFICATION_VALUE", 1000.0, unit="cm")
    offsets = add(image, "BOA_ADD_OFFSET_VALUES_LIST")
    for number in range(len(ALL_BANDS)):
        add(offsets, "BOA_ADD_OFFSET", OFFSET, band_id=number)
    conversion = add(image, "Reflectance_Conversion")
    add(conversion, "U", 1.005)
    suns = add(conversion, "Solar_Irradiance_List")
    for number, power in enumerate(_IRRADIANCE):
        add(suns, "SOLAR_IRRADIANCE", power, bandId=number, unit="W/m²/µm")
    spectra = add(image, "Spectral_Information_List")
    for number, band in enumerate(ALL_BANDS):
        _spectrum(spectra, number, band)


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
