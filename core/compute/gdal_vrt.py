# SPDX-License-Identifier: GPL-3.0-or-later
"""Says to GDAL, as a virtual raster, what to warp and how.

rasterio's own virtual raster knows nothing of longitudes on both sides of the
antimeridian, nor of where a window of a raster with tie points is. GDAL's text
form of one, which its `gdalwarp -of VRT` writes, does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr  # nosec B406

import numpy as np
from rasterio.enums import Resampling

from ..geometry.chosen_operation import chosen_operation
from ..resampling.kernels import KERNELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from affine import Affine
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ..geometry.grid import Grid
    from ..georeferencing.gcps_rpcs import Gcps, Rpcs


def warped_xml(
    path: str,
    values: NDArray[Any],
    dst: Grid,
    transformer: str,
    resampler: Resampling,
    ratio: tuple[float, float],
    none: int | None = None,
) -> str:
    """Describe a raster of one band, warped to a grid in one piece.

    Args:
        path: The source in memory; NaN is nodata there and in the result of floats.
        values: What is in it, of the type that all is done in.
        dst: The target's grid.
        transformer: From the target's pixels to the source's.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y.
        none: What is nodata in the result of bytes.
    """
    kind = "Byte" if values.dtype == np.uint8 else values.dtype.name.capitalize()
    # GDAL looks for the window it needs and goes by a scale of its own there, but all
    # that is in memory is needed. Its sum takes what is two pixels off the target for
    # a pixel on the antimeridian, and may add it to every other.
    everything = (
        ""
        if resampler is Resampling.sum
        else f'<Option name="SOURCE_EXTRA">{max(values.shape)}</Option>'
    )
    nodata = "nan" if none is None else str(none)
    said = "<{0}NoDataReal>{1}</{0}NoDataReal><{0}NoDataImag>0</{0}NoDataImag>"
    src_nodata = said.format("Src", nodata) if none is None else ""
    return (
        f'<VRTDataset rasterXSize="{dst.cols}" rasterYSize="{dst.rows}" '
        'subClass="VRTWarpedDataset">'
        f"<SRS>{_wkt(dst.crs)}</SRS>"
        f"<GeoTransform>{_listed(dst.transform)}</GeoTransform>"
        f'<VRTRasterBand dataType="{kind}" band="1" subClass="VRTWarpedRasterBand">'
        f"<NoDataValue>{nodata}</NoDataValue></VRTRasterBand>"
        f"<BlockXSize>{dst.cols}</BlockXSize><BlockYSize>{dst.rows}</BlockYSize>"
        f"<GDALWarpOptions><ResampleAlg>{KERNELS[resampler].gdal_name}</ResampleAlg>"
        f"<WorkingDataType>{kind}</WorkingDataType>"
        '<Option name="INIT_DEST">NO_DATA</Option>'
        '<Option name="ERROR_OUT_IF_EMPTY_SOURCE_WINDOW">FALSE</Option>'
        f"{everything}"
        f'<Option name="XSCALE">{float(ratio[0])!r}</Option>'
        f'<Option name="YSCALE">{float(ratio[1])!r}</Option>'
        f'<SourceDataset relativeToVRT="0">{escape(path)}</SourceDataset>'
        f"<Transformer>{transformer}</Transformer>"
        f'<BandList><BandMapping src="1" dst="1">{src_nodata}'
        f"{said.format('Dst', nodata)}</BandMapping></BandList>"
        "</GDALWarpOptions></VRTDataset>"
    )


def transformer_xml(
    placed: str, dst: Grid, reprojection: str, tolerance_px: float
) -> str:
    """Describe the way from a target's pixels to a source's.

    Args:
        placed: What places the source's pixels.
        dst: The target's grid.
        reprojection: Between the CRSs; empty where there is one only.
        tolerance_px: Largest error of interpolating along rows; 0 for none.
    """
    exact = (
        f"<GenImgProjTransformer>{placed}"
        f"<DstGeoTransform>{_listed(dst.transform)}</DstGeoTransform>"
        f"<DstInvGeoTransform>{_listed(~dst.transform)}</DstInvGeoTransform>"
        f"{reprojection}</GenImgProjTransformer>"
    )
    if not tolerance_px:
        return exact
    return (
        f"<ApproxTransformer><MaxError>{tolerance_px!r}</MaxError>"
        f"<BaseTransformer>{exact}</BaseTransformer></ApproxTransformer>"
    )


def reprojection_xml(src_crs: CRS, dst_crs: CRS, centre: float | None) -> str:
    """Describe how places get from one CRS to the other, empty for the same.

    Args:
        src_crs: The source's.
        dst_crs: The target's.
        centre: The longitude to put the source's around; None for as they come.
    """
    if src_crs == dst_crs and centre is None:
        return ""
    options = {
        "CENTER_LONG": "" if centre is None else repr(float(centre)),
        "COORDINATE_OPERATION": chosen_operation(src_crs, dst_crs),
    }
    written = "".join(
        f'<Option key="{key}">{escape(text)}</Option>'
        for key, text in options.items()
        if text
    )
    around = f"<Options>{written}</Options>" if written else ""
    return (
        "<ReprojectTransformer><ReprojectionTransformer>"
        f"<SourceSRS>{_wkt(src_crs)}</SourceSRS><TargetSRS>{_wkt(dst_crs)}</TargetSRS>"
        f"{around}</ReprojectionTransformer></ReprojectTransformer>"
    )


def grid_xml(src: Grid) -> str:
    """Describe pixels placed by a grid."""
    return (
        f"<SrcGeoTransform>{_listed(src.transform)}</SrcGeoTransform>"
        f"<SrcInvGeoTransform>{_listed(~src.transform)}</SrcInvGeoTransform>"
    )


def gcps_xml(src: Gcps) -> str:
    """Describe pixels placed by control points; order 0 lets GDAL choose."""
    points = "".join(
        f'<GCP Id="" Pixel="{col!r}" Line="{row!r}" X="{x!r}" Y="{y!r}"/>'
        for col, row, x, y in src.points
    )
    return (
        "<SrcGCPTransformer><GCPTransformer><Order>0</Order><Reversed>0</Reversed>"
        f"<GCPList>{points}</GCPList></GCPTransformer></SrcGCPTransformer>"
    )


def rpcs_xml(src: Rpcs) -> str:
    """Describe pixels placed by rational polynomials."""
    return (
        "<SrcRPCTransformer><RPCTransformer><Reversed>0</Reversed>"
        f"<HeightOffset>{escape(src.height)}</HeightOffset>"
        f"{_metadata(src.tags)}</RPCTransformer></SrcRPCTransformer>"
    )


def geolocation_xml(tags: Iterable[tuple[str, str]]) -> str:
    """Describe pixels placed by arrays, by the tags of GDAL's RFC 4."""
    return (
        "<SrcGeoLocTransformer><GeoLocTransformer><Reversed>0</Reversed>"
        f"{_metadata(tags)}</GeoLocTransformer></SrcGeoLocTransformer>"
    )


def _metadata(tags: Iterable[tuple[str, str]]) -> str:
    items = "".join(
        f"<MDI key={quoteattr(key)}>{escape(text)}</MDI>" for key, text in tags
    )
    return f"<Metadata>{items}</Metadata>"


def _listed(transform: Affine) -> str:
    t = transform
    return ",".join(repr(float(n)) for n in (t.c, t.a, t.b, t.f, t.d, t.e))


def _wkt(crs: CRS) -> str:
    return escape(crs.to_wkt())
