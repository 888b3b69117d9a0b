# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the layer table look at."""

from __future__ import annotations

import json

NAME, SOURCE, BAND, RESAMPLER, NODATA, CRS, SCALE, OFFSET = range(8)
MASK, DOMAIN, REMARK = range(8, 11)


def names(table):
    return [row.name for row in table.model.rows]


def value(table):
    return json.loads(table.value())


def shown(table, row, column):
    return table.model.index(row, column).data()
