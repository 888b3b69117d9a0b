# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsProcessingParameterDefinition

from exogenous.core.products import Cleaning
from exogenous.core.request import time_choice
from exogenous.core.request.domains import DOMAINS
from exogenous.core.request.request import FORMATS, OutputOptions
from exogenous.core.resampling import kernels as resampling
from exogenous.host import parameter_names

COMMON = {
    "PRODUCT": "file",
    "EXO": "string",
    "PIXEL_SIZE": "number",
    "AOI": "source",
    "MASK_AOI": "boolean",
}
ADVANCED = {
    "COVERAGE": "boolean",
    "STRICT": "boolean",
    "OVERVIEWS": "boolean",
    "DTYPE": "enum",
    "NODATA": "number",
    "FORMAT": "enum",
    "CREATION_OPTIONS": "string",
    "THREADS": "number",
    "MEMORY": "number",
    "PATIENCE": "number",
    "ON_ERROR": "enum",
    "LOG": "string",
    "QML": "boolean",
    "INSTANT": "enum",
}
STACK = {
    **COMMON,
    **ADVANCED,
    "BANDS": "string",
    "BAND_RESAMPLER": "enum",
    "CLEANING": "enum",
    "NEGATIVES": "boolean",
    "VALIDITY": "boolean",
    "OUTPUT": "rasterDestination",
}
COLLOCATE = {
    **COMMON,
    **ADVANCED,
    "LOAD": "boolean",
    "OUTPUT_FOLDER": "folderDestination",
}
DESCRIBE = {
    "PRODUCT": "file",
    "PATIENCE": "number",
    "VERIFY": "boolean",
    "OUTPUT_HTML": "fileDestination",
}


@pytest.fixture
def algorithm(plugin):
    registry = QgsApplication.processingRegistry()
    return lambda name: registry.algorithmById(f"exo:{name}")


@pytest.mark.parametrize(
    ("name", "types"),
    [("stack", STACK), ("collocate", COLLOCATE), ("describe", DESCRIBE)],
)
def test_parameters_are_of_stock_types(algorithm, name, types):
    declared = algorithm(name).parameterDefinitions()
    assert {each.name(): each.type() for each in declared} == types


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_only_product_and_output_are_needed(algorithm, name):
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    needed = {
        each.name()
        for each in algorithm(name).parameterDefinitions()
        if not each.flags() & optional and each.defaultValue() is None
    }
    exo = set() if name == "stack" else {"EXO"}
    assert needed - {"OUTPUT", "OUTPUT_FOLDER"} == {"PRODUCT"} | exo


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_advanced_parameters_come_after_the_others(algorithm, name):
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    ordered = [
        bool(each.flags() & advanced)
        for each in algorithm(name).parameterDefinitions()
        if not each.isDestination()
    ]
    assert ordered == sorted(ordered)
    assert any(ordered)


@pytest.mark.parametrize(
    ("name", "outputs"),
    [
        ("stack", {"OUTPUT", "BAND_NAMES", "WIDTH", "HEIGHT"}),
        (
            "collocate",
            {"OUTPUT_FOLDER", "OUTPUTS", "BAND_NAMES", "WIDTH", "HEIGHT"},
        ),
    ],
)
def test_outputs_are_declared(algorithm, name, outputs):
    declared = algorithm(name).outputDefinitions()
    assert {each.name() for each in declared} == outputs


@pytest.mark.parametrize("name", ["stack", "collocate", "describe"])
def test_help_explains_every_parameter_that_is_typed(algorithm, name):
    subject = algorithm(name)
    shown = subject.shortHelpString()
    for each in subject.parameterDefinitions():
        if not each.isDestination():
            assert each.help(), each.name()
            assert each.description() in shown
    for output in subject.outputDefinitions():
        assert output.name() in shown


def test_resamplers_are_the_cores():
    assert set(parameter_names.RESAMPLERS) == set(resampling.names())


@pytest.mark.parametrize("dtype", parameter_names.DTYPES)
def test_types_are_known_to_the_core(dtype):
    assert OutputOptions(dtype=dtype).dtype == dtype


def test_domains_are_the_cores():
    assert parameter_names.DOMAINS == DOMAINS


def test_formats_are_the_cores():
    assert parameter_names.FORMATS == FORMATS
    assert OutputOptions().format == parameter_names.FORMATS[0]


def test_words_of_time_are_the_cores():
    assert parameter_names.WHENS == time_choice.WHENS
    assert parameter_names.INSTANTS == time_choice.INSTANTS
    assert parameter_names.ACQUISITION == time_choice.ACQUISITION
    assert parameter_names.NO_TIME == time_choice.NO_TIME


def test_cleanings_are_the_cores():
    assert tuple(choice.value for choice in Cleaning) == parameter_names.CLEANINGS


def test_dialog_takes_a_folder_typed_as_product(algorithm):
    product = algorithm("stack").parameterDefinition("PRODUCT")
    assert product.checkValueIsAcceptable("/data/S2A_MSIL2A_20221005T115411.SAFE")
    assert product.checkValueIsAcceptable("/data/no_extension_at_all")


def test_file_dialog_offers_geotiff_alone(algorithm):
    provider = algorithm("stack").provider()
    assert provider.defaultRasterFileExtension() == "tif"
    assert provider.supportedOutputRasterLayerExtensions() == ["tif", "tiff"]


@pytest.mark.parametrize("name", ["stack", "collocate", "describe"])
def test_help_has_an_example_for_each_parameter(algorithm, name):
    page = algorithm(name).shortHelpString()
    for parameter in algorithm(name).parameterDefinitions():
        words = page.partition(f"({parameter.name()})<br>")[2].partition("</p>")[0]
        assert "Example" in words, parameter.name()
