"""Sends sound. Some browsers play it only from a server that can send a part of it."""

from __future__ import annotations

import re

from starlette.responses import Response

RANGE = re.compile(r"bytes=(?P<first>\d{1,12})-(?P<last>\d{0,12})")


def sound_response(sound: bytes, mime: str, wanted: str) -> Response:
    """All of a sound, or the part that a Range header wants.

    Args:
        sound: The whole file.
        mime: Its kind.
        wanted: The Range header, '' where there is none. What we do not understand gets all of it.
    """
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": "inline"}
    asked = RANGE.fullmatch(wanted)
    if asked is None:
        return Response(sound, media_type=mime, headers=headers)
    first = int(asked["first"])
    if first >= len(sound):
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(sound)}"})
    last = min(int(asked["last"] or len(sound)), len(sound) - 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    return Response(sound[first : last + 1], 206, media_type=mime, headers=headers)
