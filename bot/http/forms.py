"""Reading what a form sent."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.http.body import FORM_BYTES

MOST_FIELDS = 100
KEPT = "\n\t\u200c\u200d"
"""Not printable, and yet wanted: line ends, tabs, and the joiners that some scripts and emoji are written with."""

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


async def read_form(request: Request, *, files: int = 0, fields: int = MOST_FIELDS) -> FormData:
    """The fields of a posted form.

    Args:
        request: The post.
        files: How many files may be among them. Whoever takes files closes the form afterwards.
        fields: The most that there may be, 100 unless told.

    Raises:
        HTTPException: 400 for anything that is not a whole form; 413 when it is too large.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in FORM_TYPES:
        raise HTTPException(400)
    return await request.form(max_fields=fields, max_files=files, max_part_size=FORM_BYTES)


def text_field(form: FormData, name: str, longest: int = 100) -> str:
    """One text field, '' where it is absent, without characters that no keyboard makes.

    Raises:
        HTTPException: 400 when it is longer than `longest`, or is a file.
    """
    value = form.get(name, "")
    if isinstance(value, UploadFile):
        raise HTTPException(400)
    clean = "".join(char for char in value.replace("\r\n", "\n") if char.isprintable() or char in KEPT)
    if len(clean) > longest:
        raise HTTPException(400)
    return clean.strip()


def number_field(form: FormData, name: str) -> int:
    """One whole number that is not negative.

    Raises:
        HTTPException: 400 when it is not one.
    """
    value = text_field(form, name, longest=9)
    if not (value.isascii() and value.isdigit()):
        raise HTTPException(400)
    return int(value)
