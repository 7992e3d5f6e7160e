"""Square codes (QR) that a phone's camera reads, as pictures inside a page."""

from __future__ import annotations

import segno
from markupsafe import Markup

MASK = 2


def code(link: str) -> Markup:
    """A link as SVG without a size of its own, and without style or script: the page's style sheet gives both.

    A seventh of it may be hidden by a thumb or a fold and it still reads (error correction M). To try all eight masks
    takes four times as long, and cameras read each of them.
    """
    made = segno.make(link, error="m", mask=MASK, micro=False)
    return Markup(made.svg_inline(omitsize=True, svgclass="code__picture", lineclass=None))  # noqa: S704 - segno's own
