# SPDX-License-Identifier: GPL-3.0-or-later
"""boto3 is not imported for nothing, and is there for whoever needs it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

REGISTERED = """
import importlib.util, sys
root = sys.argv[1]
sys.path += sys.argv[2:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["exogenous"] = importlib.util.module_from_spec(spec)
"""

needs_boto3 = pytest.mark.skipif(
    importlib.util.find_spec("boto3") is None, reason="boto3 is not installed"
)


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", REGISTERED + code, str(ROOT), *sys.path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_the_core_does_not_import_it() -> None:
    code = 'import exogenous.core; print("botocore" in sys.modules)'
    assert run(code) == "False"


@needs_boto3
def test_rasterio_still_has_it() -> None:
    assert (
        run(
            """
import exogenous.core
import rasterio.session
session = rasterio.session.AWSSession(
    aws_access_key_id="a", aws_secret_access_key="b", region_name="eu-west-1"
)
import boto3
print(rasterio.session.boto3 is boto3, session.get_credential_options()["AWS_REGION"])
"""
        )
        == "True eu-west-1"
    )


@needs_boto3
def test_what_was_imported_before_stays() -> None:
    assert (
        run(
            """
import boto3
import exogenous.core
import rasterio.session
print(rasterio.session.boto3 is boto3)
"""
        )
        == "True"
    )
