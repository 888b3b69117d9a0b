# SPDX-License-Identifier: GPL-3.0-or-later
"""What is averaged: values, power, directions; against the formulas on whole pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pytest
import rasterio
from exact_truth import evaluator
from rasters import CRS, LEFT, PIXEL, TOP, make_raster, placed, ramp, read_back
from real_data import grid_of

from exogenous.core import load
from exogenous.core.errors import InvalidLayer
from exogenous.core.pipeline import collocate
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.summary import summary
from exogenous.core.request.layer_table import parse_exo, to_mapping
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from truth.evaluate import Evaluator

RNG = np.random.default_rng(3)
GEOGRAPHIC = {
    "crs": "EPSG:4326",
    "transform": placed(pixel=(0.00002, 0.000015), left=-3.0005, top=45.1535),
}
UTM = {"crs": CRS, "transform": placed(pixel=PIXEL / 3, left=LEFT - 50, top=TOP + 50)}


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(20, 24))


def layer(product: Path, path: Path, **row: Any) -> NDArray[np.float64]:
    data = load(str(product), exo=[{"name": "a", "path": str(path), **row}])
    values: NDArray[np.float64] = data["a"].to_numpy()[0]
    return values


def of(path: Path, values: NDArray[Any], **how: Any) -> Path:
    return make_raster(path, values.astype(np.float64), **how)


@pytest.mark.parametrize("place", [UTM, GEOGRAPHIC], ids=["its axes", "another CRS"])
@pytest.mark.parametrize("resampler", ["average", "bilinear", "cubic_spline", "q3"])
def test_db_resamples_power(
    product: Path, tmp_path: Path, resampler: str, place: dict[str, Any]
) -> None:
    decibels = RNG.uniform(-25, 5, (120, 130))
    decibels[40:44, 50:60] = np.nan
    path = of(tmp_path / "db.tif", decibels, **place)
    power = of(tmp_path / "power.tif", 10 ** (decibels / 10), **place)
    found = layer(product, path, resampler=resampler, domain="db")
    expected = 10 * np.log10(layer(product, power, resampler=resampler))
    assert np.isfinite(found).sum() > 50
    np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("unit", ["degrees", "radians"])
@pytest.mark.parametrize("is_signed", [False, True], ids=["0 to 360", "-180 to 180"])
def test_angle_goes_round_the_circle(
    product: Path, tmp_path: Path, unit: str, *, is_signed: bool
) -> None:
    turn = 2 * np.pi if unit == "radians" else 360.0
    angles = RNG.normal(0, 0.08 * turn, (120, 130)) % turn
    if is_signed:
        angles = np.where(angles > turn / 2, angles - turn, angles)
    path = of(tmp_path / "aspect.tif", angles, **UTM)
    with rasterio.open(path, "r+") as dst:
        dst.units = ("rad" if unit == "radians" else "degree",)
    parts = [
        layer(
            product,
            of(tmp_path / "part.tif", function(angles * 2 * np.pi / turn), **UTM),
            resampler="average",
        )
        for function in (np.sin, np.cos)
    ]
    expected = np.arctan2(*parts) * turn / 2 / np.pi
    found = layer(product, path, resampler="average", domain="angle")
    there = np.isfinite(expected)
    assert there.any()
    apart = np.abs(found - expected)[there] % turn
    assert np.minimum(apart, turn - apart).max() < 1e-9
    least = -turn / 2 if is_signed else 0
    assert ((found[there] >= least) & (found[there] <= least + turn)).all()
    assert np.abs(found[there] - turn / 2).min() > 0 or is_signed


def test_opposite_directions_have_no_mean(product: Path, tmp_path: Path) -> None:
    angles = np.tile([[90.0, 270.0], [270.0, 90.0]], (20, 24))
    path = of(tmp_path / "a.tif", angles, transform=placed(pixel=PIXEL / 2))
    assert np.isnan(layer(product, path, resampler="average", domain="angle")).all()


def test_squares_of_directions_are_refused() -> None:
    row = {"path": "a.tif", "resampler": "rms", "domain": "angle"}
    with pytest.raises(InvalidLayer, match=r"rms has no meaning for angles\. Use av"):
        parse_exo([row])


@pytest.mark.parametrize("domain", ["db", "angle"])
@pytest.mark.parametrize("resampler", ["nearest", "mode", "max", "med"])
def test_what_is_picked_is_as_it_was(
    product: Path, tmp_path: Path, resampler: str, domain: str
) -> None:
    path = of(tmp_path / "a.tif", RNG.uniform(-25, 5, (120, 130)), **UTM)
    row = {"resampler": resampler}
    found = layer(product, path, domain=domain, **row)
    np.testing.assert_array_equal(found, layer(product, path, **row))


@pytest.mark.parametrize("domain", ["db", "angle"])
def test_copies_are_as_they_were(product: Path, domain: str) -> None:
    found = layer(product, product, resampler="cubic", domain=domain)
    np.testing.assert_array_equal(found, ramp(20, 24))


def test_results_say_the_domain(product: Path, tmp_path: Path) -> None:
    path = of(tmp_path / "a.tif", ramp(60, 60), **UTM)
    row = {"path": str(path), "resampler": "average", "domain": "DB"}
    request = Request(product=str(product), layers=parse_exo([row]), coverage=True)
    plan = make_plan(request)
    assert summary(plan)[1].endswith(" to 10 m, averaged as db")
    written = collocate(request, str(tmp_path / "out")).paths
    assert read_back(written[0]).band_tags[0]["domain"] == "db"
    cover = read_back(written[1])
    assert "domain" not in cover.band_tags[0]
    assert cover.band.max() == 1


def test_a_domain_comes_back_from_a_mapping() -> None:
    layers = parse_exo("a.tif|domain=angle")
    assert layers[0].domain == "angle"
    assert parse_exo(to_mapping(layers)) == layers


def test_an_unknown_domain_is_named() -> None:
    words = "layer 'a': domain 'phase' is unknown. Use one of linear, db, angle"
    with pytest.raises(InvalidLayer, match=words):
        parse_exo("a.tif|domain=phase")


class TestWarning:
    @staticmethod
    def told(product: Path, path: Path, **row: Any) -> list[str]:
        rows = parse_exo([{"path": str(path), **row}])
        plan = make_plan(Request(product=str(product), layers=rows))
        return [warning for warning in plan.warnings if "decibels" in warning]

    @pytest.mark.parametrize(
        "name", ["Sigma0_VV_db", "VV dB", "gamma0 [dB]", "dB", "S1-VH-DB", "decibels"]
    )
    def test_tells_of_names_that_say_decibels(
        self, product: Path, tmp_path: Path, name: str
    ) -> None:
        path = of(tmp_path / f"{name}.tif", ramp(60, 60), **UTM)
        (warning,) = self.told(product, path, resampler="average")
        assert warning.startswith(f"layer {name!r}: {name!r} says that it is in")
        described = of(tmp_path / "a.tif", ramp(60, 60), descriptions=[name], **UTM)
        assert self.told(product, described, resampler="bilinear")
        assert self.told(product, described, name="x")

    def test_tells_of_units_that_say_decibels(
        self, product: Path, tmp_path: Path
    ) -> None:
        path = of(tmp_path / "a.tif", ramp(60, 60), **UTM)
        with rasterio.open(path, "r+") as dst:
            dst.units = ("dB",)
        assert self.told(product, path)

    @pytest.mark.parametrize(
        "row", [{"domain": "db"}, {"domain": "linear"}, {"resampler": "nearest"}]
    )
    def test_says_nothing_where_it_is_known(
        self, product: Path, tmp_path: Path, row: dict[str, str]
    ) -> None:
        path = of(tmp_path / "VV_dB.tif", ramp(60, 60), **UTM)
        assert not self.told(product, path, **row)

    @pytest.mark.parametrize("name", ["dbz", "adb", "Debris", "standby", "VV"])
    def test_says_nothing_of_other_names(
        self, product: Path, tmp_path: Path, name: str
    ) -> None:
        assert not self.told(product, of(tmp_path / f"{name}.tif", ramp(60, 60), **UTM))


class TestNegativeWeights:
    """Kernels in closed form on 4 x 4 pixels: on their axes, turned, and coarser."""

    PLACES: ClassVar = {
        "finer": placed(pixel=17, left=LEFT - 3, top=TOP + 4),
        "turned": placed(pixel=18, left=LEFT - 11, top=TOP + 2, degrees=10),
        "coarser": placed(pixel=6.5, left=LEFT + 1, top=TOP - 2),
    }

    @staticmethod
    def truth(path: Path, product: Path, values: NDArray[Any]) -> Evaluator:
        return evaluator(values, np.isfinite(values), grid_of(path), grid_of(product))

    @pytest.fixture
    def small(self, tmp_path: Path) -> Path:
        return make_raster(tmp_path / "small.tif", ramp(5, 6))

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("resampler", ["cubic", "lanczos", "cubic_spline"])
    def test_where_they_leave_no_power_the_triangle_does(
        self, small: Path, tmp_path: Path, resampler: str, place: str
    ) -> None:
        decibels = np.full((4, 4), -22.0) + RNG.uniform(-2, 2, (4, 4))
        decibels[1, 2] = 20
        decibels[3, 0] = np.nan
        path = of(tmp_path / "db.tif", decibels, transform=self.PLACES[place])
        truth = self.truth(path, small, 10 ** (decibels / 10))
        power, triangle = truth.evaluate(resampler), truth.evaluate("bilinear")
        assert (power <= 0).any() == (resampler != "cubic_spline")
        expected = 10 * np.log10(np.where(power <= 0, triangle, power))
        found = layer(small, path, resampler=resampler, domain="db")
        assert np.isfinite(found).any()
        np.testing.assert_allclose(found, expected, atol=1e-6)

    @pytest.mark.parametrize("resampler", ["bilinear", "cubic", "average"])
    def test_float32_does_not_lose_what_is_dark_beside_what_is_bright(
        self, small: Path, tmp_path: Path, resampler: str
    ) -> None:
        decibels = np.full((4, 4), -25, dtype="float32")
        decibels[1, 2] = 40
        path = make_raster(
            tmp_path / "db.tif", decibels, transform=self.PLACES["turned"]
        )
        power = 10 ** (decibels.astype(np.float64) / 10)
        expected = self.truth(path, small, power).evaluate(resampler)
        found = layer(small, path, resampler=resampler, domain="db")
        clear = expected > 0
        assert clear.sum() > 5
        assert found.dtype == np.float32
        off = found[clear] - 10 * np.log10(expected[clear])
        assert np.abs(off).max() < 1e-5

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize(
        "resampler", ["bilinear", "cubic", "lanczos", "cubic_spline", "average"]
    )
    def test_directions_are_those_of_the_weighted_sum(
        self, small: Path, tmp_path: Path, resampler: str, place: str
    ) -> None:
        angles = RNG.uniform(0, 360, (4, 4))
        angles[3, 0] = np.nan
        path = of(tmp_path / "angle.tif", angles, transform=self.PLACES[place])
        sine, cosine = (
            self.truth(path, small, of_angle(np.deg2rad(angles))).evaluate(resampler)
            for of_angle in (np.sin, np.cos)
        )
        found = layer(small, path, resampler=resampler, domain="angle")
        np.testing.assert_array_equal(np.isnan(found), np.isnan(sine))
        there = np.isfinite(found)
        assert there.any()
        apart = (found - np.rad2deg(np.arctan2(sine, cosine)))[there] % 360
        assert np.minimum(apart, 360 - apart).max() < 1e-5
