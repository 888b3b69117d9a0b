# SPDX-License-Identifier: GPL-3.0-or-later
"""A line of help for each resampler."""

from __future__ import annotations

from ...host.parameter_names import RESAMPLERS
from ...host.text import tr


def resampler_help() -> dict[str, str]:
    """Return a line of help for each resampler, in the order of the list."""
    lines = {
        "nearest": tr("The nearest source pixel, unchanged: for classes and masks."),
        "bilinear": tr("Smooth, from the pixels around: for measured values."),
        "cubic": tr("Smooth and sharper than bilinear; may overshoot a little."),
        "cubic_spline": tr("Very smooth: blurs fine detail."),
        "lanczos": tr("The sharpest of the smooth ones; may overshoot."),
        "average": tr("The mean of all pixels covered: for much coarser results."),
        "mode": tr("The most frequent value: for classes in coarser results."),
        "max": tr("The greatest value covered."),
        "min": tr("The least value covered."),
        "med": tr("The middle value covered: ignores outliers."),
        "q1": tr("A quarter of the values covered are below."),
        "q3": tr("Three quarters of the values covered are below."),
        "sum": tr("The total, by share of pixel: for counts and amounts."),
        "rms": tr("The root of the mean square."),
    }
    return {name: lines[name] for name in RESAMPLERS}
