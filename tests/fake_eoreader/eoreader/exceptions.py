# SPDX-License-Identifier: GPL-3.0-or-later
class InvalidTypeError(TypeError):
    pass


class InvalidProductError(Exception):
    pass
