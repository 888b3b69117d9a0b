# SPDX-License-Identifier: GPL-3.0-or-later
"""Describes a warp to GDAL, as the XML of a virtual raster (VRT).

rasterio's own virtual raster has no option for longitudes on both sides of the
antimeridian, nor for a window of a raster with tie points. The XML, as
`gdalwarp -of VRT` writes it, has both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr  # nosec B406

import numpy as np

from ..resampling.kernels import KERNELS
from ..resampling.widening import kernel_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable

    from affine import Affine
    from numpy.typing import NDArray
    from rasterio.crs import CRS
    from rasterio.enums import Resampling

    from ..geometry.grid import Grid
    from ..georeferencing.gcps_rpcs import Gcps, Rpcs
    from ..resampling.kernel import Kernel

#: GDAL does not believe a ratio along x that is so much less than that along y, and
#: would look for another in each tile.
_ODDLY_WIDE: Final = 100.0


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
        path: The source in memory; NaN is nodata in the source and in a float result.
        values: The source's values, of the type that GDAL computes in.
        dst: The target's grid.
        transformer: XML of the transform from the target's pixels to the source's.
        resampler: The kernel.
        ratio: Target pixels per source pixel along x and y.
        none: The nodata value of a result of bytes.
    """
    kind = "Byte" if values.dtype == np.uint8 else values.dtype.name.capitalize()
    # GDAL would estimate the source window by a scale of its own; all pixels in memory
    # are needed. Not for `sum`: GDAL takes a pixel two pixels off the target for one on
    # the antimeridian, and may add it to every other.
    everything = (
        ""
        if KERNELS[resampler].adds_up
        else f'<Option name="SOURCE_EXTRA">{max(values.shape)}</Option>'
    )
    x_scale, y_scale = _scales(ratio, KERNELS[resampler])
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
        f'<Option name="XSCALE">{x_scale!r}</Option>'
        f'<Option name="YSCALE">{y_scale!r}</Option>'
        f'<SourceDataset relativeToVRT="0">{escape(path)}</SourceDataset>'
        f"<Transformer>{transformer}</Transformer>"
        f'<BandList><BandMapping src="1" dst="1">{src_nodata}'
        f"{said.format('Dst', nodata)}</BandMapping></BandList>"
        "</GDALWarpOptions></VRTDataset>"
    )


def _scales(ratio: tuple[float, float], kernel: Kernel) -> tuple[float, float]:
    """Return what GDAL is told of a ratio, one that it believes."""
    x, y = kernel_ratio(ratio) if kernel.radius_px else ratio
    x = max(x, min(y, 1.0) / _ODDLY_WIDE)
    return x, min(y, _ODDLY_WIDE * x)


def transformer_xml(
    placed: str, dst: Grid, reprojection: str, tolerance_px: float
) -> str:
    """Describe the transform from a target's pixels to a source's.

    Args:
        placed: XML of the source's georeference.
        dst: The target's grid.
        reprojection: XML of the transform between the CRSs; empty for a single CRS.
        tolerance_px: Largest error of interpolating along rows; 0 for no interpolation.
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


def reprojection_xml(src_crs: CRS, dst: Grid, centre: float | None) -> str:
    """Describe the transform between two CRSs; empty where they are the same.

    Args:
        src_crs: The source's CRS.
        dst: The target's grid.
        centre: The longitude to unwrap the source's longitudes around; None for none.
    """
    if src_crs == dst.crs and centre is None:
        return ""
    options = {
        "CENTER_LONG": "" if centre is None else repr(float(centre)),
        "COORDINATE_OPERATION": dst.operations.between(src_crs, dst.crs),
    }
    written = "".join(
        f'<Option key="{key}">{escape(text)}</Option>'
        for key, text in options.items()
        if text
    )
    around = f"<Options>{written}</Options>" if written else ""
    return (
        "<ReprojectTransformer><ReprojectionTransformer>"
        f"<SourceSRS>{_wkt(src_crs)}</SourceSRS><TargetSRS>{_wkt(dst.crs)}</TargetSRS>"
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
