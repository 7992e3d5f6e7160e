"""A report as JSON: every block in order, with the numbers behind the texts, for programs that read it."""

from __future__ import annotations

import base64
import json
from dataclasses import fields, is_dataclass
from typing import Any

from evidence.reports.document import Line, Report

OURS = frozenset({"quotes"})
"""What a report knows for whoever takes it along to be noted with it: no part of what it says."""
FORM = 1
"""Number of this form of file. It goes up where a program that reads the old form would go wrong."""


def write(report: Report, *, base: str | None = None) -> bytes:
    """The report as JSON in UTF-8.

    Args:
        report: The report.
        base: What the addresses in it begin with, such as `https://our.example`; None leaves all addresses out.
    """
    whole = {"plainsay_report": FORM, **_plain(report, base)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _plain(found: Any, base: str | None) -> Any:
    """Dataclasses become objects; a block also names its kind. What is empty is left out of a line."""
    if isinstance(found, Line):
        return _line(found, base)
    if is_dataclass(found) and not isinstance(found, type):
        kind = {} if isinstance(found, Report) else {"kind": type(found).__name__.lower()}
        every = kind | {
            one.name: _plain(getattr(found, one.name), base) for one in fields(found) if one.name not in OURS
        }
        return _led(every, base)
    if isinstance(found, tuple | list):
        return [_plain(one, base) for one in found]
    if isinstance(found, dict):
        return {key: _plain(one, base) for key, one in found.items()}
    return base64.b64encode(found).decode() if isinstance(found, bytes) else found


def _led(every: dict[str, Any], base: str | None) -> dict[str, Any]:
    """With a whole address, where it leads anywhere at all."""
    link = every.pop("link", "")
    return {**every, "link": f"{base}{link}"} if link and base is not None else every


def _line(line: Line, base: str | None) -> dict[str, Any]:
    every = {
        "text": line.text,
        "value": line.value,
        "unit": line.unit,
        "link": f"{base}{line.link}" if line.link and base is not None else "",
        "bullet": line.bullet,
        "bold": line.bold,
    }
    return {name: value for name, value in every.items() if value not in {"", None, False} or name == "text"}
