# SPDX-License-Identifier: GPL-3.0-or-later
"""When is each band of a source? Calendars, and what formats say of time."""
