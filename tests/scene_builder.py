# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes small Landsat scenes: 4 x 4 pixels of 30 m, and the flags a test needs."""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import rasterio
from affine import Affine

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

NAME = "LC08_{level}_008059_20191201_20200825_02_T1"
COUNTS = np.arange(1, 17, dtype=np.uint16).reshape(4, 4) * 1000
CLEAR = np.full((4, 4), 1 << 6, dtype=np.uint16)

IMAGE = {
    "SPACECRAFT_ID": "LANDSAT_8",
    "SENSOR_ID": "OLI_TIRS",
    "WRS_PATH": "8",
    "WRS_ROW": "59",
    "DATE_ACQUIRED": "2019-12-01",
    "SCENE_CENTER_TIME": "15:13:51.8610990Z",
    "CLOUD_COVER": "81.02",
    "SUN_ELEVATION": "30.0",
}
RADIANCE = {"RADIANCE_MULT_BAND_10": "3.342E-04", "RADIANCE_ADD_BAND_10": "0.1"}
PLANCK = {"K1_CONSTANT_BAND_10": "774.8853", "K2_CONSTANT_BAND_10": "1321.0789"}
SURFACE = {"TEMPERATURE_MULT_BAND_ST_B10": "0.00341802"}


def reflectance(scale: str, offset: str) -> dict[str, str]:
    keys = range(1, 10)
    return {
        **{f"REFLECTANCE_MULT_BAND_{n}": scale for n in keys},
        **{f"REFLECTANCE_ADD_BAND_{n}": offset for n in keys},
    }


def level_1() -> dict[str, dict[str, str]]:
    return {
        "PRODUCT_CONTENTS": {"LANDSAT_PRODUCT_ID": NAME.format(level="L1TP")},
        "IMAGE_ATTRIBUTES": dict(IMAGE),
        "LEVEL1_RADIOMETRIC_RESCALING": reflectance("2.0E-05", "-0.1") | RADIANCE,
        "LEVEL1_THERMAL_CONSTANTS": dict(PLANCK),
    }


def level_2() -> dict[str, dict[str, str]]:
    return {
        "PRODUCT_CONTENTS": {"LANDSAT_PRODUCT_ID": NAME.format(level="L2SP")},
        "IMAGE_ATTRIBUTES": dict(IMAGE),
        "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS": reflectance("2.75e-05", "-0.2"),
        "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS": SURFACE
        | {"TEMPERATURE_ADD_BAND_ST_B10": "149.0"},
        # What must not be taken for the product's own:
        "LEVEL1_RADIOMETRIC_RESCALING": reflectance("2.0E-05", "-0.1"),
    }


def as_text(groups: dict[str, dict[str, str]]) -> str:
    lines = ["GROUP = LANDSAT_METADATA_FILE"]
    for group, values in groups.items():
        lines += [f"  GROUP = {group}"]
        lines += [f'    {key} = "{value}"' for key, value in values.items()]
        lines += [f"  END_GROUP = {group}"]
    return "\n".join([*lines, "END_GROUP = LANDSAT_METADATA_FILE", "END", ""])


def as_json(groups: dict[str, dict[str, str]]) -> str:
    return json.dumps({"LANDSAT_METADATA_FILE": groups})


def as_xml(groups: dict[str, dict[str, str]]) -> str:
    root = ET.Element("LANDSAT_METADATA_FILE")
    for group, values in groups.items():
        element = ET.SubElement(root, group)
        for key, value in values.items():
            ET.SubElement(element, key).text = value
    return ET.tostring(root, encoding="unicode")


FORMS = {"txt": as_text, "json": as_json, "xml": as_xml}


@dataclass
class SceneBuilder:
    """What a scene is made of; `images` by the ends of their names."""

    groups: dict[str, dict[str, str]] = field(default_factory=level_2)
    images: dict[str, NDArray[Any]] = field(default_factory=dict)
    form: str = "txt"
    text: str | None = None
    """The metadata file as it is, in place of the groups."""

    @property
    def name(self) -> str:
        return self.groups["PRODUCT_CONTENTS"]["LANDSAT_PRODUCT_ID"]

    def write(self, folder: Path) -> Path:
        scene = folder / self.name
        scene.mkdir(parents=True)
        text = FORMS[self.form](self.groups) if self.text is None else self.text
        (scene / f"{self.name}_MTL.{self.form}").write_text(text)
        for end, pixels in self.images.items():
            size = 30 * 4 / pixels.shape[1]
            with rasterio.open(
                scene / f"{self.name}_{end}.TIF",
                "w",
                driver="GTiff",
                dtype=pixels.dtype,
                count=1,
                height=pixels.shape[0],
                width=pixels.shape[1],
                crs="EPSG:32618",
                transform=Affine(size, 0, 378285, 0, -size, 275715),
            ) as dst:
                dst.write(pixels, 1)
        return scene

    def write_tar(self, folder: Path) -> Path:
        scene = self.write(folder / "unpacked")
        path = folder / f"{self.name}.tar"
        with tarfile.open(path, "w") as archive:
            for file in sorted(scene.iterdir()):
                archive.add(file, file.name)
        return path
