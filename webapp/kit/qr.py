"""QR codes as inline SVG: for the hall, the paper board and invitations."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup


def qr_svg(content: str, label: str) -> Markup:
    """A QR code (ISO/IEC 18004, error level M) with a name for screen readers; sized by its CSS class `qr`."""
    out = io.BytesIO()
    segno.make(content, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, svgclass="qr", title=label
    )
    return Markup(out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - drawn here, the label is escaped
