# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers of features on a product's grid, against clipping with shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pyogrio.raw
import pytest
import rasterio
import rasterio.features
import rasterio.warp
import shapely
from affine import Affine
from places import DATA

from exogenous.core import OutputOptions, Request, collocate, load, parse_exo
from exogenous.core.errors import ExogenousError
from exogenous.core.io.band_description import band_description

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

ROWS, COLS = 40, 50
LEFT, TOP, SIZE = 600_000.0, 5_000_000.0, 20.0


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_product(tmp_path_factory.mktemp("features") / "product.tif")


def make_product(
    path: Path,
    crs: str = "EPSG:32632",
    transform: Affine | None = None,
    shape: tuple[int, int] = (ROWS, COLS),
) -> Path:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=shape[0],
        width=shape[1],
        count=1,
        dtype="uint8",
        crs=crs,
        transform=transform or Affine(SIZE, 0, LEFT, 0, -SIZE, TOP),
    ) as dst:
        dst.write(np.ones((1, *shape), dtype=np.uint8))
    return path


def write(
    path: Path,
    geometries: list[shapely.Geometry | None],
    crs: str = "EPSG:32632",
    **fields: list[Any],
) -> Path:
    arrays = [
        np.array(one, dtype=object if isinstance(one[0], str | None) else None)
        for one in fields.values()
    ]
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb(np.array(geometries, dtype=object)),
        arrays,
        list(fields),
        crs=crs,
        geometry_type="Unknown",
        driver={"gpkg": "GPKG", "geojson": "GeoJSON", "fgb": "FlatGeobuf"}[
            path.suffix[1:]
        ],
    )
    return path


def burn(product: Path, path: Path | str, **row: Any) -> NDArray[Any]:
    data = load(str(product), exo={"e": {"path": str(path), **row}})
    values: NDArray[Any] = data["e"].to_numpy()[0]
    return values


