"""Makes PNG of one SVG and ends: SVG on stdin, PNG on stdout.

A process of its own, because resvg holds Python's lock for a tenth of a second, and everybody else would wait for it.
It imports nothing of Plainsay's, so that it starts fast.
"""

from __future__ import annotations

import sys

import resvg_py

PAPER = "#ffffff"


def raster(svg: str) -> bytes:
    """An SVG that holds only shapes, as PNG on white.

    Raises:
        ValueError: It is no SVG.
    """
    return resvg_py.svg_to_bytes(svg_string=svg, background=PAPER, skip_system_fonts=True)


if __name__ == "__main__":
    sys.stdout.buffer.write(raster(sys.stdin.buffer.read().decode("utf-8")))
