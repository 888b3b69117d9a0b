# SPDX-License-Identifier: GPL-3.0-or-later
"""Every module of the core has its test file in `unit`, or a reason to have none."""

from __future__ import annotations

import pytest
from places import ROOT, TESTS

CORE, UNIT = ROOT / "core", TESTS / "unit"

MODULES = sorted(
    path.relative_to(CORE).as_posix()
    for path in CORE.rglob("*.py")
    if path.name != "__init__.py"
)
UNIT_TESTS = sorted(
    path.relative_to(UNIT).as_posix() for path in UNIT.rglob("test_*.py")
)

#: Modules without a file of their name: where they are tested instead, and why.
ELSEWHERE = {
    # They hand on to one of the modules beside them, and do no more.
    "compute/height_shift.py": "unit/planning/test_heights.py",
    "geometry/transform_by.py": "unit/geometry/test_chosen_operation.py",
    "output/committing/processes.py": "unit/output/committing/test_run_files.py",
    "output/filling.py": "unit/output/test_write.py",
    "output/taken_nodata.py": "unit/output/test_encoding.py",
    "products/product_nodata.py": "algorithms/test_exo_forms.py",
    "planning/burnt_method.py": "properties/test_features.py",
    # Tiles are held to one file of the same pixels, and to sentences, from end to end.
    **dict.fromkeys(
        (
            *("planning/findings.py", "planning/part_boxes.py"),
            *("planning/seen_places.py", "products/open_tiles.py"),
            *("products/same_tiles.py", "products/seen_tiles.py"),
            *("products/tile_set.py", "products/tile_systems.py"),
            "request/overlaps.py",
        ),
        "unit/planning/test_tiled.py",
    ),
    **dict.fromkeys(
        (
            *("sources/tiles/read_headers.py", "sources/tiles/tile_file.py"),
            "sources/tiles/tile_header.py",
        ),
        "unit/sources/tiles/test_kept_headers.py",
    ),
    **dict.fromkeys(
        ("sources/tiles/folders.py", "sources/tiles/index_file.py"),
        "unit/sources/tiles/test_which_files.py",
    ),
    "sources/band_header.py": "unit/sources/test_source.py",
    "planning/target.py": "unit/planning/test_plan.py",
    "planning/one_row_a_layer.py": "unit/planning/test_chosen_classes.py",
    # Nothing gets out by any of them, whatever stands in the files.
    "io/named_inside.py": "properties/test_no_network.py",
    "io/opened.py": "properties/test_no_network.py",
    "io/remote_names.py": "properties/test_no_network.py",
    "io/unpacking.py": "properties/test_malformed.py",
    # What readers have in common: names, without work of their own.
    "io/vector_layers.py": "unit/io/test_pyogrio_reader.py",
    "io/vectors.py": "properties/test_no_network.py",
    "io/tile_index.py": "unit/io/test_files_behind.py",
    # Whatever is typed, they refuse it in a sentence.
    "output/committing/local_place.py": "properties/test_malformed.py",
    "output/room.py": "properties/test_malformed.py",
    "planning/size_limits.py": "properties/test_malformed.py",
    "request/plain_values.py": "properties/test_malformed.py",
    "errors/system.py": "unit/test_refusals.py",
    "output/result_files.py": "unit/test_pipeline.py",
    "planning/coarser_sources.py": "unit/test_quick_preview.py",
    "resampling/by_votes/touching_several.py": "truth/test_against_truth.py",
    "resampling/by_votes/under_centre.py": "truth/test_against_truth.py",
    "planning/findings.py": "unit/planning/test_build.py",
    "planning/first_band.py": "unit/planning/test_chosen_time.py",
    "planning/found_times.py": "unit/planning/test_inspect_row.py",
    "planning/time_blend.py": "unit/planning/test_chosen_time.py",
    "planning/time_words.py": "unit/planning/test_chosen_time.py",
    "planning/wanted_time.py": "unit/planning/test_chosen_time.py",
    "products/sentinel2/instants.py": "unit/products/test_instant.py",
    "request/cell_values.py": "unit/request/test_layer_table.py",
    "request/time_chosen.py": "unit/planning/test_chosen_time.py",
    "sources/times/band_times.py": "unit/sources/times/test_read.py",
    "sources/times/coordinate_file.py": "unit/sources/times/test_of_dimensions.py",
    "sources/times/grib1_headers.py": "unit/sources/times/test_of_grib.py",
    "sources/times/of_row.py": "unit/sources/times/test_read.py",
    # They are parts of what a whole scene is read with.
    **{
        f"products/landsat/{name}.py": "unit/products/landsat/test_product.py"
        for name in (
            *("attributes", "bands", "files", "format", "instruments", "quality"),
        )
    },
    **{
        f"products/eopf/{name}.py": "unit/products/eopf/test_product.py"
        for name in ("bands", "format", "store")
    },
    "products/sentinel2/format.py": "unit/products/test_opening.py",
    "products/formats.py": "unit/products/test_opening.py",
    "products/product_format.py": "unit/products/test_opening.py",
    "products/row_raster.py": "unit/products/test_table_source.py",
    "products/row_bands.py": "unit/planning/test_chosen_bands.py",
    "request/exo_layer.py": "unit/request/test_request.py",
    "compute/tile.py": "unit/compute/test_level_tile.py",
    "compute/tile_context.py": "unit/compute/test_separable_tile.py",
    # Messages are held to one rule, all of them together.
    "errors/outputs.py": "unit/test_errors.py",
    "errors/packages.py": "unit/test_errors.py",
    "errors/products.py": "unit/test_errors.py",
    "errors/rasters.py": "unit/test_errors.py",
    "errors/requests.py": "unit/test_errors.py",
    "errors/root.py": "unit/test_errors.py",
    "errors/library_words.py": "unit/test_errors.py",
    "products/eoreader/errors.py": "unit/products/eoreader/test_talk.py",
    # They run in EOReader's Python, which a stand-in has here.
    "products/eoreader/exogenous_child/facts.py": (
        "unit/products/eoreader/test_product.py"
    ),
    "products/eoreader/exogenous_child/files.py": (
        "unit/products/eoreader/test_product.py"
    ),
    "products/eoreader/exogenous_child/grids.py": (
        "unit/products/eoreader/test_product.py"
    ),
    "products/eoreader/exogenous_child/serve.py": (
        "unit/products/eoreader/test_session.py"
    ),
    "products/eoreader/exogenous_child/service.py": (
        "unit/products/eoreader/test_product.py"
    ),
    "products/eoreader/bands.py": "unit/products/eoreader/test_product.py",
    "products/eoreader/late.py": "unit/products/eoreader/test_product.py",
    # What they read and refuse is told of whole products, folders and archives alike.
    "products/sentinel2/archive.py": "properties/test_archive_damage.py",
    "products/sentinel2/attributes.py": "unit/products/sentinel2/test_identity.py",
    "products/sentinel2/band_file.py": "unit/products/test_table_source.py",
    "products/sentinel2/bands.py": "unit/products/sentinel2/test_masks.py",
    "products/sentinel2/container.py": "unit/products/test_opening.py",
    "products/sentinel2/folder.py": "properties/test_sentinel2_hostile.py",
    "products/sentinel2/metadata.py": "properties/test_sentinel2_hostile.py",
    # Values without a function.
    "request/located.py": "unit/request/test_tile_paths.py",
    "request/domains.py": "unit/planning/test_domain.py",
    "request/row_keys.py": "unit/request/test_exo_schema.py",
    "request/nodata_schema.py": "unit/request/test_exo_schema.py",
    "request/schema_patterns.py": "unit/request/test_exo_schema.py",
    "resampling/limits.py": "unit/compute/test_sampled_tile.py",
    # Features end on a grid, whose pixels are compared with clipped polygons.
    **{
        f"{name}.py": "properties/test_features.py"
        for name in (
            *("burning/distances", "burning/overlaps", "burning/winners"),
            *("compute/burnt", "compute/burnt_tile", "compute/burnt_values"),
            *("geometry/surroundings", "planning/burnt", "request/burning"),
            *("sources/vector/attribute", "sources/vector/curves"),
            *("sources/vector/files", "sources/vector/grid_features"),
            *("sources/vector/header", "sources/vector/metric"),
            *("sources/vector/on_grid", "sources/vector/reading"),
            *("sources/vector/recognised", "sources/vector/shapes"),
        )
    },
    "burning/edges.py": "unit/burning/test_cells.py",
    "sources/vector/other_features.py": "algorithms/test_features.py",
    # Parts of one computation, which is compared with clipped polygons as a whole.
    **{
        f"resampling/over_areas/{name}.py": "unit/resampling/over_areas/test_means.py"
        for name in (
            "edges",
            "footprints",
            "large_means",
            "lattice",
            "overlap",
            "scratch",
            "slopes",
            "small_means",
            "small_pixels",
            "strips",
            "valid_means",
        )
    },
    **{
        f"resampling/by_votes/{name}.py": (
            "unit/resampling/by_votes/test_under_pixels.py"
        )
        for name in (
            "agreement",
            "along_axes",
            "around",
            "class_keys",
            "corners",
            "few_classes",
            "mixed",
            "mixed_along",
            "mixed_under",
            "one_large",
            "patterns",
            "shapes",
            "shares",
            "tile_under",
            "winners",
        )
    },
    "compute/separable_mode.py": "unit/resampling/by_votes/test_under_pixels.py",
    "resampling/kernel.py": "unit/resampling/test_kernels.py",
    # Positions in arrays: cells, their search and their frame, are tested together.
    **{
        f"georeferencing/{name}.py": "unit/georeferencing/test_array_coords.py"
        for name in ("array_cells", "array_frame", "cells_near", "nodes_in_target")
    },
    "georeferencing/grid_coords.py": "properties/test_world_seams.py",
    "georeferencing/poles.py": "unit/georeferencing/test_outlines.py",
    "georeferencing/local_shear.py": "unit/planning/test_shear.py",
    "resampling/placed_coords.py": "unit/georeferencing/test_tie_point_coords.py",
}


def own_test(module: str) -> str:
    """Return where a module of the core is looked for in `unit`."""
    folder, slash, name = module.rpartition("/")
    return f"{folder}{slash}test_{name}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_its_file_or_is_said_to_be_tested_elsewhere(module: str) -> None:
    has_own = own_test(module) in UNIT_TESTS
    assert has_own != (module in ELSEWHERE), own_test(module)


@pytest.mark.parametrize(("module", "test"), ELSEWHERE.items())
def test_what_is_said_to_be_elsewhere_is_there(module: str, test: str) -> None:
    assert module in MODULES
    assert (TESTS / test).is_file()


@pytest.mark.parametrize("test", UNIT_TESTS)
def test_a_file_of_unit_is_about_a_module_or_a_folder(test: str) -> None:
    folder, slash, name = test.rpartition("/")
    of = f"{folder}{slash}{name.removeprefix('test_')}"
    assert of in MODULES or (CORE / of.removesuffix(".py")).is_dir()


def test_no_file_of_tests_is_longer_than_500_lines() -> None:
    lengths = {
        path.relative_to(TESTS).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in TESTS.rglob("*.py")
    }
    assert len(lengths) > 100
    assert {name: lines for name, lines in lengths.items() if lines > 500} == {}
