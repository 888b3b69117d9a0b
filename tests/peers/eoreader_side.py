# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in EOReader's Python: loads bands as told and leaves them in a folder.

    python eoreader_side.py JOB.json OUT_FOLDER

The job is `{"product": path, "loads": [{"name", "bands", "pixel_size", "window",
"cleaning", "associated_bands"}]}`. Each load becomes `name.npz`, a float array per
band and the `transform`, and an entry in `said.json`, beside what EOReader says of the
product.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import eoreader
import numpy as np
from eoreader.bands import to_str
from eoreader.reader import Reader


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text())
    out = Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "described")
        product = Reader().open(job["product"], output_path=work)
        said: dict[str, Any] = {"product": described(product), "loads": {}}
        for number, load in enumerate(job["loads"]):
            # A folder of its own for each: EOReader's cache knows neither window nor
            # cleaning of what it has read before.
            work = Path(folder, str(number))
            product = Reader().open(job["product"], output_path=work)
            said["loads"][load["name"]] = loaded(product, load, out)
    (out / "said.json").write_text(json.dumps(said))


def described(product: Any) -> dict[str, Any]:
    return {
        "mapping": {
            band.value: mapped.id for band, mapped in product.bands.items() if mapped
        },
        "version": eoreader.__version__,
        "sensor_type": product.sensor_type.value,
        "tile_name": product.tile_name,
        "datetime": product.get_datetime(as_datetime=True).isoformat(),
        "epsg": product.crs().to_epsg(),
        "bounds": list(product.extent().total_bounds),
    }


def loaded(product: Any, load: dict[str, Any], out: Path) -> dict[str, Any]:
    words = {"clean_optical": load.get("cleaning", "nodata")}
    if load.get("window") is not None:
        words["window"] = load["window"]
    size = load["pixel_size"]
    dataset = product.load(
        load["bands"],
        pixel_size=tuple(size) if isinstance(size, list) else size,
        associated_bands=load.get("associated_bands"),
        **words,
    )
    first = next(iter(dataset.values()))
    arrays = {
        to_str(band, as_list=False): values.values[0].astype("f4")
        for band, values in dataset.items()
    }
    transform = np.array(first.rio.transform(recalc=True)[:6])
    np.savez(out / f"{load['name']}.npz", transform=transform, **arrays)
    return {"attributes": dict(dataset.attrs), "bands": list(arrays)}


if __name__ == "__main__":
    main()
