"""A report as one HTML page that needs no other file: style, pictures and charts are in it, and no script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evidence.reports.document import Line, Picture, Report, as_read
from evidence.reports.pictured import drawn
from evidence.reports.plain import clean, levelled, pattern_of, shown, tones, widest


def write(report: Report, *, base: str | None = None) -> bytes:
    """The report as HTML.

    Args:
        report: The report.
        base: What the addresses in it begin with, such as `https://our.example`; '' for a page that is shown where
            they lead; None leaves all addresses out.
    """
    page = _environment().get_template("report.html")
    return page.render(report=report, blocks=list(levelled(report)), base=base, style=style(), policy=policy()).encode(
        "utf-8", "replace"
    )


@cache
def policy() -> str:
    """What the page may do: show itself. Served pages send it as their header."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def style() -> Markup:
    """The style sheet that every report carries."""
    return Markup((files("evidence.reports") / "templates/report.css").read_text(encoding="utf-8"))  # noqa: S704 - ours


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("evidence.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    made.filters.update({"runs": _runs, "address": _address, "as_read": as_read, "pattern": pattern_of})
    made.filters.update({"tones": tones, "widest": widest, "shown": shown})
    made.tests["block"] = lambda block, name: type(block).__name__ == name
    return made


def _runs(lines: tuple[Line, ...]) -> list[tuple[bool, list[Line]]]:
    """Lines in groups: those of a list together."""
    return [(bullet, list(group)) for bullet, group in groupby(lines, key=lambda line: line.bullet)]


def _address(picture: Picture) -> str:
    """A picture's content as an address, so that the page needs no other file; '' where there is none.

    A browser runs no script in what it shows as an image.
    """
    found = drawn(picture)
    if found.png:
        return "data:image/png;base64," + base64.b64encode(found.png).decode()
    return "data:image/svg+xml;base64," + base64.b64encode(found.svg.encode()).decode() if found.svg else ""
