# SPDX-License-Identifier: GPL-3.0-or-later
"""Values become numbers of a file and keep what they were."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from rasters import make_raster, placed, ramp, read_back

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.errors import InvalidRequest, NodataTaken
from exogenous.core.output.encoding import Encoding, wider

if TYPE_CHECKING:
    from pathlib import Path

    from core_fixtures import Collocated

NAN = math.nan
FLOAT32_MAX = 3.4028234663852886e38

TYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64")


def encoded(dtype: str, nodata: float, values: Any, of: str = "float64") -> list[Any]:
    result = Encoding(dtype=dtype, nodata=nodata).encode(np.array(values, of), "layer")
    assert result.dtype == dtype
    return result.tolist()  # type: ignore[no-any-return]


class TestIntegers:
    def test_are_rounded_to_the_nearest(self) -> None:
        values = [0.4, 0.6, 1.5, 2.5, -0.4, -1.6]
        assert encoded("int16", -9999, values) == [0, 1, 2, 2, 0, -2]

    @pytest.mark.parametrize("of", ["float32", "float64"])
    @pytest.mark.parametrize(
        "dtype", ["uint8", "int8", "uint16", "int16", "uint32", "int32"]
    )
    def test_are_held_within_their_range(self, dtype: str, of: str) -> None:
        limits = np.iinfo(dtype)
        values = [-1e30, 1e30, -math.inf, math.inf]
        least, greatest = limits.min, limits.max
        assert encoded(dtype, 5, values, of) == [least, greatest] * 2

    @pytest.mark.parametrize("dtype", ["uint8", "int16", "int32", "uint32"])
    def test_beyond_the_range_never_become_nodata(self, dtype: str) -> None:
        limits = np.iinfo(dtype)
        for nodata in (limits.min, limits.max):
            low, high = encoded(dtype, nodata, [-1e30, 1e30])
            assert nodata not in {low, high}
            assert low < high

    @pytest.mark.parametrize(("dtype", "least"), [("int64", -(2**63)), ("uint64", 0)])
    def test_of_64_bits_do_not_wrap_around(self, dtype: str, least: int) -> None:
        low, high = encoded(dtype, 2**53, [-1e30, 1e30])
        assert low == least
        assert high > 2**62

    @pytest.mark.parametrize(
        ("dtype", "nodata"),
        [("uint8", 0), ("uint8", 255), ("int16", -32768), ("int32", -(2**31))],
    )
    @pytest.mark.parametrize("of", ["float32", "float64"])
    def test_invalid_pixels_are_no_values(
        self, dtype: str, nodata: float, of: str
    ) -> None:
        # As an integer NaN is 0 or the least there is: nodata, but no collision.
        assert encoded(dtype, nodata, [NAN, 7, NAN], of) == [nodata, 7, nodata]

    @pytest.mark.parametrize("value", [255.0, 254.6, 255.4])
    def test_value_that_is_nodata_is_an_error(self, value: float) -> None:
        words = r"^layer: 255 is a valid value.*uint8.*Choose another number.*NODATA"
        with pytest.raises(NodataTaken, match=words):
            encoded("uint8", 255, [1, value])

    def test_keep_what_float32_cannot(self) -> None:
        assert encoded("int32", -1, [16777217.0, 2147483647.0]) == [16777217, 2**31 - 1]


class TestFloats:
    @pytest.mark.parametrize("dtype", ["float32", "float64"])
    @pytest.mark.parametrize("nodata", [-9999.0, 9999.0, 0.0, 1e-3, -1e30, 1e-50])
    def test_value_that_is_nodata_moves_a_hair(self, dtype: str, nodata: float) -> None:
        kind = np.dtype(dtype).type
        value, hole = encoded(dtype, nodata, [kind(nodata), NAN], dtype)
        assert hole == kind(nodata)
        assert value != hole
        assert value == pytest.approx(nodata, rel=1e-6, abs=1e-44)

    @pytest.mark.rule(5, against="GDAL's mask of the file")
    @pytest.mark.parametrize("dtype", ["float32", "float64"])
    @pytest.mark.parametrize("nodata", [-9999.0, 100.0, 0.0, 1e-3, -32768.0])
    def test_values_near_nodata_are_no_nodata_to_gdal(
        self, tmp_path: Path, dtype: str, nodata: float
    ) -> None:
        # GDAL takes for nodata what is less than four float32 steps away.
        steps = np.arange(-12, 13) * float(np.finfo("float32").eps)
        values = (nodata + steps * abs(nodata)).astype(dtype)
        holed = np.append(values, values.dtype.type(NAN))
        numbers = Encoding(dtype=dtype, nodata=nodata).encode(holed, "layer")
        path = make_raster(
            tmp_path / "a.tif",
            numbers[np.newaxis],
            nodata_kind="declared",
            nodata=nodata,
        )
        with rasterio.open(path) as src:
            assert (src.read_masks(1)[0] != 0).tolist() == [True] * 25 + [False]
        assert numbers[:-1] == pytest.approx(values, rel=1e-6, abs=1e-44)

    def test_infinite_nodata_keeps_infinite_values(self) -> None:
        value, hole = encoded("float32", math.inf, [math.inf, NAN])
        assert hole == math.inf
        assert value == pytest.approx(FLOAT32_MAX)

    def test_nodata_nan_leaves_every_value(self) -> None:
        assert encoded("float32", NAN, [0, -9999, 1.5])[:3] == [0, -9999, 1.5]

    def test_values_beyond_float32_are_infinite(self) -> None:
        assert encoded("float32", -9999, [1e300, -1e300]) == [math.inf, -math.inf]

    @settings(max_examples=40)
    @given(
        arrays(np.float32, 20, elements=st.floats(width=32)),
        st.sampled_from([NAN, 0.0, -9999.0, 255.0, math.inf]),
    )
    def test_valid_and_invalid_stay_apart(self, values: Any, nodata: float) -> None:
        numbers = Encoding(dtype="float32", nodata=nodata).encode(values, "layer")
        is_nodata = np.isnan(numbers) if math.isnan(nodata) else numbers == nodata
        assert (is_nodata == np.isnan(values)).all()


@settings(max_examples=40)
@given(
    arrays(np.float64, 20, elements=st.integers(-300, 300) | st.just(NAN)),
    st.sampled_from(["uint8", "int8", "int16", "uint16", "int32"]),
    st.integers(-128, 255),
)
def test_integers_come_back_or_say_why(values: Any, dtype: str, nodata: int) -> None:
    limits = np.iinfo(dtype)
    if not limits.min <= nodata <= limits.max:
        return
    encoding = Encoding(dtype=dtype, nodata=nodata)
    if (values == nodata).any():
        with pytest.raises(NodataTaken):
            encoding.encode(values, "layer")
        return
    numbers = encoding.encode(values, "layer")
    assert ((numbers == nodata) == np.isnan(values)).all()
    inside = (values >= limits.min) & (values <= limits.max)
    assert (numbers[inside] == values[inside]).all()


class TestNodataOfTheType:
    @pytest.mark.parametrize(
        ("dtype", "nodata", "words"),
        [
            ("uint8", 300, "uint8 takes whole numbers 0 to 255"),
            ("int64", -(2.0**63), "whole numbers -9007199254740992 to 90071992547"),
            ("uint8", -1, "0 to 255"),
            ("uint8", 0.5, "whole numbers"),
            ("uint8", NAN, "whole numbers"),
            ("int16", math.inf, "-32768 to 32767"),
            ("float32", 1e40, r"float32 takes numbers -3.40282e\+38 to 3.40282e\+38"),
        ],
    )
    def test_must_be_one_of_its_numbers(
        self, dtype: str, nodata: float, words: str
    ) -> None:
        with pytest.raises(InvalidRequest, match=rf"^NODATA: .*{words}"):
            Encoding(dtype=dtype, nodata=nodata)

    @pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "uint32"])
    def test_wider_type_holds_every_value_and_its_nodata(self, dtype: str) -> None:
        wide = wider(Encoding(dtype=dtype, nodata=0))
        assert wide is not None
        limits = np.iinfo(dtype)
        ends = np.array([limits.min, limits.max], dtype=np.float64)
        assert wide.encode(ends, "layer").tolist() == ends.tolist()

    def test_there_is_nothing_wider_than_floats(self) -> None:
        assert wider(Encoding(dtype="float32", nodata=NAN)) is None


@pytest.mark.rule(6, against="the source's type and values")
class TestTypesOfCollocatedLayers:
    @pytest.mark.parametrize(
        ("dtype", "resampler"),
        [
            *((dtype, "nearest") for dtype in TYPES),
            *(("int16", resampler) for resampler in ("mode", "min", "max")),
        ],
    )
    def test_are_kept_where_values_are(
        self, collocated: Collocated, tmp_path: Path, dtype: str, resampler: str
    ) -> None:
        values = ramp(8, 10, dtype)
        path = make_raster(tmp_path / "a.tif", values)
        written = collocated(path, resampler=resampler)
        assert written.dtype == dtype
        assert (written.band[:8, :10] == values).all()

    @pytest.mark.parametrize("resampler", ["bilinear", "average"])
    @pytest.mark.parametrize(
        ("dtype", "wide"),
        [
            *(("uint8", "float32"), ("int16", "float32"), ("float32", "float32")),
            *(("int32", "float64"), ("uint32", "float64"), ("float64", "float64")),
        ],
    )
    def test_are_floats_where_values_are_averaged(
        self,
        collocated: Collocated,
        tmp_path: Path,
        dtype: str,
        wide: str,
        resampler: str,
    ) -> None:
        path = make_raster(
            tmp_path / "a.tif", ramp(8, 10, dtype), transform=placed(pixel=30)
        )
        written = collocated(path, resampler=resampler)
        assert written.dtype == wide
        assert math.isnan(written.nodata)

    def test_scaled_values_are_floats(
        self, collocated: Collocated, tmp_path: Path
    ) -> None:
        values = ramp(40, 50, "int16")
        path = make_raster(tmp_path / "a.tif", values, scales=[0.1], offsets=[220])
        written = collocated(path, resampler="nearest")
        assert written.dtype == "float32"
        assert written.band == pytest.approx(values * 0.1 + 220, rel=1e-6)
        raw = collocated(path, resampler="nearest", scale=1, offset=0)
        assert (raw.dtype, raw.band.tolist()) == ("int16", values.tolist())

    def test_declared_nodata_is_kept_and_said(
        self, collocated: Collocated, tmp_path: Path
    ) -> None:
        hole = ramp(40, 50) % 7 == 0
        path = make_raster(
            tmp_path / "a.tif",
            ramp(40, 50),
            nodata_kind="declared",
            nodata=-32768,
            invalid=hole,
        )
        written = collocated(path, resampler="nearest")
        assert (written.dtype, written.nodata) == ("float32", -32768)
        assert ((written.band == -32768) == hole).all()
        assert written.band_tags[0]["nodata"] == "-32768"

    def test_nodata_zero_of_a_byte_raster_is_kept(
        self, collocated: Collocated, tmp_path: Path
    ) -> None:
        hole = ramp(40, 50) % 7 == 0
        path = make_raster(
            tmp_path / "a.tif",
            (ramp(40, 50) % 255 + 1).astype("uint8"),
            nodata_kind="declared",
            nodata=0,
            invalid=hole,
        )
        written = collocated(path, resampler="nearest")
        assert (written.dtype, written.nodata, written.warnings) == ("uint8", 0, ())
        assert ((written.band == 0) == hole).all()

    def test_full_type_without_nodata_is_widened_with_a_warning(
        self, collocated: Collocated, tmp_path: Path
    ) -> None:
        values = (np.arange(100).reshape(10, 10) * 255 // 99).astype("uint8")
        values[0, :2] = 0, 255
        written = collocated(make_raster(tmp_path / "a.tif", values), resampler="mode")
        assert (written.dtype, written.nodata) == ("int16", -32768)
        assert (written.band[:10, :10] == values).all()
        assert (written.band[10:] == -32768).all()
        assert (written.band[:, 10:] == -32768).all()
        (warning,) = written.warnings
        assert "layer: 255 is a valid value" in warning
        assert "written as int16" in warning

    @pytest.mark.parametrize(
        ("dtype", "taken", "nodata"),
        [
            ("int64", [-(2**53), 2**63 - 1], 2**53),
            ("int64", [-(2**53), 2**53], -(2**53) + 1),
            ("uint64", [2**53, 2**53 + 1], 0),
        ],
    )
    def test_where_no_type_is_wider_another_number_means_nodata(
        self,
        collocated: Collocated,
        tmp_path: Path,
        dtype: str,
        taken: list[int],
        nodata: int,
    ) -> None:
        values = np.full((10, 10), 7, dtype=dtype)
        values[0, :2] = taken
        path = make_raster(tmp_path / "a.tif", values)
        written = collocated(path, resampler="nearest")
        assert (written.dtype, written.nodata) == (dtype, nodata)
        assert (written.band[:10, :10] == values).all()
        assert (written.band[10:] == nodata).all()
        assert any(f"{nodata} does in its place" in one for one in written.warnings)

    def test_wide_integer_keeps_every_digit(
        self, collocated: Collocated, tmp_path: Path
    ) -> None:
        values = np.full((40, 50), 16777217, dtype="int32")
        written = collocated(make_raster(tmp_path / "a.tif", values), resampler="max")
        assert (written.dtype, set(written.band.flat)) == ("int32", {16777217})

    @pytest.mark.parametrize("dtype", ["int64", "uint64"])
    def test_widest_integers_and_their_nodata_are_kept(
        self, collocated: Collocated, tmp_path: Path, dtype: str
    ) -> None:
        values = ramp(8, 10, dtype) + 2**40
        written = collocated(make_raster(tmp_path / "a.tif", values))
        with rasterio.open(written.path) as src:
            read = src.read(1, masked=True)
        assert (read[:8, :10] == values).all()
        assert not read.mask[:8, :10].any()
        assert read.mask[8:].all()
        assert read.mask[:, 10:].all()


@pytest.mark.rule(6, against="the source's values")
class TestTypeOfAStack:
    def stacked(self, product: Path, to: Path, *paths: Path, **options: Any) -> Any:
        layers = parse_exo([f"{path}|resampler=nearest" for path in paths])
        request = Request(product=str(product), bands=("1",), layers=layers)
        result = stack(request, str(to / "stack.tif"), OutputOptions(**options))
        return read_back(result.paths[0], result.warnings)

    def test_is_float32_with_nan(self, product: Path, tmp_path: Path) -> None:
        small = make_raster(tmp_path / "small.tif", ramp(8, 10, "int16"))
        written = self.stacked(product, tmp_path, small)
        assert written.dtype == "float32"
        assert math.isnan(written.nodata)
        assert (written.band == ramp(40, 50)).all()
        assert np.isnan(written.values[1][8:]).all()

    @pytest.mark.parametrize("dtype", ["int32", "uint32", "int64"])
    def test_is_float64_where_an_integer_needs_it(
        self, product: Path, tmp_path: Path, dtype: str
    ) -> None:
        values = np.full((40, 50), 16777217, dtype=dtype)
        wide = make_raster(tmp_path / "wide.tif", values)
        written = self.stacked(product, tmp_path, wide)
        assert written.dtype == "float64"
        assert set(written.values[1].flat) == {16777217}

    @pytest.mark.parametrize(
        ("dtype", "nodata"), [("float32", -9999), ("int16", -9999)]
    )
    def test_asked_for_nodata_is_taken(
        self, product: Path, tmp_path: Path, dtype: str, nodata: float
    ) -> None:
        small = make_raster(tmp_path / "small.tif", ramp(8, 10, "int16"))
        written = self.stacked(product, tmp_path, small, dtype=dtype, nodata=nodata)
        assert (written.dtype, written.nodata) == (dtype, -9999)
        assert (written.values[1][8:] == -9999).all()
        assert (written.values[1][:8, :10] == ramp(8, 10)).all()

    @pytest.mark.parametrize(("dtype", "nodata"), [("uint64", None), ("int16", 0)])
    def test_whole_numbers_stay_on_whichever_side_of_nodata(
        self, product: Path, tmp_path: Path, dtype: str, nodata: float | None
    ) -> None:
        codes = ramp(40, 50, "int32") + 1
        path = make_raster(tmp_path / "codes.tif", codes)
        to = str(tmp_path / "stack.tif")
        request = Request(product=str(product), layers=parse_exo([str(path)]))
        stack(request, to, OutputOptions(dtype=dtype, nodata=nodata))
        with rasterio.open(to) as src:
            assert (src.scales[-1], src.offsets[-1]) == (1, 0)
            np.testing.assert_array_equal(src.read(1), codes)

    def test_nodata_between_the_integers_is_an_error_before_any_file(
        self, product: Path, tmp_path: Path
    ) -> None:
        small = make_raster(tmp_path / "small.tif", ramp(8, 10, "int16"))
        with pytest.raises(InvalidRequest, match=r"^NODATA: 0\.5 cannot be used"):
            self.stacked(product, tmp_path, small, dtype="int16", nodata=0.5)
        assert not (tmp_path / "stack.tif").exists()