def place(*pixels: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the coordinates of positions in pixels: columns and rows."""
    return [(LEFT + SIZE * col, TOP - SIZE * row) for col, row in pixels]


def box(left: float, top: float, right: float, bottom: float) -> shapely.Polygon:
    (x0, y0), (x1, y1) = place((left, top), (right, bottom))
    return shapely.box(x0, y1, x1, y0)


def pixels(product: Path) -> NDArray[np.object_]:
    with rasterio.open(product) as src:
        row, col = np.mgrid[: src.height, : src.width]
        corners = [
            np.stack(src.transform * (col + a, row + b), axis=-1)
            for a, b in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        ]
    return shapely.polygons(np.stack(corners, axis=-2))


def clipped(product: Path, geometries: list[shapely.Geometry]) -> NDArray[Any]:
    squares = pixels(product)
    union = shapely.union_all(shapely.make_valid(geometries))
    return shapely.area(shapely.intersection(union, squares)) / shapely.area(squares)


BLOBS = [
    shapely.Point(*place((12.3, 10.1))[0]).buffer(150),
    shapely.Point(*place((20.7, 14.2))[0]).buffer(203),
    shapely.Point(*place((30, 30))[0])
    .buffer(90)
    .difference(shapely.Point(*place((30, 30))[0]).buffer(41)),
    box(44.2, 33.3, 60, 60),
    shapely.MultiPolygon([box(1.1, 30, 3.2, 33), box(5, 35.5, 9.25, 38.5)]),
]


def test_shares_are_those_of_clipped_polygons(product: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpkg", BLOBS)
    found = burn(product, path)
    np.testing.assert_allclose(found, clipped(product, BLOBS), atol=1e-6)


def test_ground_under_several_features_counts_once(
    product: Path, tmp_path: Path
) -> None:
    rng = np.random.default_rng(1)
    many = [
        shapely.Point(*place((c, r))[0]).buffer(s)
        for c, r, s in zip(
            rng.uniform(-2, 52, 60),
            rng.uniform(-2, 42, 60),
            rng.uniform(5, 160, 60),
            strict=True,
        )
    ]
    path = write(tmp_path / "a.fgb", many)
    np.testing.assert_allclose(burn(product, path), clipped(product, many), atol=1e-6)


@pytest.mark.parametrize("epsg", [4326, 3035, 32633, 3857])
def test_edges_in_another_crs_are_curves(
    product: Path, tmp_path: Path, epsg: int
) -> None:
    crs = f"EPSG:{epsg}"
    there = [_in(one, "EPSG:32632", crs) for one in BLOBS[:1]]
    long = shapely.Polygon(
        [_at((-900, 3.3), crs), _at((1000, 20.1), crs), _at((25, 700), crs)]
    )
    shapes = [*there, long]
    path = write(tmp_path / "a.gpkg", shapes, crs)
    dense = [
        _in(shapely.segmentize(one, one.length / 4_000), crs, "EPSG:32632")
        for one in shapes
    ]
    np.testing.assert_allclose(burn(product, path), clipped(product, dense), atol=2e-6)


def _in(geometry: shapely.Geometry, src: str, dst: str) -> shapely.Geometry:
    def moved(xy: NDArray[Any]) -> NDArray[Any]:
        return np.column_stack(rasterio.warp.transform(src, dst, *xy.T))

    return shapely.transform(geometry, moved)


def _at(pixel: tuple[float, float], crs: str) -> tuple[float, float]:
    ((x, y),) = place(pixel)
    xs, ys = rasterio.warp.transform("EPSG:32632", crs, [x], [y])
    return xs[0], ys[0]


def test_numbers_keep_their_type(product: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.gpkg",
        [box(0, 0, 10, 10), box(10, 0, 20, 10), box(20, 0, 30, 10), box(0, 20, 5, 25)],
        small=[1, 2, 254, 3],
        large=[1, 2**40, -3, 2**60 + 1],
        real=[0.5, 1.5, 2.5, np.nan],
    )
    for name, dtype, first in (
        ("small", "uint8", [1, 2, 254]),
        ("large", "int64", [1, 2**40, -3]),
        ("real", "float64", [0.5, 1.5, 2.5]),
    ):
        result = collocate(
            Request(
                product=str(product),
                layers=parse_exo({name: {"path": str(path), "burn": name}}),
            ),
            str(tmp_path / name),
        )
        with rasterio.open(result.paths[0]) as src:
            assert src.dtypes[0] == dtype
            band = src.read(1)
            assert band[5, [5, 15, 25]].tolist() == first
            assert not src.read_masks(1)[30, 30]
            if name == "large":
                assert int(band[22, 2]) == 2**60 + 1


def test_texts_become_classes_with_names(product: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.gpkg",
        [box(0, 0, 10, 10), box(10, 0, 20, 10), box(20, 0, 30, 10), box(30, 0, 40, 10)],
        cover=["wood", "lake", None, "élan & <co>"],
    )
    result = collocate(
        Request(
            product=str(product),
            layers=parse_exo(f"{path}|name=cover|burn=cover"),
        ),
        str(tmp_path / "out"),
    )
    with rasterio.open(result.paths[0]) as src:
        told = band_description(src, 1)
        assert told.categories == ("", "lake", "wood", "élan & <co>")
        assert src.dtypes[0] == "uint8"
        values = src.read(1)
        assert values[5, [5, 15, 35]].tolist() == [2, 1, 3]
        assert values[5, 25] == src.nodata
        assert src.colormap(1)[2] != src.colormap(1)[1] != (0, 0, 0, 255)


def test_the_value_that_covers_most_has_the_pixel(
    product: Path, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "a.gpkg",
        # Twice 0.3 of the first pixel, the same ground, against 0.4 of it.
        # Halves of the pixel at 5: the later one has it. A quarter of that at 8.
        [
            *(box(0, 0, 0.3, 1), box(0, 0, 0.3, 1), box(0.3, 0, 0.7, 1)),
            *(box(5, 0, 5.5, 1), box(5.5, 0, 6, 1)),
            box(8.5, 0, 9, 0.5),
        ],
        code=[1, 1, 2, 4, 3, 9],
    )
    found = burn(product, path, burn="code")
    assert found[0, 0] == 2
    assert found[0, 5] == 3
    assert found[0, 8] == 9
    by_centre = burn(product, path, burn="code", touch="centre")
    assert by_centre[0, 0] == 2
    assert by_centre[0, 5] == 3
    assert np.isnan(by_centre[0, 8])


def test_by_centre_the_last_has_it_as_with_gdal(product: Path, tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    many = [
        shapely.Point(*place((c, r))[0]).buffer(s, quad_segs=3)
        for c, r, s in rng.uniform((0, 0, 10), (50, 40, 120), (80, 3))
    ]
    path = write(tmp_path / "a.gpkg", many, code=[*range(1, 81)])
    found = burn(product, path, burn="code", touch="centre")
    with rasterio.open(product) as src:
        expected = rasterio.features.rasterize(
            zip(many, range(1, 81), strict=True),
            out_shape=src.shape,
            transform=src.transform,
            dtype="float32",
            fill=0,
        )
    np.testing.assert_array_equal(np.nan_to_num(found), expected)


def test_presence_and_count(product: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.gpkg",
        [
            box(0, 0, 2.2, 1),
            box(1, 0, 3, 1),
            shapely.LineString(place((5.5, 0.5), (7.5, 0.5))),
            shapely.MultiPoint(place((6.1, 0.1), (6.2, 0.2), (9.5, 0.5))),
            shapely.GeometryCollection(
                [box(20, 0, 21, 1), shapely.Point(place((20.5, 0.5))[0])]
            ),
            None,
            shapely.Polygon(),
        ],
    )
    count = burn(product, path, burn="count")
    expected = np.zeros(COLS)
    expected[[0, 1, 2, 5, 6, 7, 9, 20]] = [1, 2, 2, 1, 2, 1, 1, 1]
    np.testing.assert_array_equal(count[0], expected)
    assert not count[1:].any()
    presence = burn(product, path, burn="presence")
    np.testing.assert_array_equal(presence, count > 0)
    by_centre = burn(product, path, burn="count", touch="center")
    expected[2] = 1
    np.testing.assert_array_equal(by_centre[0], expected)


@pytest.mark.parametrize("crs", ["EPSG:32632", "EPSG:4326", "EPSG:2263"])
def test_distances_in_metres(tmp_path: Path, crs: str) -> None:
    transform = {
        "EPSG:32632": Affine(SIZE, 0, LEFT, 0, -SIZE, TOP),
        "EPSG:4326": Affine(0.0005, 0, 10.2, 0, -0.0005, 60.1),
        "EPSG:2263": Affine(70, 0, 980_000, 0, -70, 200_000),
    }[crs]
    product = make_product(tmp_path / "p.tif", crs, transform)
    lake = shapely.Polygon([transform * at for at in ((3, 3), (14, 4), (9, 15))])
    road = shapely.LineString([transform * at for at in ((60, -20), (70, 55))])
    tree = shapely.Point(transform * (25.25, 30.75))
    shapes = [lake, road, tree]
    path = write(tmp_path / "a.gpkg", shapes, crs)
    found = burn(product, path, burn="distance")
    row, col = np.mgrid[:ROWS, :COLS] + 0.5
    centres = shapely.points(*(transform * (col, row)))
    if crs == "EPSG:4326":
        local = "+proj=aeqd +lat_0=60.09 +lon_0=10.2125 +ellps=WGS84"
        shapes = [_in(shapely.segmentize(one, 1e-4), crs, local) for one in shapes]
        centres = _in(centres, crs, local)
    unit = 1200 / 3937 if crs == "EPSG:2263" else 1.0
    expected = unit * np.minimum.reduce([shapely.distance(centres, s) for s in shapes])
    tolerance = 1e-6 if crs == "EPSG:32632" else 1e-4
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=0.05)
    assert (found == 0).any()


def test_windows_are_crops_and_blocks_change_nothing(
    product: Path, tmp_path: Path
) -> None:
    shape = (700, 1100)
    large = make_product(tmp_path / "p.tif", shape=shape)
    rng = np.random.default_rng(3)
    many = [
        shapely.Point(*place((c, r))[0]).buffer(s)
        for c, r, s in rng.uniform((0, 0, 20), (1100, 700, 900), (200, 3))
    ]
    path = write(tmp_path / "a.gpkg", many, code=[n % 7 for n in range(200)])
    window = [LEFT + 333 * SIZE, TOP - 611 * SIZE, LEFT + 901 * SIZE, TOP - 123 * SIZE]
    for row in (
        {},
        {"burn": "code"},
        {"burn": "code", "touch": "centre"},
        {"burn": "count"},
        {"burn": "distance"},
    ):
        exo = {"e": {"path": str(path), **row}}
        whole = load(str(large), exo=exo)["e"].to_numpy()[0]
        part = load(str(large), exo=exo, window=window)["e"].to_numpy()[0]
        np.testing.assert_array_equal(part, whole[123:611, 333:901])
        result = collocate(
            Request(product=str(large), layers=parse_exo(exo)),
            str(tmp_path / "out"),
            OutputOptions(threads=3, memory_bytes=1_000_000, dtype="float32"),
        )
        with rasterio.open(result.paths[0]) as src:
            np.testing.assert_array_equal(src.read(1), whole)


def test_invalid_geometries_are_repaired(tmp_path: Path) -> None:
    path = DATA / "capabilities" / "06_vector" / "handmade_invalid_T29UNU.geojson"
    if not path.is_file():
        pytest.skip(f"the real data are not in {DATA}")
    _, _, wkb, _ = pyogrio.raw.read(str(path))
    shapes = [shapely.from_wkb(one) for one in wkb if one is not None]
    bounds = shapely.total_bounds(shapes)
    crs = pyogrio.read_info(str(path))["crs"]
    size = (bounds[2] - bounds[0]) / 40
    product = make_product(
        tmp_path / "p.tif",
        crs,
        Affine(size, 0, bounds[0] - 3 * size, 0, -size, bounds[3] + 3 * size),
        (60, 60),
    )
    np.testing.assert_allclose(burn(product, path), clipped(product, shapes), atol=1e-6)


@pytest.mark.parametrize("west", [178.0, -181.5, 538.0])
def test_features_on_both_sides_of_the_antimeridian(
    tmp_path: Path, west: float
) -> None:
    product = make_product(
        tmp_path / "p.tif", "EPSG:4326", Affine(0.1, 0, west, 0, -0.1, -15), (60, 40)
    )
    east, other = shapely.box(179, -19, 180, -16), shapely.box(-180, -18, -179, -17)
    path = write(tmp_path / "a.gpkg", [east, other], "EPSG:4326")
    found = burn(product, path)
    left = (179 - west) % 360
    turned = [
        shapely.box(west + left, -19, west + left + 1, -16),
        shapely.box(west + left + 1, -18, west + left + 2, -17),
    ]
    np.testing.assert_allclose(found, clipped(product, turned), atol=1e-6)
    assert found.max() == pytest.approx(1)


def test_turned_grids(tmp_path: Path) -> None:
    transform = Affine(SIZE, 0, LEFT, 0, -SIZE, TOP) * Affine.rotation(31)
    product = make_product(tmp_path / "p.tif", transform=transform)
    shape = shapely.Point(transform * (20.2, 17.7)).buffer(233)
    path = write(tmp_path / "a.gpkg", [shape])
    np.testing.assert_allclose(
        burn(product, path), clipped(product, [shape]), atol=1e-6
    )


def test_filters_and_layers(product: Path, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.gpkg",
        [box(0, 0, 10, 10), box(10, 0, 20, 10), box(20, 0, 30, 10)],
        name=["one", "two", "three"],
        size=[1, 2, 3],
    )
    for row, expected in (
        ({"filter": "size > 1"}, [0, 1, 1]),
        ({"filter": "\"name\" = 'one'"}, [1, 0, 0]),
        ({"path": f"{path}|layername=a|subset=size > 1"}, [0, 1, 1]),
        ({"path": f"{path}|subset=size > 1", "filter": "size < 3"}, [0, 1, 0]),
        ({"path": f"{path}|layerid=0"}, [1, 1, 1]),
        ({"filter": "size > 99"}, [0, 0, 0]),
    ):
        found = burn(product, **{"path": str(path), **row})
        assert found[5, [5, 15, 25]].tolist() == expected, row
    data = load(str(product), exo=f"{path}|layername=a|subset=size > 1|name=n")
    assert data["n"].to_numpy()[0, 5, [5, 15, 25]].tolist() == [0, 1, 1]


WRONG = {
    "an unknown attribute": ({"burn": "nme"}, "no attribute 'nme'.*name, size"),
    "a wrong filter": ({"filter": "nme = 1"}, "'nme = 1' is no filter.*name, size"),
    "a wrong touch": ({"touch": "edge"}, "touch 'edge' is unknown.*area, centre"),
    "a touch of shares": ({"touch": "area"}, "touch has no meaning for share"),
    "a resampler": ({"resampler": "mode"}, "resampler is of rasters"),
    "a band": ({"band": 2}, "band is of rasters"),
    "several bands": ({"band": "*"}, "band is of rasters"),
    "nodata": ({"nodata": 0}, "nodata is of rasters"),
    "no such layer": ({"path": "{path}|layername=b"}, "no layer 'b'.*: a"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_burnt_is_told(product: Path, tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "a.gpkg", [box(0, 0, 1, 1)], name=["one"], size=[1])
    row, message = WRONG[name]
    row = {"path": str(path), **row}
    row["path"] = row["path"].format(path=path)
    with pytest.raises(ExogenousError, match=message) as told:
        load(str(product), exo={"e": row})
    assert "'e'" in str(told.value)


def test_lines_have_no_area(product: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    pyogrio.raw.write(
        str(path),
        shapely.to_wkb([shapely.LineString([(0, 0), (1, 1)])]),
        [],
        [],
        crs="EPSG:32632",
        geometry_type="LineString",
    )
    with pytest.raises(ExogenousError, match="points and lines have no area"):
        load(str(product), exo=str(path))


def test_a_raster_has_nothing_to_burn(product: Path) -> None:
    with pytest.raises(ExogenousError, match=r"burn is of features.*is a raster"):
        load(str(product), exo={"e": {"path": str(product), "burn": "share"}})


def test_a_layer_elsewhere_is_told_of(product: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpkg", [shapely.box(0, 0, 1, 1)], "EPSG:4326")
    with pytest.warns(UserWarning, match="is 0 everywhere"):
        assert not burn(product, path).any()
    with pytest.raises(ExogenousError, match="does not overlap"):
        load(str(product), exo=str(path), strict=True)
