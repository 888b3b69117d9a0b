# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes in place of long integers, against the integers themselves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from exogenous.core.sources.code_book import CodeBook


@pytest.mark.parametrize("dtype", ["int64", "uint64"])
def test_codes_come_back_as_the_numbers(dtype: str) -> None:
    limits = np.iinfo(dtype)
    first = np.array([[limits.max, 5, limits.max - 1], [5, limits.min, 7]], dtype)
    second = np.array([[limits.max - 1, 6, 2**53 + 1, 2**53]], dtype)
    book = CodeBook(dtype)
    codes = [book.codes_of(numbers) for numbers in (first, second, first)]
    assert codes[0].shape == first.shape
    np.testing.assert_array_equal(codes[0], codes[2])
    assert len(set(np.concatenate([one.ravel() for one in codes]))) == 8
    assert max(one.max() for one in codes) == 7
    for numbers, found in zip((first, second), codes, strict=False):
        back = book.numbers_of(found)
        assert back.dtype == dtype
        np.testing.assert_array_equal(back, numbers)


def test_threads_share_a_book() -> None:
    random = np.random.default_rng(1)
    parts = [random.integers(2**60, 2**60 + 300, (40, 50)) for _ in range(12)]
    book = CodeBook("int64")
    with ThreadPoolExecutor(4) as threads:
        codes = list(threads.map(book.codes_of, parts))
    for numbers, found in zip(parts, codes, strict=True):
        np.testing.assert_array_equal(book.numbers_of(found), numbers)
